// The file being edited: a YAML document that keeps comments, unknown keys and the style of existing values.
//
// Scalars stay text, as in policykit/yamlio/reader.py: 012345670123 is not a number, and 0.10 stays 0.10. Only quotes distinguish
// text from what an editor would read as a number or a boolean.

import { Document, Pair, Scalar, YAMLMap, YAMLSeq, isAlias, isMap, isScalar, isSeq, parseDocument } from "../vendor/yaml.js";

export { isAlias, isMap, isScalar, isSeq };

// Not "silent": then the library would take the first of two documents without a word.
const READING = { schema: "failsafe", logLevel: "error", prettyErrors: true };
const WRITING = { lineWidth: 0, blockQuote: "literal", flowCollectionPadding: false, doubleQuotedMinMultiLineLength: 1e9 };

// The YAML 1.2 core schema (section 10.3.2), as in reader.py.
const NULL = /^(|~|null|Null|NULL)$/;
const BOOLEAN = /^(true|True|TRUE|false|False|FALSE)$/;
const NUMBER =
  /^([-+]?([0-9]+|0o[0-7]+|0x[0-9a-fA-F]+|(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|\.(inf|Inf|INF))|\.(nan|NaN|NAN))$/;
// What YAML 1.1 parsers would misread, and what is unsafe in a plain scalar.
const RISKY = /^(y|n|yes|no|on|off)$|^[-+]?\d[\d_:.]*$|^[=<]|[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufeff]/i;

const isPlain = (node) => node.type === "PLAIN" || node.type === undefined;

/** Whether a scalar is unquoted and YAML 1.2 does not read it as text. */
export const isPlainValue = (node) => isPlain(node) && (BOOLEAN.test(node.value) || NUMBER.test(node.value));

/** Whether a text without quotes would be read as a number, a boolean or null. */
const isMistaken = (text) => NULL.test(text) || BOOLEAN.test(text) || NUMBER.test(text);

/** Whether a node contains no value to write to the file. */
export function isEmpty(node) {
  if (isScalar(node)) return node.value === "" || node.value === null || (isPlain(node) && NULL.test(node.value));
  if (isMap(node)) return node.items.every(({ value }) => isEmpty(value));
  return isSeq(node) ? node.items.every(isEmpty) : !node;
}

/** Normalize a text for the file: only newlines as line breaks, no white space at the end. */
const clean = (text) => text.replace(/\r\n?|[\u0085\u2028\u2029]/g, "\n").replace(/\s+$/, "");

/** Levels of nesting that a file may have, as in reader.py; the functions below would need more stack than there is. */
const DEEPEST = 50;

/** Parse a text: `{doc, errors}`; an error has `line`, `column` and the parser's message in `words`, or a `key`. */
export function parse(text) {
  const doc = parseDocument(text.replace(/^\ufeff/, ""), READING);
  const deep = doc.errors.find(({ code }) => code === "RESOURCE_EXHAUSTION") || isDeep(doc.contents);
  if (deep) return { doc: new Document({}, READING), errors: [{ key: "import_deep", values: { count: DEEPEST } }] };
  const errors = doc.errors.map((error) => {
    const line = error.linePos?.[0].line ?? 1;
    if (error.code === "MULTIPLE_DOCS") return { key: "import_two", values: { line } };
    return {
      line,
      column: error.linePos?.[0].col ?? 1,
      tab: error.code === "TAB_AS_INDENT",
      words: error.message.split("\n")[0].replace(/ at line \d+, column \d+:?$/, ""),
    };
  });
  return { doc, errors };
}

/** Whether values are nested more deeply than a file may have them; found level by level, without recursion. */
function isDeep(contents) {
  let level = [contents];
  for (let depth = 0; level.length; depth += 1) {
    if (depth > DEEPEST) return true;
    level = level.flatMap((node) => (isMap(node) ? node.items.map(({ value }) => value) : isSeq(node) ? node.items : []));
  }
  return false;
}

export class ProductFile {
  constructor(schema, doc = new Document({}, READING)) {
    this.schema = schema;
    this.doc = doc;
    if (!isMap(doc.contents)) doc.contents = new YAMLMap();
    doc.contents.flow = false;
  }

  /** The node at a place; if a record is written as a plain string, the string is the value of its short key. */
  node(loc) {
    let node = this.doc.contents;
    let kind = this.schema.root;
    for (const part of loc) {
      if (isMap(node)) node = node.get(part, true);
      else if (isSeq(node)) node = node.items[part];
      else if (!(isScalar(node) && kind?.short === part)) return undefined;
      kind = this.schema.below(kind, part);
    }
    return node ?? undefined;
  }

  text(loc) {
    const node = this.node(loc);
    return isScalar(node) ? String(node.value ?? "") : "";
  }

  /** Set what a person typed; an empty text removes the key. A list element stays in its place, empty. */
  write(loc, typed) {
    const text = clean(typed);
    const kind = this.schema.at(loc);
    const found = this.node(loc);
    if (!text && !this.#isElement(loc)) return this.remove(loc);
    if (isScalar(found)) return style(found, text, kind);
    const made = new Scalar(text);
    style(made, text, kind);
    return this.put(loc, made);
  }

  /** Whether a value is itself a list element, or the plain string that replaces one. */
  #isElement(loc) {
    const parent = this.node(loc.slice(0, -1));
    return isSeq(parent) || (isScalar(parent) && isSeq(this.node(loc.slice(0, -2))));
  }

  /** Insert a node; creates the records around it, with keys in the model's order. */
  put(loc, node) {
    const parentLoc = loc.slice(0, -1);
    const key = loc.at(-1);
    const kind = this.schema.at(parentLoc);
    if (kind?.short === key && !isMap(this.node(parentLoc))) return this.put(parentLoc, node);
    const parent = this.#container(parentLoc, kind);
    if (isSeq(parent)) parent.items[key] = node;
    else if (parent.has(key)) parent.set(key, node);
    else insertPair(parent, pairOf(key, node), kind, parent === this.doc.contents);
    return node;
  }

  #container(loc, kind) {
    const found = this.node(loc);
    if (isMap(found) || isSeq(found)) return found;
    const made = kind?.form === "list" ? new YAMLSeq() : new YAMLMap();
    if (loc.length) this.put(loc, made);
    // A record written as a plain string becomes a mapping; the string is now the value of its short key.
    if (isScalar(found) && kind?.short) made.items.push(new Pair(new Scalar(kind.short), found));
    return made;
  }

  /** Remove the value at a place; returns what `restore` needs. */
  remove(loc) {
    const parent = this.node(loc.slice(0, -1));
    const key = loc.at(-1);
    if (isSeq(parent)) return { loc, index: key, item: parent.items.splice(key, 1)[0] };
    if (isMap(parent)) {
      const index = parent.items.findIndex((pair) => String(pair.key) === String(key));
      return index < 0 ? null : { loc, index, item: parent.items.splice(index, 1)[0] };
    }
    // The record was written as a plain string.
    return isScalar(parent) && loc.length > 1 ? this.remove(loc.slice(0, -1)) : null;
  }

  restore({ loc, index, item }) {
    const parentLoc = loc.slice(0, -1);
    this.#container(parentLoc, this.schema.at(parentLoc)).items.splice(index, 0, item);
  }

  add(loc) {
    const kind = this.schema.below(this.schema.at(loc), 0);
    const simple = !["record", "list", "mapping"].includes(kind.form) || kind.short;
    const made = simple ? new Scalar("") : new YAMLMap();
    const seq = this.#container(loc, this.schema.at(loc));
    seq.flow = false;
    seq.items.push(made);
    return seq.items.length - 1;
  }

  /** Add an empty entry to a mapping. */
  addEntry(loc) {
    const kind = this.schema.at(loc);
    this.put(loc, kind.form === "record" && !kind.short ? new YAMLMap() : new Scalar(""));
  }

  move(loc, from, to) {
    const { items } = this.node(loc);
    items.splice(to, 0, ...items.splice(from, 1));
  }

  length(loc) {
    const node = this.node(loc);
    return isSeq(node) ? node.items.length : 0;
  }

  keys(loc) {
    const node = this.node(loc);
    return isMap(node) ? node.items.map(({ key }) => String(key)) : [];
  }

  /** The complete text, including empty values, as saved in the browser. */
  toString() {
    return this.doc.contents.items.length ? this.doc.toString(WRITING) : "";
  }

  clone() {
    return new ProductFile(this.schema, this.doc.clone());
  }
}

