// A static page ages without being built again, so the browser judges how old a look is: sentences that may no longer be sent
// leave the letter, and old proofs say so.

/** Today in the reader's time zone, as YYYY-MM-DD. */
function today() {
  const now = new Date();
  return [now.getFullYear(), String(now.getMonth() + 1).padStart(2, "0"), String(now.getDate()).padStart(2, "0")].join("-");
}

/** Show the dated sentences below `root` that may be sent today, and remove the others. */
export function judgeAge(root = document) {
  const day = today();
  for (const sentence of root.querySelectorAll("span[data-until]")) {
    if (day > sentence.dataset.until) sentence.remove();
    else sentence.hidden = false;
  }
  for (const proof of root.querySelectorAll("[data-fresh-until]")) {
    if (day <= proof.dataset.freshUntil || !proof.dataset.stale) continue;
    proof.textContent = proof.dataset.stale;
    proof.className = "kit-status kit-status--stale";
    delete proof.dataset.stale;
  }
}
