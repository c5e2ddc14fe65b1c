// The reply desk: joins the answers to the ticked questions into one reply, shows its length, and copies it.
// Does the same as `Reply.text` in policykit/rendering/reply.py; a test compares the two.

import { startCopying } from "./copy.js";
import { fieldOf, fillIn, labelOf, openBlanks, startFilling } from "./fill.js";
import { startUnlisted } from "./unlisted.js";

const desk = document.querySelector(".kit-desk");
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

function compose(target, { opening, answers, closing }, isAsked) {
  const copies = (part) => [...part.node.childNodes].map((node) => node.cloneNode(true));
  const nodes = copies(opening);
  answers.filter((part) => isAsked(part.id)).forEach((part, index) => {
    nodes.push(`\n\n${index + 1}. ${part.heading}\n\n`, ...copies(part));
  });
  target.replaceChildren(...nodes, "\n\n", ...copies(closing), "\n");
  fillIn(target);
}

/** The questions that the decoder or a link selects: `#asked=frequency,lists`. Browsers do not send fragments to servers. */
function askedFor() {
  const found = location.hash.match(/^#asked=([a-z,]+)$/);
  return found ? found[1].split(",") : null;
}

function startDesk() {
  const words = desk.dataset;
  const target = document.getElementById("reply-text");
  const counter = desk.querySelector("[data-count]");
  const boxes = [...desk.querySelectorAll("[data-question]")];
  const parts = partsOf();
  const told = desk.querySelector(".kit-panel [data-told]");
  const leftOver = desk.querySelector("[data-left-over]");
  const say = (template, values) => template.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const size = (text) => ({ count: number.format(lengthOf(text)), limit: number.format(words.limit) });
  const caution = (text) => {
    const length = lengthOf(text);
    return length > Number(words.limit) ? words.long : length >= Number(words.warn) ? words.near : "";
  };

  function refresh() {
    const ticked = new Set(boxes.filter((box) => box.checked).map((box) => box.dataset.question));
    compose(target, parts, (id) => ticked.has(id));
    const text = target.textContent;
    counter.textContent = [say(words.count, size(text)), caution(text)].filter(Boolean).join(". ");
    counter.classList.toggle("kit-panel__near", Boolean(caution(text)));
    // Messages about an earlier copy do not apply to the new text.
    told.textContent = "";
    const open = openBlanks(target);
    const checks = target.querySelectorAll(".kit-check").length;
    leftOver.textContent = open.length || checks ? say(words.left, { blanks: open.length, checks }) : words.ready;
  }

  function tick(isTicked) {
    for (const box of boxes) box.checked = isTicked(box.dataset.question);
    refresh();
  }

  function followLink() {
    const wanted = askedFor();
    // If a link selects no question of this reply, all boxes stay ticked.
    if (wanted && boxes.some((box) => wanted.includes(box.dataset.question))) tick((id) => wanted.includes(id));
  }

  const asked = desk.querySelector(".kit-asked");
  asked.hidden = false;
  for (const box of boxes) box.addEventListener("change", refresh);
  desk.querySelector("[data-all]").addEventListener("click", () => tick(() => true));
  // On a phone, everything beside the reply is collapsed, so that the reply is visible.
  if (matchMedia("(max-width: 59.9em)").matches) {
    for (const fold of desk.querySelectorAll("details")) fold.open = false;
  }
  const again = startFilling(refresh);
  if (desk.dataset.product === "*") startUnlisted(again);
  addEventListener("hashchange", followLink);
  followLink();

  startCopying((source, copied) => {
    if (!copied) return { words: words.refused };
    const open = openBlanks(source);
    const parts = [say(words.copied, size(source.textContent))];
    if (source === target) parts.push(caution(source.textContent));
    if (open.length) parts.push(say(words.open, { names: open.map(labelOf).join(", ") }));
    const field = open.length ? fieldOf(open[0]) : null;
    // The field must be visible to take the focus.
    if (field) field.closest("details").open = true;
    return { words: parts.filter(Boolean).join(" "), field };
  });
}

/** Activate what the page has: the desk, or only blanks to fill in. */
export function start() {
  if (desk) startDesk();
  else startFilling(() => {});
}
