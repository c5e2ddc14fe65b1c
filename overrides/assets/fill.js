// Blanks: filled in once for a product, shown wherever they stand, kept in this browser only.

import { read, write } from "./storage.js";
import { tell } from "./copy.js";

const product = document.querySelector("[data-product]")?.dataset.product;
const key = `kit:fill:${product}`;
const fields = [...document.querySelectorAll("[data-fill]")];
let values = load();

function load() {
  try {
    return JSON.parse(read(key)) ?? {};
  } catch {
    return {}; // Somebody else wrote there; what is typed next replaces it.
  }
}

/** Like `reply_text.fill` in Python: lines end in a newline alone, and there is no space around a value. */
const clean = (value) => String(value ?? "").replace(/\r\n?/g, "\n").trim();

/** The value of a blank; empty where it is open. */
const valueOf = (blank) => clean(values[blank]);

/** Put the values into all marks below `root`; an open blank shows its own words again. */
export function fillIn(root) {
  for (const mark of root.querySelectorAll("mark[data-blank]")) {
    mark.dataset.open ??= mark.textContent;
    const value = valueOf(mark.dataset.blank);
    mark.textContent = value || mark.dataset.open;
    mark.classList.toggle("kit-blank--filled", Boolean(value));
  }
}

/** The ids of the open blanks below `root`, each once, in their order. */
export function openBlanks(root) {
  const ids = [...root.querySelectorAll("mark[data-blank]")].map((mark) => mark.dataset.blank);
  return [...new Set(ids)].filter((id) => !valueOf(id));
}

/** The field of a blank on this page, and what it is called. */
export const fieldOf = (blank) => document.getElementById(`fill-${blank}`);
export const labelOf = (blank) => document.querySelector(`label[for="fill-${blank}"]`)?.textContent ?? blank;

function show() {
  for (const field of fields) {
    // What somebody is typing right now is never replaced.
    if (field !== document.activeElement) field.value = values[field.dataset.fill] ?? "";
  }
}

/** Make the form work; `changed` is called whenever a value is new. */
export function startFilling(changed) {
  if (!product) return;
  const refresh = () => {
    fillIn(document);
    changed();
  };
  for (const field of fields) {
    field.hidden = false;
    field.addEventListener("input", () => {
      values = { ...load(), [field.dataset.fill]: field.value };
      write(key, JSON.stringify(values));
      refresh();
    });
  }
  const button = document.querySelector("[data-clear]");
  if (button) {
    button.hidden = false;
    button.addEventListener("click", () => {
      values = {};
      write(key, "");
      for (const field of fields) field.value = "";
      refresh();
      const region = document.querySelector("[data-cleared]");
      tell(region, region.dataset.cleared);
    });
  }
  // Another tab of the same browser changed something.
  addEventListener("storage", (event) => {
    if (event.key !== key && event.key !== null) return;
    values = load();
    show();
    refresh();
  });
  show();
  refresh();
}
