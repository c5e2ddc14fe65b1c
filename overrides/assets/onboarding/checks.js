// Checks of a file in the browser: against the schema, figures against each other, and gaps left in texts.
//
// An error is what `make lint` would reject; a note is a suggestion. Checks that need Python, such as rules, are not repeated.

import { nameOf } from "./dom.js";
import { isAlias, isEmpty, isMap, isPlainValue, isScalar, isSeq } from "./document.js";

const INTEGER = /^\d{1,12}$/;
const DECIMAL = /^\d{1,12}(\.\d{1,12})?$/;
const DAY = /^(\d{4})-(\d{2})-(\d{2})/;
// What the site's output check reports as a leftover or an undeclared blank.
const LEFT = /\{\{|\}\}|\{%|%\}|\bTODO\b|\bTBD\b|\[[^[\]\n]{2,90}\]/g;
// Sentences of a draft and private values may contain anything.
const QUOTED = ["statements", "review"];
const MINUTES_OF_A_MONTH = 31 * 24 * 60;

/** All problems as `{loc, key, values, level}`; `key` and `values` select the message. `known` contains the existing ids. */
export function check(file, known) {
  const found = [];
  const fault = (loc, key, values = {}) => found.push({ loc, key, values, level: "fault" });
  const note = (loc, key, values = {}) => found.push({ loc, key, values, level: "note" });
  const look = { file, schema: file.schema, known, fault, note, variables: variablesOf(file) };
  walk(look, file.doc.contents, file.schema.root, []);
  streamIds(look);
  examples(look);
  sums(look);
  return found;
}

function walk(look, node, kind, loc) {
  if (isAlias(node)) return look.fault(loc, "alias");
  if (isScalar(node) && kind.short) return walk(look, node, look.schema.below(kind, kind.short), [...loc, kind.short]);
  if (kind.form === "record" || kind.form === "mapping") return isMap(node) ? walkMap(look, node, kind, loc) : misshapen(look, node, loc);
  if (kind.form === "list") {
    if (!isSeq(node)) return misshapen(look, node, loc);
    const below = look.schema.kind(kind.items);
    return node.items.forEach((item, index) => isEmpty(item) || walk(look, item, below, [...loc, index]));
  }
  if (!isScalar(node)) return look.fault(loc, "shape");
  return checkValue(look, node, kind, loc);
}

const misshapen = (look, node, loc) => (isEmpty(node) ? undefined : look.fault(loc, "shape"));

function walkMap(look, map, kind, loc) {
  const filled = (key) => !isEmpty(map.get(key, true));
  for (const { key, value } of map.items) {
    const name = String(key);
    const below = look.schema.below(kind, name);
    if (!below) look.fault([...loc, name], "unknown", { name });
    else {
      if (kind.propertyNames) checkText(look, name, look.schema.kind(kind.propertyNames), [...loc, name]);
      if (!isEmpty(value)) walk(look, value, below, [...loc, name]);
    }
  }
  for (const name of kind.required ?? []) {
    // Empty records are removed from the file, except the product itself.
    if (filled(name) || (loc.length && isEmpty(map))) continue;
    const { short } = look.schema.below(kind, name);
    look.fault([...loc, name, ...(short ? [short] : [])], loc.length ? "entry_missing" : "missing");
  }
  RELATIONS[kind.name]?.(look, loc, (name) => look.file.text([...loc, name]));
}

function checkValue(look, node, kind, loc) {
  const text = String(node.value ?? "");
  const wanted = { wanted: kind["x-wanted"] ?? kind.enum?.join(", ") ?? "" };
  if (kind.form === "flag") return /^(true|false)$/.test(text) && isPlainValue(node) ? undefined : look.fault(loc, "wanted", wanted);
  if (kind.form === "number") {
    const fits = (kind.type === "integer" ? INTEGER : DECIMAL).test(text) && isPlainValue(node);
    const within = Number(text) >= (kind.minimum ?? 0) && Number(text) <= (kind.maximum ?? Infinity);
    return fits && within ? undefined : look.fault(loc, "wanted", wanted);
  }
  if (isPlainValue(node)) return look.fault(loc, "quotes");
  return checkText(look, text, kind, loc);
}

const patterns = new Map();
const patternOf = (source) => patterns.get(source) ?? patterns.set(source, new RegExp(source, "u")).get(source);

function checkText(look, text, kind, loc) {
  const length = [...text].length;
  if (kind.enum) return kind.enum.includes(text) ? undefined : look.fault(loc, "choice", { value: text });
  if (kind.maxLength && length > kind.maxLength) return look.fault(loc, "long", { length, limit: kind.maxLength });
  const fits = !kind.pattern || patternOf(unicode(kind.pattern)).test(text);
  if (!fits || !exists(kind, text)) return look.fault(loc, "wanted", { wanted: kind["x-wanted"] });
  return references(look, text, kind, loc) || leftOpen(look, text, kind, loc);
}

/** Python escapes characters unnecessarily, which the regular expressions of strict (`u`) mode reject. */
const unicode = (pattern) => pattern.replaceAll('\\"', '"');

/** Checks that a pattern cannot express: whether a date or a language exists. */
function exists(kind, text) {
  const [, year, month, day] = (["Day", "LocalTime"].includes(kind.name) && DAY.exec(text)) || [];
  if (day) return new Date(Date.UTC(year, month - 1, day)).getUTCDate() === Number(day);
  return kind.name !== "LanguageTag" || nameOf("language", text) !== null;
}

