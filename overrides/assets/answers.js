// The readiness page: what was filled in on a reply page of this browser, with the YAML to paste into the product file.

import { startCopying } from "./copy.js";
import { valueOf } from "./fill.js";

function make(tag, text, attributes = {}) {
  const made = document.createElement(tag);
  made.textContent = text;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

// The section stays hidden without any.
for (const section of document.querySelectorAll(".kit-answers")) {
  const items = [...section.querySelectorAll("[data-answer]")];
  for (const item of items) {
    const { answer, label, field, paste } = item.dataset;
    const value = valueOf(answer);
    item.hidden = !value;
    if (!value) continue;
    item.append(make("strong", label), " ", make("code", field));
    // A JSON string is a YAML string, whatever it contains.
    const text = paste ? paste.replace("{value}", () => JSON.stringify(value)) : value;
    const code = make("pre", text, { id: `answer-${answer}`, class: "kit-panel__text", tabindex: "0" });
    item.append(code);
    if (!paste) continue;
    const copy = make("button", section.dataset.copyWords, { type: "button", class: "kit-quiet", "data-copy": code.id });
    const told = make("span", "", { role: "status", class: "kit-muted", "data-told": "" });
    item.append(copy, " ", told);
  }
  section.hidden = items.every((item) => item.hidden);
  startCopying((_, copied) => (copied ? section.dataset.copied : section.dataset.refused), section);
}
