// The control of one value: label, input, description, example and error.

import { make, nameOf, nameOfPlace, newId } from "./dom.js";

const LONG = 48;
const LONGEST_EXAMPLE = 140;

/**
 * The control of a place. `desk` is the form: `{file, say, choices, changed, controls}`; `title` replaces the schema's title if a
 * record shows the control itself, such as the languages of a text.
 */
export function control(desk, kind, loc, { title = kind.title, isRequired = false, label = null, quiet = false } = {}) {
  const ids = { input: newId(), hint: newId(), error: newId() };
  const value = desk.file.text(loc);
  const example = quiet ? null : exampleOf(kind);
  const input = inputOf(desk, kind, value, isRequired);
  const hint = quiet ? null : hintOf(desk, kind, example, ids.hint);
  const error = make("p", { id: ids.error, class: "kit-ask__error", hidden: true });
  Object.assign(input, { id: ids.input, autocomplete: "off" });
  input.setAttribute("aria-describedby", [hint && ids.hint, ids.error].filter(Boolean).join(" "));
  input.dataset.path = nameOfPlace(loc);
  const needed = isRequired ? make("span", { class: "kit-ask__needed" }, desk.say("needed")) : null;
  const words = make("label", { for: ids.input, "aria-label": label }, title, " ", needed);
  const made = { loc, input, error, touched: false, kind, title };
  input.addEventListener("input", () => {
    desk.file.write(loc, input.value);
    desk.changed(made);
  });
  input.addEventListener("blur", () => {
    made.touched = true;
    desk.left(made);
  });
  desk.controls.set(nameOfPlace(loc), made);
  return make("div", { class: "kit-field" }, words, input, hint, error);
}

function inputOf(desk, kind, value, isRequired) {
  const given = { "aria-required": isRequired ? "true" : null, spellcheck: kind.form === "text" ? null : "false" };
  if (kind.form === "choice" || kind.form === "flag") return selectOf(desk, kind, value, given);
  const made = isLong(kind, value) ? make("textarea", { ...given, rows: rowsOf(kind) }) : make("input", { ...given, type: "text" });
  if (kind.form === "number") made.inputMode = kind.type === "integer" ? "numeric" : "decimal";
  const modes = { Url: "url", EmailAddress: "email", Digits: "numeric" };
  if (modes[kind.name]) made.inputMode = modes[kind.name];
  made.value = value;
  return made;
}

/** Keep an invalid value as an additional choice, so that an imported file loses nothing. */
function selectOf(desk, kind, value, given) {
  const values = kind.form === "flag" ? ["true", "false"] : kind.enum;
  const odd = value && !values.includes(value) ? [value] : [];
  const choices = [...values, ...odd].map((choice) => [choice, wordsOf(desk, kind, choice)]);
  // Nobody looks for Germany below Czechia because of its code.
  if (kind.name === "Country") choices.sort(([, one], [, other]) => one.localeCompare(other, document.documentElement.lang));
  const options = choices.map(([choice, words]) => make("option", { value: choice }, words));
  const made = make("select", given, make("option", { value: "" }, desk.say("not_stated")), ...options);
  made.value = value;
  return made;
}

/** The page's label for a choice, with the value in the file. */
function wordsOf(desk, kind, choice) {
  const types = { Country: "region", LanguageTag: "language" };
  const words = types[kind.name] ? nameOf(types[kind.name], choice) : desk.choices[`${kind.title_key}.${choice}`];
  const flags = { true: desk.say("yes"), false: desk.say("no") };
  if (kind.form === "flag") return flags[choice] ?? choice;
  return words && words !== choice ? `${words} (${choice})` : choice;
}

const flat = (value) => (Array.isArray(value) ? flat(value[0]) : value);

function exampleOf(kind) {
  const example = flat(kind.examples?.[0]);
  if (example === undefined || example === null || kind.form === "flag" || kind.form === "choice") return null;
  if (typeof example === "object") return example[document.documentElement.lang] ?? Object.values(example)[0];
  return String(example);
}

function isLong(kind, value) {
  const example = exampleOf(kind) ?? "";
  return value.includes("\n") || (kind.form === "text" && (kind.isLong || example.length > LONG || example.includes("\n")));
}

const rowsOf = (kind) => (exampleOf(kind)?.includes("\n") ? 8 : 2);

/** The description of a field, and an example. */
export function hintOf(desk, kind, example, id) {
  const parts = kind.description ? [desk.sentence(kind.description)] : [];
  if (example) {
    const line = example.split("\n")[0];
    const short = line.length > LONGEST_EXAMPLE ? `${line.slice(0, LONGEST_EXAMPLE)}…` : line;
    parts.push(" ", desk.say("example"), " ", make("span", { class: "kit-ask__example" }, short));
  }
  return parts.length ? make("small", { id }, ...parts) : null;
}

/** Show or remove the error. During typing, no new error appears, but a corrected one disappears at once. */
export function showProblem(made, words, isNote) {
  made.error.textContent = words ?? "";
  made.error.hidden = !words;
  made.error.classList.toggle("kit-ask__error--note", Boolean(isNote));
  if (words && !isNote) made.input.setAttribute("aria-invalid", "true");
  else made.input.removeAttribute("aria-invalid");
}
