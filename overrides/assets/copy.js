// Copying the text of an element, with the outcome told beside the button.

/** Write `text` to the clipboard; false where the browser refuses. */
async function toClipboard(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** Select what an element shows, so that one key press copies it. */
function select(element) {
  const range = document.createRange();
  range.selectNodeContents(element);
  const selection = getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
}

/** Say something in a live region: emptied first, so that the same words are announced again. */
export function tell(region, words) {
  region.textContent = "";
  requestAnimationFrame(() => {
    region.textContent = words;
  });
}

/**
 * Make every copy button of the page work. `afterwards(element, copied)` gives the words to say and, where something is
 * still to do, the field to go to; otherwise the focus stays on the button.
 */
export function startCopying(afterwards) {
  for (const button of document.querySelectorAll("button[data-copy]")) {
    const source = document.getElementById(button.dataset.copy);
    const region = button.closest("details, section").querySelector("[data-told]");
    button.hidden = false;
    button.addEventListener("click", async () => {
      const copied = await toClipboard(source.textContent);
      if (!copied) select(source);
      const { words, field } = afterwards(source, copied);
      tell(region, words);
      // A refused copy keeps its selection, which a focus elsewhere would take away.
      if (field && copied) field.focus();
    });
  }
}
