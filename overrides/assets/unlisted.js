// The letter of a product without a file: one row per kind of email, and what the form "Add a product" has saved in this browser.

import { filledBlanks, save, valueOf } from "./fill.js";
import { read } from "./storage.js";

const FIRST = /email([- ])1\b/g;
const VERBS = { current: "We currently send", forecast: "We expect", peak: "We expect peaks of", maximum: "We expect at most" };

// The words that lose their capital inside a sentence; a test compares them with those of the library.
const COMMON = new Set(
  ("a an the any each every one some someone somebody people users customers members participants recipients subscribers " +
    "visitors new registered our we they when if after before").split(" "),
);

/** Rename everything in a copy of the first row: ids, labels and the text of blanks. */
function renamed(row, number) {
  const rename = (text) => text.replace(FIRST, `email$1${number}`);
  for (const node of [row, ...row.querySelectorAll("*")]) {
    for (const { name, value } of [...node.attributes]) node.setAttribute(name, rename(value));
    for (const child of node.childNodes) if (child.nodeType === Node.TEXT_NODE) child.data = rename(child.data);
  }
  return row;
}

/** The number of rows that the saved values need. */
const rowsNeeded = () => Math.max(1, ...filledBlanks().map((id) => Number(id.match(/\.email-(\d+)$/)?.[1] ?? 1)));

/** Activate the rows. Returns a function that shows the given number of rows and returns the number shown. */
function startRows() {
  const table = document.querySelector(".kit-fill--streams tbody");
  if (!table) return () => 0; // A letter without single kinds of email.
  const pristine = table.rows[0].cloneNode(true);
  const spans = [...document.querySelectorAll("[data-part] [data-row]")].map((first) => ({ first, pristine: first.cloneNode(true), more: [] }));
  return (wanted) => {
    while (table.rows.length > wanted) {
      table.lastElementChild.remove();
      for (const { more } of spans) for (const node of more.pop()) node.remove();
    }
    for (let number = table.rows.length + 1; number <= wanted; number += 1) {
      table.append(renamed(pristine.cloneNode(true), number));
      for (const { first, pristine: row, more } of spans) {
        const added = [document.createTextNode("\n\n"), renamed(row.cloneNode(true), number)];
        (more.at(-1)?.[1] ?? first).after(...added);
        more.push(added);
      }
    }
    // The only row stays.
    for (const button of table.querySelectorAll("[data-remove]")) button.hidden = table.rows.length === 1;
    return table.rows.length;
  };
}

/** The values without row `gone`, whose followers move up by one. */
function without(gone) {
  const moved = {};
  for (const id of filledBlanks()) {
    const [, kind, number] = id.match(/^(.+\.email-)(\d+)$/) ?? [];
    if (number && Number(number) >= gone) moved[id] = valueOf(`${kind}${Number(number) + 1}`);
    if (number && Number(number) > gone) moved[`${kind}${Number(number) - 1}`] = valueOf(id);
  }
  return moved;
}

const text = (value) => [value, value?.en].find((words) => typeof words === "string") ?? "";

/** A sentence as a part of another one, as `ReplyFunctions.clause` does. */
function clause(value) {
  const words = text(value).trim().replace(/\.$/, "");
  return COMMON.has(words.split(" ")[0].toLowerCase()) ? words.charAt(0).toLowerCase() + words.slice(1) : words;
}

/** A list of a file that may be half finished. */
const list = (value) => (Array.isArray(value) ? value.filter((item) => item && typeof item === "object") : []);

const plural = (count, word) => (Number(count) === 1 ? word : `${word}s`);

function amount({ kind, min, max, fewer_than_max: fewer, per, months_ahead: months, note }) {
  const [low, high] = [min, max].map((number) => Number(number).toLocaleString("en"));
  const below = String(fewer) === "true" && kind !== "maximum" ? `fewer than ${high}` : high;
  const upTo = kind === "peak" && min === undefined && below === high ? "up to " : "";
  const number = min !== undefined && min !== max ? `${low}-${high}` : upTo + below;
  const ahead = months && `within ${months} ${plural(months, "month")}`;
  return [number, number === "1" ? "email" : "emails", "per", per, ahead, text(note)].filter(Boolean).join(" ");
}

