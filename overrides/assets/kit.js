// The script of every page: filters for tables and rules, checklists, the way to the search. overrides/main.html adds what only some
// pages need. Without JavaScript, all text can still be read and selected.

import { judgeAge } from "./age.js";
import "./copy.js";
import "./menu.js";
import { read, write } from "./storage.js";

// A heading and everything up to the next one; hidden while all its items are filtered out.
function groupOf(head, rows) {
  const parts = [head];
  for (let next = head.nextElementSibling; next && !/^H[12]$/.test(next.tagName) && next.tagName !== head.tagName; next = next.nextElementSibling) parts.push(next);
  return { parts, items: rows.filter((row) => parts.some((part) => part.contains(row))) };
}

for (const field of document.querySelectorAll("input[data-filter]")) {
  const rows = [...document.querySelectorAll(field.dataset.filter)];
  const heads = field.dataset.heads ? [...document.querySelectorAll(field.dataset.heads)] : [];
  const groups = heads.map((head) => groupOf(head, rows)).filter((group) => group.items.length);
  const told = field.parentElement.querySelector("[role=status]");
  field.hidden = false;
  field.addEventListener("input", () => {
    const wanted = field.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of rows) {
      const text = row.textContent.toLocaleLowerCase();
      row.hidden = !wanted.every((word) => text.includes(word));
      shown += row.hidden ? 0 : 1;
    }
    for (const { parts, items } of groups) {
      const isEmpty = items.every((item) => item.hidden);
      for (const part of parts) if (!items.includes(part)) part.hidden = isEmpty;
    }
    const words = shown ? field.dataset.shown : field.dataset.none;
    told.textContent = words.replace("{shown}", shown).replace("{total}", rows.length);
  });
}

for (const list of document.querySelectorAll("[data-ticks]")) {
  const boxes = [...list.querySelectorAll("input[type=checkbox]")];
  const told = list.querySelector("[data-progress]");
  const count = () => {
    const done = boxes.filter((box) => box.checked).length;
    told.textContent = told.dataset.progress.replace("{done}", done).replace("{total}", boxes.length);
  };
  for (const box of boxes.filter((item) => "hand" in item.dataset)) {
    const key = `kit:tick:${list.dataset.ticks}:${box.closest("li").id}`;
    box.disabled = false;
    box.checked = read(key) === "1";
    box.addEventListener("change", () => {
      write(key, box.checked ? "1" : "");
      count();
    });
  }
  count();
}

// The first sheet of paper says at its top what it is of which day; the others say it in their margin.
const [title, printed] = ["h1", ".kit-printed"].map((place) => document.querySelector(place)?.textContent.replace("¶", "").trim());
if (title && printed) document.documentElement.style.setProperty("--kit-printed", JSON.stringify(`${title} · ${printed}`));

judgeAge();
// A page may stay open for days: judged again before anything leaves it.
for (const moment of ["beforeprint", "copy"]) addEventListener(moment, () => judgeAge(), true);

// A link to something folded opens it. Not every browser does.
function unfold() {
  const target = document.querySelector(":target");
  const fold = target?.closest("details") ?? document.querySelector(":target + details:has(.kit-fields), :target + p + details:has(.kit-fields)");
  if (!fold || fold.open) return;
  fold.open = true;
  target.scrollIntoView();
}
addEventListener("hashchange", unfold);
unfold();

// The search and its index are loaded when somebody searches for the first time.
for (const opener of document.querySelectorAll("[data-search]")) {
  const open = () => import("./search.js").then(({ openSearch }) => openSearch(opener));
  opener.addEventListener("click", open);
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.closest("input, textarea, select, [contenteditable], dialog");
    if (isTyping || event.ctrlKey || event.metaKey || event.altKey || !["/", "s"].includes(event.key)) return;
    event.preventDefault();
    open();
  });
}

// The decoder and the onboarding form are large, so only their pages load them. If that fails, the page keeps showing how to work
// without them.
for (const root of document.querySelectorAll("[data-decoder]")) {
  import("./decoder.js").then(({ startDecoder }) => startDecoder(root));
}

for (const root of document.querySelectorAll("[data-onboarding]")) {
  import("./onboarding/page.js").then(({ start }) => start(root));
}

// The link to the other language keeps the ticked questions.
for (const link of document.querySelectorAll(".kit-languages a")) {
  link.addEventListener("click", () => {
    link.hash = location.hash;
  });
}
