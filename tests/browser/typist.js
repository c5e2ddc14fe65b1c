// Types a product's tree into the form, in the page itself: a round trip a value would take a minute for the five products.
//
// Values go in as a paste puts them, without the focus: for each focus Chromium looks through every field of the page, which took
// four fifths of the time. Buttons are clicked, folds opened and closed. Another test uses the browser's own focus and keys.

/** The control of a place; of a plain string that stands for a text, the one of its source language. */
const at = (by, loc) =>
  document.querySelector(`[data-${by}='${JSON.stringify(loc)}']`) ?? document.querySelector(`[data-${by}='${JSON.stringify([...loc, "en"])}']`);

/** Open what hides a control, fold by fold; close what does not, as a person would. Returns the control. */
function reveal(by, loc) {
  const folds = () => [...document.querySelectorAll("[data-spot=fields] details")];
  if (!at(by, loc)?.checkVisibility()) {
    for (const fold of folds()) if (fold.open && !fold.holds(loc)) fold.open = false;
  }
  while (!at(by, loc)?.checkVisibility()) {
    const next = folds().find((fold) => fold.holds(loc) && !fold.open);
    if (!next) throw new Error(`no ${by} for ${JSON.stringify(loc)}`);
    next.querySelector("summary").click();
    next.build(); // what the event of opening does a moment later
  }
  return at(by, loc);
}

function enter(control, text) {
  control.value = text;
  // A line break in a field of one line, or a choice that there is not, would be lost here.
  if (control.value !== text) throw new Error(`${text} does not go into ${control.dataset.path}`);
  control.dispatchEvent(new InputEvent("input", { bubbles: true }));
}

window.typist = function type(tree, mappings, loc = []) {
  if (Array.isArray(tree)) {
    tree.forEach((item, index) => {
      reveal("add", loc).click();
      type(item, mappings, [...loc, index]);
    });
  } else if (typeof tree === "object") {
    for (const [key, value] of Object.entries(tree)) {
      if (mappings.includes(loc.at(-1))) {
        enter(reveal("key", loc), key);
        reveal("add", loc).click();
      }
      type(value, mappings, [...loc, key]);
    }
  } else enter(reveal("path", loc), String(tree));
};
