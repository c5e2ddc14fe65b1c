// Parts used by records and lists: a collapsible part, a group of fields, a text in several languages.

import { control, hintOf } from "./controls.js";
import { make, nameOf, nameOfPlace, newId } from "./dom.js";

/** A part of the form that is built when it is opened; `holds` tests whether it contains a place. */
export function fold(desk, title, body, holds, attributes = {}, told = null) {
  const made = make("details", attributes, make("summary", {}, make("span", {}, title), " ", told));
  made.holds = holds;
  made.build = () => {
    if (made.isBuilt) return;
    made.isBuilt = true;
    made.append(make("div", { class: "kit-ask__body" }, ...body()));
    desk.redrawn();
  };
  made.addEventListener("toggle", () => made.open && made.build());
  return made;
}

/** Fields with a common heading. */
export function group(desk, kind, children, isRequired) {
  const needed = isRequired ? make("span", { class: "kit-ask__needed" }, desk.say("needed")) : null;
  const hint = hintOf(desk, kind, null, newId());
  const given = { class: "kit-group", "aria-describedby": hint?.id };
  return make("fieldset", given, make("legend", {}, kind.title, " ", needed), hint, ...children);
}

/** Whether a place is inside another one. */
export const startsWith = (loc, start) => start.every((part, index) => loc[index] === part);

/** A text: one field per language; only the source language is required. */
export function words(desk, kind, loc, { isRequired = false, title = kind.title, quiet = false } = {}) {
  const hint = quiet ? null : hintOf(desk, kind, kind.form === "record" ? exampleIn(kind) : null, newId());
  const boxes = Object.keys(kind.properties).map((code) => {
    const isSource = kind.required.includes(code);
    const language = nameOf("language", code) ?? code;
    const name = isSource ? language : desk.say("optional", { name: language });
    const below = { ...desk.schema.below(kind, code), isLong: true };
    const box = control(desk, below, [...loc, code], {
      title: name, label: `${title}: ${name}`, quiet: true, isRequired: isRequired && isSource,
    });
    box.querySelector("textarea").lang = code;
    return box;
  });
  const made = group(desk, { ...kind, title, description: null }, [hint, ...boxes], isRequired);
  made.classList.add("kit-words");
  made.dataset.place = nameOfPlace(loc);
  return made;
}

function exampleIn(kind) {
  const example = [kind.examples?.[0]].flat()[0];
  return example?.[document.documentElement.lang] ?? (example && Object.values(example)[0]) ?? null;
}
