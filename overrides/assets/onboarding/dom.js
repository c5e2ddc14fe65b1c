// Elements of the page, and texts from words.yml.

/** Create an element: `make("p", {class: "x", hidden: false}, "text", child)`; skips attributes that are null or false. */
export function make(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(name, value);
    else if (value !== null && value !== undefined && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}

export const button = (words, click, attributes = {}) =>
  make("button", { type: "button", class: "kit-quiet", click, ...attributes }, words);

/** The page's texts: `say("missing", {title})` fills in `{title}`. */
export const speaker = (words) => (key, values = {}) =>
  (words[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

/** The names of languages and countries from the browser, in the language of the page. */
export function nameOf(type, code) {
  try {
    return new Intl.DisplayNames([document.documentElement.lang], { type, fallback: "none" }).of(code) ?? null;
  } catch {
    return null;
  }
}

let last = 0;
export const newId = () => `onboarding-${(last += 1)}`;

/** A place of the file as text, used as the key of its control. */
export const nameOfPlace = (loc) => JSON.stringify(loc);
