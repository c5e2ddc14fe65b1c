// Copying a reply, filtering a table, ticking a box. Everything is there to read and select without it.

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
  const selection = window.getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
}

for (const button of document.querySelectorAll("button[data-copy]")) {
  const source = document.getElementById(button.dataset.copy);
  const told = button.parentElement.querySelector("[role=status]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    const copied = await toClipboard(source.textContent);
    if (!copied) select(source);
    told.textContent = "";
    // Emptied first, so that a second copy is announced again.
    requestAnimationFrame(() => {
      told.textContent = copied ? button.dataset.copied : button.dataset.refused;
    });
  });
}

for (const field of document.querySelectorAll("input[data-filter]")) {
  const rows = [...document.querySelectorAll(`${field.dataset.filter} tbody tr`)];
  const told = field.parentElement.querySelector("[role=status]");
  field.hidden = false;
  field.addEventListener("input", () => {
    const wanted = field.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of rows) {
      const text = row.textContent.toLocaleLowerCase();
      row.hidden = !wanted.every((word) => text.includes(word));
      shown += row.hidden ? 0 : 1;
    }
    const words = shown ? field.dataset.shown : field.dataset.none;
    told.textContent = words.replace("{shown}", shown).replace("{total}", rows.length);
  });
}

/** What this browser keeps; nothing where it refuses (private windows, blocked storage). */
const kept = {
  read: (key) => {
    try {
      return localStorage.getItem(key) === "1";
    } catch {
      return false;
    }
  },
  write: (key, ticked) => {
    try {
      if (ticked) localStorage.setItem(key, "1");
      else localStorage.removeItem(key);
    } catch {
      // The box is ticked all the same, until the page is left.
    }
  },
};

for (const list of document.querySelectorAll("[data-ticks]")) {
  const boxes = [...list.querySelectorAll("input[type=checkbox]")];
  const told = list.querySelector("[data-progress]");
  const count = () => {
    const done = boxes.filter((box) => box.checked).length;
    told.textContent = told.dataset.progress.replace("{done}", done).replace("{total}", boxes.length);
  };
  for (const box of boxes.filter((item) => "hand" in item.dataset)) {
    const key = `kit:tick:${list.dataset.ticks}:${box.closest("li").id}`;
    box.disabled = false;
    box.checked = kept.read(key);
    box.addEventListener("change", () => {
      kept.write(key, box.checked);
      count();
    });
  }
  count();
}
