// Which fields of a product were edited in this browser: the form writes their paths, the readiness page marks its points.

import { read, write } from "./storage.js";

const keyOf = (slug) => `kit:edited:${slug}`;

/** Save the paths of the edited fields. */
export function keepEdited(slug, paths) {
  write(keyOf(slug), paths.length ? JSON.stringify(paths) : "");
}

/** Whether one of two paths contains the other, such as `streams[0].trigger` and `streams[0].trigger.event.en`. */
export function meet(one, other) {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return long.startsWith(short) && (long.length === short.length || ".[".includes(long[short.length]));
}

// On a readiness page, a question is answered once all its fields are edited, and a problem has to be checked again.
for (const list of document.querySelectorAll("[data-answered]")) {
  for (const point of list.querySelectorAll(":scope > [data-kind]")) {
    const links = [...point.querySelectorAll("[data-edit]")];
    const isEdited = (link) => editedOf(link).some((path) => meet(path, fieldOf(link)));
    const [isQuestion, edited] = [point.dataset.kind === "question", links.filter(isEdited)];
    for (const link of edited) link.dataset.edited = "";
    if (!edited.length || (isQuestion && edited.length < links.length)) continue;
    const told = document.createElement("span");
    told.className = `kit-status kit-status--${isQuestion ? "answered" : "partly"}`;
    told.textContent = isQuestion ? list.dataset.answered : list.dataset.changed;
    point.classList.add("kit-edited");
    point.prepend(told, " ");
  }
}

/** The path of the field that a link leads to; it follows the product in the address. */
function fieldOf(link) {
  return decodeURIComponent(link.hash.slice(link.hash.indexOf("/") + 1));
}

/** The edited paths of the product that a link leads to. */
function editedOf(link) {
  try {
    return JSON.parse(read(keyOf(link.hash.slice(1).split("/")[0]))) ?? [];
  } catch {
    return [];
  }
}
