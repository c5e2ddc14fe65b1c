// Blanks: filled in once per product, shown everywhere they occur, saved only in this browser.

import { tell } from "./copy.js";
import { read, write } from "./storage.js";

/** The product whose blanks are on this page; `*` if it has no file. */
const product = document.querySelector("[data-product]")?.dataset.product;
const key = `kit:fill:${product}`;
const fields = () => document.querySelectorAll("[data-fill]");
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

/** The value of a blank; empty if it is open. A confirmation is saved as "yes"; its sentence is on the page. */
export function valueOf(blank) {
  const field = fieldOf(blank);
  if (field?.type === "checkbox") return values[blank] === "yes" ? field.value : "";
  return clean(values[blank]);
}

/** The ids of all blanks that have a value. */
export const filledBlanks = () => Object.keys(values).filter(valueOf);

/** Save values (blank id -> text) without changing others. */
export function save(added) {
  values = { ...load(), ...added };
  write(key, JSON.stringify(values));
}

/** How a value is written inside the quotes of a command or of JSON, so that it cannot end them; as `shlex` and `json` do in Python. */
const QUOTING = {
  shell: (value) => value.replaceAll("'", `'"'"'`),
  json: (value) => JSON.stringify(value).slice(1, -1),
};

/** Show the values in all marks below `root`; an open blank shows its original text. */
export function fillIn(root) {
  for (const mark of root.querySelectorAll("mark[data-blank]")) {
    mark.dataset.open ??= mark.textContent;
    let value = valueOf(mark.dataset.blank);
    // A value inside a sentence loses its own period before the sentence's.
    if (mark.nextSibling?.textContent.startsWith(".")) value = value.replace(/\.$/, "");
    const quote = QUOTING[mark.closest("[data-quoting]")?.dataset.quoting];
    mark.textContent = value ? (quote?.(value) ?? value) : mark.dataset.open;
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
export function labelOf(blank) {
  const field = fieldOf(blank);
  return field?.getAttribute("aria-label") ?? field?.labels[0]?.textContent.trim() ?? blank;
}

function show() {
  for (const field of fields()) {
    const value = values[field.dataset.fill] ?? "";
    if (field.type === "checkbox") field.checked = value === "yes";
    // Do not overwrite the field that someone is typing in.
    else if (field !== document.activeElement) field.value = value;
    field.hidden = false;
  }
}

/** Activate the form; calls `changed` after each change of a value. Returns a function that shows values saved elsewhere. */
export function startFilling(changed) {
  if (!product) return () => {};
  const refresh = () => {
    fillIn(document);
    changed();
  };
  const again = () => {
    show();
    refresh();
  };
  document.addEventListener("input", ({ target }) => {
    if (!target.dataset.fill) return;
    save({ [target.dataset.fill]: target.type !== "checkbox" ? target.value : target.checked ? "yes" : "" });
    refresh();
  });
  for (const button of document.querySelectorAll("[data-insert]")) button.hidden = false;
  document.addEventListener("click", ({ target }) => {
    const { insert, value } = target.dataset;
    if (!insert) return;
    const field = fieldOf(insert);
    field.focus();
    field.select();
    // As if typed, so that the browser's undo brings back what was there.
    if (!document.execCommand("insertText", false, value)) {
      save({ [insert]: value });
      again();
    }
  });
  const button = document.querySelector("[data-clear]");
  const undo = document.querySelector("[data-undo]");
  const region = document.querySelector("[data-cleared]");
  if (button) {
    let former = {};
    button.hidden = false;
    button.addEventListener("click", () => {
      if (filledBlanks().length) former = values;
      values = {};
      write(key, "");
      again();
      tell(region, region.dataset.cleared);
      undo.hidden = false;
    });
    undo.addEventListener("click", () => {
      save({ ...former, ...load() });
      again();
      region.textContent = "";
      undo.hidden = true;
      button.focus();
    });
  }
  // Another tab of this browser changed a value.
  addEventListener("storage", (event) => {
    if (event.key !== key && event.key !== null) return;
    values = load();
    again();
  });
  again();
  return again;
}
