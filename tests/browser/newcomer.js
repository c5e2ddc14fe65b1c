// Fills in what the form shows, from top to bottom, as far as the person knows it; leaves the rest untouched.
//
// Values go in without the browser's own focus, as in typist.js; a field that is left is told so. Nothing is opened but sections
// and what a button adds.

const settle = () => new Promise((done) => queueMicrotask(() => queueMicrotask(done)));
const placeOf = (one) => one.dataset.path ?? `add ${one.dataset.add}`;

/** The status of the form, and the errors that it shows at fields. */
function state() {
  const errors = [...document.querySelectorAll(".kit-ask__error:not([hidden], .kit-ask__error--note)")];
  const shown = errors.filter((one) => one.checkVisibility()).map((one) => one.textContent);
  return { status: document.querySelector("[data-spot=status]").textContent, shown };
}

function fill(control, text) {
  control.value = text;
  if (control.value !== text) throw new Error(`${text} does not go into ${control.dataset.path}`);
  control.dispatchEvent(new InputEvent("input", { bubbles: true }));
  control.dispatchEvent(new FocusEvent("blur"));
}

/**
 * `known` is place -> text, or the number of elements of a list; returns each edit with what the form says after it. With `opens`,
 * every section is opened; without, only what is open already is filled in.
 */
window.newcomer = async function fillIn(known, opens) {
  const log = [];
  const seen = new Map();
  const isNext = (one) => Object.hasOwn(known, placeOf(one)) && !seen.get(placeOf(one)) && one.checkVisibility();
  for (const section of document.querySelectorAll("[data-section]")) {
    if (opens && !section.open) section.querySelector("summary").click();
    if (opens) section.build(); // what the event of opening does a moment later
    const next = () => [...section.querySelectorAll("[data-path], [data-add]")].find(isNext);
    for (let one = next(); one; one = next()) {
      const place = placeOf(one);
      const wanted = known[place];
      if (typeof wanted === "number") {
        const done = log.filter((edit) => edit.place === place).length + 1;
        seen.set(place, done >= wanted);
        one.click();
      } else {
        seen.set(place, true);
        if (one.value === wanted) continue;
        fill(one, wanted);
      }
      await settle();
      log.push({ place, ...state() });
    }
  }
  return log;
};
