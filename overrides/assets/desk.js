// The reply desk: joins the answers to the ticked questions into one reply, shows its length, and copies it.
// Does the same as `Reply.text` in policykit/rendering/reply.py; a test compares the two.

import { judgeAge } from "./age.js";
import { questionsOfLink, startExtra } from "./asked.js";
import { startCopying } from "./copy.js";
import { clean, fieldOf, fillIn, labelOf, openBlanks, startFilling } from "./fill.js";

const desk = document.querySelector(".kit-desk");
/** How many open blanks a message names; it counts the others. */
const NAMED = 3;
/** As in desk.css: the form is above the letter, not beside it. */
const narrow = matchMedia("(max-width: 59.9em)");
const number = new Intl.NumberFormat(document.documentElement.lang);

/** The number of code points, as in Python: an emoji counts as one character, not two. */
const lengthOf = (text) => [...text].length;

/** The parts of the reply in AWS's order, from the separate answers further down the page. */
function partsOf() {
  const nodes = [...document.querySelectorAll("[data-part]")];
  const part = (node) => ({
    id: node.dataset.part,
    heading: node.closest("details").querySelector("[data-heading]").textContent,
    node,
  });
  const all = nodes.map(part);
  return { opening: all.at(0), answers: all.slice(1, -1), closing: all.at(-1) };
}

const copies = (part) => [...part.node.childNodes].map((node) => node.cloneNode(true));

/** The answer to a question in AWS's own words: what was typed, or a blank. */
function answerTo({ field, blank }) {
  const mark = document.createElement("mark");
  mark.className = "kit-blank";
  mark.dataset.blank = blank;
  mark.textContent = desk.dataset.unanswered;
  return clean(field.value) || mark;
}

function compose(target, { opening, closing }, answers) {
  const nodes = copies(opening);
  answers.forEach((part, index) => {
    nodes.push(`\n\n${index + 1}. ${part.heading ?? part.words}\n\n`, ...(part.node ? copies(part) : [answerTo(part)]));
  });
  target.replaceChildren(...nodes, "\n\n", ...copies(closing), "\n");
  judgeAge(target);
  fillIn(target);
}

function startDesk() {
  const words = desk.dataset;
  const target = document.getElementById("reply-text");
  const counter = desk.querySelector("[data-count]");
  const parts = partsOf();
  for (const part of parts.answers) part.box = desk.querySelector(`[data-question="${part.id}"]`);
  const place = desk.querySelector("[data-extra]");
  const { extra, add } = startExtra(place, `kit:extra:${document.querySelector("[data-product]").dataset.product}:${place.dataset.extra}`, words, () => refresh());
  let order = []; // the questions of the letter that a link has passed on
  const told = desk.querySelector(".kit-panel [data-told]");
  const leftOver = desk.querySelector("[data-left-over]");
  const reminder = Object.assign(document.createElement("p"), { className: "kit-reminder" });
  const lead = (field) => {
    if (!field) return;
    field.closest("details").open = true;
    field.focus();
  };
  const say = (template, values) => template.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const size = (text) => ({ count: number.format(lengthOf(text)), limit: number.format(words.limit) });
  const caution = (text) => {
    const length = lengthOf(text);
    return length > Number(words.limit) ? words.long : length >= Number(words.warn) ? words.near : "";
  };

  /** Answers in the order of the letter; what it does not ask comes after them, in AWS's usual order. */
  function inOrder() {
    const all = [...parts.answers, ...extra];
    const asked = order.map(({ id, words: own }) => all.find((part) => (id ? part.id === id : part.words === own)));
    return [...new Set([...asked.filter(Boolean), ...all])];
  }

  function refresh() {
    compose(target, parts, inOrder().filter((part) => part.box.checked));
    const text = target.textContent;
    counter.textContent = [say(words.count, size(text)), caution(text)].filter(Boolean).join(". ");
    counter.classList.toggle("kit-panel__near", Boolean(caution(text)));
    // Messages about an earlier copy do not apply to the new text.
    told.textContent = "";
    reminder.remove();
    const open = openBlanks(target);
    const checks = target.querySelectorAll(".kit-check").length;
    const isLeft = open.length > 0 || checks > 0;
    leftOver.textContent = isLeft ? say(words.left, { blanks: open.length, checks }) : words.ready;
    leftOver.classList.toggle("kit-panel__left--none", !isLeft);
  }

  function tick(isTicked) {
    for (const part of inOrder()) part.box.checked = isTicked(part);
    refresh();
  }

  function followLink() {
    const linked = questionsOfLink();
    for (const { words: own } of linked) add(own);
    const isLinked = (part) => linked.some(({ id, words: own }) => (id ? part.id === id : part.words === own));
    // If a link selects no question of this reply, all of its boxes stay ticked.
    const selects = parts.answers.some(isLinked);
    order = selects ? linked : [];
    desk.querySelector("[data-order]").hidden = !selects;
    // AWS rarely asks for the verified identity, but nothing shows more.
    if (linked.length) tick((part) => isLinked(part) || part.id === "identity" || (!selects && part.id));
  }

  const asked = desk.querySelector(".kit-asked");
  asked.hidden = false;
  for (const { box } of parts.answers) box.addEventListener("change", refresh);
  desk.querySelector("[data-all]").addEventListener("click", () => tick(() => true));
  // On a phone, everything beside the reply is collapsed, so that the reply is visible.
  if (narrow.matches) {
    for (const fold of desk.querySelectorAll("details")) fold.open = false;
  }
  const again = startFilling(refresh);
  if (desk.dataset.product === "*") import("./unlisted.js").then(({ startUnlisted }) => startUnlisted(again));
  addEventListener("hashchange", followLink);
  followLink();

  // Clicking a blank in the letter focuses its field.
  target.addEventListener("click", ({ target: mark }) => {
    if (mark.matches("mark[data-blank]")) lead(fieldOf(mark.dataset.blank));
  });
  startCopying((source, copied) => {
    if (!copied) return words.refused;
    const open = openBlanks(source);
    const parts = [say(words.copied, size(source.textContent))];
    if (source === target) parts.push(caution(source.textContent));
    if (open.length) {
      const names = open.slice(0, NAMED).map(labelOf).join(", ");
      const more = number.format(open.length - NAMED);
      parts.push(say(open.length > NAMED ? words.openMore : words.open, { names, more }));
    }
    const field = open.length ? fieldOf(open[0]) : null;
    const sentence = parts.filter(Boolean).join(" ");
    // Without room for both, the letter is off screen then: the message is shown next to the field instead.
    if (field && matchMedia("(max-width: 59.9em), (max-height: 29.9em)").matches) {
      reminder.textContent = sentence;
      field.closest("details").querySelector("summary").after(reminder);
    }
    lead(field);
    return sentence;
  }, document, judgeAge);
}

if (desk) startDesk();
else startFilling(() => {}); // only blanks to fill in
