// Copy buttons: copy an element's text and show the result next to the button. A site about one product has no reply desk, but these buttons.

/** Write `text` to the clipboard; false if the browser refuses. */
async function toClipboard(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** Select the visible text of an element, so that one key press copies it. */
function select(element) {
  const range = document.createRange();
  range.selectNodeContents(element);
  const selection = getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
}

/** Show a message in a live region. It is emptied first, so that screen readers announce the same message again. */
export function tell(region, words) {
  region.textContent = "";
  requestAnimationFrame(() => {
    region.textContent = words;
  });
}

/**
 * Activate all copy buttons below `root`. `afterwards(element, copied)` returns the message. If copying failed, it must leave the
 * focus where it is, because moving it would clear the selection. `before(element)` may still change the text.
 */
export function startCopying(afterwards, root = document, before = () => {}) {
  for (const button of root.querySelectorAll("button[data-copy]")) {
    const source = document.getElementById(button.dataset.copy);
    const region = button.closest("li, details, section").querySelector("[data-told]");
    button.hidden = false;
    button.addEventListener("click", async () => {
      before(source);
      const copied = await toClipboard(source.textContent);
      if (!copied) select(source);
      tell(region, afterwards(source, copied));
    });
  }
}

for (const section of document.querySelectorAll("section[data-copied]")) {
  startCopying((_, copied) => (copied ? section.dataset.copied : section.dataset.refused), section);
}