const joined = (parts) => new Intl.ListFormat("en").format(parts);

/** The figures as `ReplyFunctions.volume_sentences` words them: those of one kind in a row share a sentence. */
function sentences(figures) {
  const groups = [];
  for (const figure of figures.filter(({ kind, max, per }) => VERBS[kind] && max && per)) {
    if (groups.at(-1)?.kind === figure.kind) groups.at(-1).amounts.push(amount(figure));
    else groups.push({ kind: figure.kind, amounts: [amount(figure)] });
  }
  return groups.map(({ kind, amounts }) => `${VERBS[kind]} ${joined(amounts)}.`).join(" ");
}

/** What triggers an email, with its conditions, as the library's letter says it. */
function trigger(value) {
  const conditions = (Array.isArray(value?.conditions) ? value.conditions : []).map(clause).filter(Boolean);
  return [clause(value?.event), conditions.length && `and only if ${joined(conditions)}`].filter(Boolean).join(", ");
}

/** Who gets it, to follow "It goes to". */
function recipients(value) {
  const who = clause(value?.who).replace(/^only /, "");
  const address = text(value?.address);
  return address && !who.includes(address) ? `${who} (${address})` : who;
}

/** The values (blank id -> text) that a product file in the form answers. */
async function fromForm() {
  const { parse } = await import("./onboarding/document.js");
  const { doc, errors } = parse(JSON.parse(read("kit:onboarding")).text);
  const file = errors.length ? null : doc.toJSON();
  if (!file || typeof file !== "object") return {};
  const found = {
    "product-name": text(file.name),
    website: text(file.website?.url),
    region: text(file.request?.region),
    "mail-type": text(file.request?.mail_type).toLowerCase(),
    frequency: sentences(list(file.volume?.figures)),
  };
  list(file.streams).forEach((stream, index) => {
    const id = `email-${index + 1}`;
    found[`stream-title.${id}`] = text(stream.title);
    found[`stream-trigger.${id}`] = trigger(stream.trigger);
    found[`stream-recipients.${id}`] = recipients(stream.recipients);
    found[`stream-from.${id}`] = text(stream.from);
  });
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value));
}

/** Whether the form "Add a product" has anything in this browser. */
function hasForm() {
  try {
    return Boolean(JSON.parse(read("kit:onboarding"))?.text);
  } catch {
    return false; // Not written by the form.
  }
}

/** Activate the page; `again` shows changed values. */
export function startUnlisted(again) {
  const needRows = startRows();
  const show = () => {
    needRows(rowsNeeded());
    again();
  };
  show();
  addEventListener("storage", () => setTimeout(show)); // after the values of another tab are loaded
  startTable(needRows, again);
  const take = document.querySelector("[data-take]");
  if (!take || !hasForm()) return;
  take.hidden = false;
  take.addEventListener("click", async () => {
    const filled = new Set(filledBlanks());
    const taken = Object.entries(await fromForm().catch(() => ({}))).filter(([id]) => !filled.has(id));
    save(Object.fromEntries(taken));
    show();
    document.querySelector("[data-taken]").textContent = take.dataset.told.replace("{count}", taken.length);
  });
}

function startTable(needRows, again) {
  const table = document.querySelector(".kit-fill--streams tbody");
  const add = document.querySelector("[data-add]");
  if (!add) return;
  add.hidden = false;
  add.addEventListener("click", () => {
    const number = needRows(table.rows.length + 1);
    again();
    document.getElementById(`fill-stream-title.email-${number}`).focus();
  });
  table.addEventListener("click", ({ target }) => {
    if (!target.matches("[data-remove]")) return;
    save(without([...table.rows].indexOf(target.closest("tr")) + 1));
    needRows(table.rows.length - 1);
    again();
    add.focus();
  });
}
