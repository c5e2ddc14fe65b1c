// AWS's questions in the address of a reply, and questions in AWS's own words that data/questions.yml does not have.
//
// `#asked=frequency,1,lists&extra=Do%20you…` lists the questions in the order of the letter; 1 is the first `extra`. Browsers do not
// send this part of an address to servers.

import { read, write } from "./storage.js";

// As in policykit/rendering/reply.py.
const SPACE = /[\u0000-\u0020\u007f-\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g;
const LONGEST = 300;
const MOST = 20;

/** AWS's words as a heading: one line of at most 300 characters. */
export const headingOf = (words) => [...words.replace(SPACE, " ").replace(/^ /, "")].slice(0, LONGEST).join("").replace(/ $/, "");

/** The part of an address that passes on questions in their order, each `{id}` or `{words}`; empty if there are none. */
export function fragmentOf(questions) {
  const extra = questions.filter(({ id }) => !id);
  const order = questions.map((question) => question.id ?? extra.indexOf(question) + 1);
  const parts = extra.map(({ words }) => `extra=${encodeURIComponent(words)}`);
  // Without a known question in the letter, the reply keeps all of its questions.
  if (extra.length < questions.length) parts.unshift(`asked=${order.join(",")}`);
  return parts.length ? `#${parts.join("&")}` : "";
}

/** The questions that this page's address passes on, in their order, each `{id}` or `{words}`. */
export function questionsOfLink() {
  const given = new URLSearchParams(location.hash.slice(1));
  const extra = given.getAll("extra").slice(0, MOST).map((words) => ({ words: headingOf(words) }));
  const order = (given.get("asked") ?? "").split(",").filter(Boolean).map((item) => extra[item - 1] ?? { id: item });
  return [...order, ...extra.filter((question) => !order.includes(question))].filter(({ id, words }) => id || words);
}

/**
 * The questions in AWS's own words: shown below `place`, saved under `key`, removed by their button. `words` has the texts of the
 * desk; `changed` is called after each change. Returns them as `{words, box, answer()}`, and a function that adds one.
 */
export function startExtra(place, key, words, changed) {
  const extra = [];
  let count = 0;

  // Only what has an answer: a link alone must not leave a question in later letters.
  function save() {
    const answered = extra.filter(({ field }) => field.value.trim()).map((item) => [item.words, item.field.value]);
    write(key, answered.length ? JSON.stringify(answered) : "");
  }

  function remove(gone) {
    for (const item of gone) {
      extra.splice(extra.indexOf(item), 1);
      item.row.remove();
    }
    save();
    const linked = questionsOfLink();
    const left = linked.filter((question) => question.id || extra.some((item) => item.words === question.words));
    // Otherwise a reload would restore them.
    if (left.length < linked.length) history.replaceState(null, "", fragmentOf(left) || location.pathname);
    changed();
  }

  function add(question, answer = "") {
    if (!question || extra.length >= MOST || extra.some((item) => item.words === question)) return;
    const make = (tag, values) => Object.assign(document.createElement(tag), values);
    count += 1;
    const blank = `extra-${count}`;
    const row = make("div", { className: "kit-field kit-extra" });
    const label = make("label", { id: `label-${blank}`, htmlFor: `fill-${blank}`, lang: "en", textContent: question });
    const box = make("input", { type: "checkbox", checked: true, autocomplete: "off" });
    const field = make("textarea", { id: `fill-${blank}`, rows: 3, autocomplete: "off", value: answer });
    const button = make("button", { type: "button", className: "kit-quiet", textContent: words.remove });
    box.setAttribute("aria-labelledby", label.id);
    button.setAttribute("aria-label", `${words.remove}: ${question}`);
    const item = { words: question, blank, row, box, field };
    box.addEventListener("change", changed);
    field.addEventListener("input", () => {
      save();
      changed();
    });
    button.addEventListener("click", () => remove([item]));
    row.append(box, label, field, button);
    place.append(row);
    extra.push(item);
    save();
  }

  function restore(pairs) {
    for (const pair of Array.isArray(pairs) ? pairs : []) {
      if (Array.isArray(pair)) add(headingOf(String(pair[0])), String(pair[1] ?? ""));
    }
  }

  function saved() {
    try {
      return JSON.parse(read(key)) ?? [];
    } catch {
      return []; // Not written by this script; the next input replaces it.
    }
  }

  restore(saved());
  let cleared = [];
  document.querySelector("[data-clear]")?.addEventListener("click", () => {
    if (extra.length) cleared = extra.map((item) => [item.words, item.field.value]);
    remove([...extra]);
  });
  document.querySelector("[data-undo]")?.addEventListener("click", () => {
    restore(cleared);
    changed();
  });
  // Another tab of this browser answered a question.
  addEventListener("storage", (event) => {
    if (event.key !== key) return;
    for (const [words, answer] of saved()) {
      const item = extra.find((own) => own.words === words);
      if (!item) add(words, answer);
      else if (item.field !== document.activeElement) item.field.value = answer;
    }
    changed();
  });
  return { extra, add };
}