/** Set a scalar's text and its quotes: numbers and booleans are plain; text that looks like one is quoted. */
function style(node, text, kind) {
  node.value = text;
  if (["number", "flag"].includes(kind?.form)) node.type = "PLAIN";
  else if (isMistaken(text) || RISKY.test(text)) node.type = "QUOTE_DOUBLE";
  else if (node.type !== "QUOTE_DOUBLE" && node.type !== "QUOTE_SINGLE") node.type = undefined;
  return node;
}

function pairOf(key, node) {
  const made = new Scalar(String(key));
  if (isMistaken(made.value)) made.type = "QUOTE_DOUBLE";
  return new Pair(made, node);
}

function insertPair(map, pair, kind, isRoot) {
  const order = Object.keys(kind?.properties ?? {});
  const place = (item) => order.indexOf(String(item.key));
  const after = place(pair) < 0 ? -1 : map.items.findIndex((item) => place(item) > place(pair));
  const index = after < 0 ? map.items.length : after;
  // An empty line before each key of the product, for readability.
  if (isRoot && index) pair.key.spaceBefore = true;
  if (isRoot && !index && map.items.length) map.items[0].key.spaceBefore = true;
  map.items.splice(index, 0, pair);
}

/** Quote texts that look like numbers, and unquote numbers; returns how many values were changed. */
export function fixQuotes(file) {
  let count = 0;
  const visit = (node, kind) => {
    if (isScalar(node) && kind?.short) return visit(node, file.schema.below(kind, kind.short));
    if (isScalar(node) && ["text", "choice"].includes(kind?.form) && isPlainValue(node)) {
      node.type = "QUOTE_DOUBLE";
      count += 1;
    } else if (isScalar(node) && ["number", "flag"].includes(kind?.form) && /^QUOTE/.test(node.type) && isMistaken(node.value)) {
      node.type = "PLAIN";
      count += 1;
    } else if (isMap(node)) for (const { key, value } of node.items) visit(value, file.schema.below(kind, String(key)));
    else if (isSeq(node)) node.items.forEach((item) => visit(item, file.schema.below(kind, 0)));
    return undefined;
  };
  visit(file.doc.contents, file.schema.root);
  return count;
}
