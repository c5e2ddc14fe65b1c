// Blanks: filled in once per product, shown everywhere they occur, saved only in this browser.

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
    return {}; // Not written by this script; the next input replaces it.
  }
}

/** As `blanks.fill` does in Python: line ends become newlines, and values are trimmed. */
export const clean = (value) => String(value ?? "").replace(/\r\n?/g, "\n").trim();

/** The value of a blank; empty if it is open. */
const valueOf = (blank) => clean(values[blank]);

/** Show the values in all marks below `root`; an open blank shows its original text. */
export function fillIn(root) {
  for (const mark of root.querySelectorAll("mark[data-blank]")) {
    mark.dataset.open ??= mark.textContent;
    const value = valueOf(mark.dataset.blank);
    mark.textContent = value || mark.dataset.open;
    mark.classList.toggle("kit-blank--filled", Boolean(value));
  }
}

/** The ids of the open blanks below `root`, without duplicates, in order. */
export function openBlanks(root) {
  const ids = [...root.querySelectorAll("mark[data-blank]")].map((mark) => mark.dataset.blank);
  return [...new Set(ids)].filter((id) => !valueOf(id));
}

/** The field of a blank on this page, and its label. */
export const fieldOf = (blank) => document.getElementById(`fill-${blank}`);
export const labelOf = (blank) => document.querySelector(`label[for="fill-${blank}"]`)?.textContent ?? blank;

function show() {
  for (const field of fields) {
    // Do not overwrite the field that someone is typing in.
    if (field !== document.activeElement) field.value = values[field.dataset.fill] ?? "";
  }
}

/** Activate the form; calls `changed` after each change of a value. */
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
  // Another tab of this browser changed a value.
  addEventListener("storage", (event) => {
    if (event.key !== key && event.key !== null) return;
    values = load();
    show();
    refresh();
  });
  show();
  refresh();
}