/** Ids that must exist in another file. */
function references({ schema, known, fault }, text, kind, loc) {
  const [first, , last] = loc;
  if (kind.name === "FieldPath" && !schema.isField(text)) fault(loc, "no_field");
  else if (first === "checklist" && last === "list" && !known.checklists.includes(text)) fault(loc, "one_of", { names: known.checklists.join(", ") });
  else if (first === "formerly" && isTaken(known, text)) fault(loc, "taken", { slug: text });
  else if (loc.join() === "retired,successor" && !known.slugs.includes(text)) fault(loc, "one_of", { names: known.slugs.join(", ") });
  else return false;
  return true;
}

const isTaken = ({ slugs, former, editing }, slug) => slugs.includes(slug) || (former.has(slug) && former.get(slug) !== editing);

/** Brackets mark a gap, unless a sample email declares them as a variable. */
function leftOpen(look, text, kind, loc) {
  if (QUOTED.includes(loc[0]) || look.schema.at(loc)?.["x-private"]) return;
  for (const [left] of text.matchAll(LEFT)) {
    if (look.variables.has(left) || /^\[[A-Z]+[ -]?\d+\]$/.test(left)) continue;
    const inSample = loc[0] === "streams" && loc[2] === "sample";
    return look.fault(loc, inSample && left.startsWith("[") ? "variable" : "left", { left });
  }
}

function variablesOf(file) {
  const names = Array.from({ length: file.length(["streams"]) }, (_, index) => file.keys(["streams", index, "sample", "variables"]));
  return new Set(names.flat().map((name) => `[${name}]`));
}

/** A name in brackets of a sample needs an example. */
function examples({ file, fault }) {
  for (let index = 0; index < file.length(["streams"]); index += 1) {
    const loc = ["streams", index, "sample"];
    const names = bracketsIn(file, loc);
    for (const name of file.keys([...loc, "variables"])) {
      const isEmptyHere = names.includes(name) && isEmpty(file.node([...loc, "variables", name]));
      if (isEmptyHere) fault([...loc, "variables", name], "variable_missing", { left: `[${name}]` });
    }
  }
}

// As in policykit/readiness/sentences.py.
const BRACKETS = /\[([\p{L}_][^\]\n]{1,60}|\d+[ -][^\]\n]{2,60})\](?!\()/gu;

/** The names in brackets in a sample. */
export function bracketsIn(file, loc) {
  const text = `${file.text([...loc, "subject"])}\n${file.text([...loc, "text"])}`;
  return [...new Set([...text.matchAll(BRACKETS)].map(([, name]) => name))];
}

/** Records whose values must be consistent, as in the model's validators. */
const RELATIONS = {
  Figure({ fault }, loc, text) {
    if (over(text("min"), text("max"))) fault([...loc, "min"], "min_max");
  },
  StreamVolume({ fault }, loc, text) {
    const given = ["min_day", "typical_day", "max_day"].filter((name) => INTEGER.test(text(name)));
    const wrong = given.find((name, index) => index && over(text(given[index - 1]), text(name)));
    if (wrong) fault([...loc, wrong], "rise");
  },
  SampleEvent({ fault }, loc, text) {
    const minutes = text("minutes");
    if (INTEGER.test(minutes) && !(minutes >= 1 && minutes <= MINUTES_OF_A_MONTH)) fault([...loc, "minutes"], "minutes");
  },
};

const over = (low, high) => INTEGER.test(low) && INTEGER.test(high) && Number(low) > Number(high);

function streamIds({ file, fault }) {
  const seen = new Set();
  for (let index = 0; index < file.length(["streams"]); index += 1) {
    const id = file.text(["streams", index, "id"]);
    if (id && seen.has(id)) fault(["streams", index, "id"], "same_id", { id });
    seen.add(id);
  }
}

/** Compares the sum of the streams with the total figures, and the quota with the busiest day. */
function sums({ file, note }) {
  const number = (loc) => (INTEGER.test(file.text(loc)) ? Number(file.text(loc)) : null);
  const streams = Array.from({ length: file.length(["streams"]) }, (_, index) => number(["streams", index, "volume", "max_day"]));
  const sum = streams.length && !streams.includes(null) ? streams.reduce((a, b) => a + b, 0) : null;
  let peak = sum ?? 0;
  for (let index = 0; index < file.length(["volume", "figures"]); index += 1) {
    const at = (name) => ["volume", "figures", index, name];
    const most = number(at("max"));
    if (file.text(at("per")) !== "day" || most === null || number(at("months_ahead"))) continue;
    peak = Math.max(peak, most);
    // Rounded numbers are no contradiction: the rule streams-do-not-add-up allows the same 5%.
    if (sum !== null && file.text(at("kind")) !== "current" && Math.abs(most - sum) > 0.05 * Math.max(most, sum)) {
      note(at("max"), "sum", { total: most, sum: streams.join(" + ") + (streams.length > 1 ? ` = ${sum}` : "") });
    }
  }
  const quota = number(["request", "daily_quota"]);
  if (quota !== null && quota < peak) note(["request", "daily_quota"], "quota", { quota, peak });
}
