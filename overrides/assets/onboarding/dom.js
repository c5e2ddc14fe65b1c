// Small pieces of the page: elements, and the words that language.yml gives.

/** An element: `make("p", {class: "x", hidden: false}, "text", child)`; an attribute that is null or false is left out. */
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

/** The page's words: `say("missing", {title})` fills `{title}` in. */
export const speaker = (words) => (key, values = {}) =>
  (words[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

/** Names of languages and countries come with the browser, in the language of the page. */
export function nameOf(type, code) {
  try {
    return new Intl.DisplayNames([document.documentElement.lang], { type, fallback: "none" }).of(code) ?? null;
  } catch {
    return null;
  }
}

let last = 0;
export const newId = () => `onboarding-${(last += 1)}`;

/** A place of the file as text, to find its control by. */
export const nameOfPlace = (loc) => JSON.stringify(loc);
