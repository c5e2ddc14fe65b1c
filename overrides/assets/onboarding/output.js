// The two resulting texts: the product file, and the overlay with private values.

import { Document, YAMLMap, isMap, isScalar, isSeq } from "../vendor/yaml.js";
import { isEmpty } from "./document.js";

const HEAD = "# yaml-language-server: $schema=../../schema/";
const WRITING = { lineWidth: 0, blockQuote: "literal", flowCollectionPadding: false, doubleQuotedMinMultiLineLength: 1e9 };

/** The text of a file without its empty values; what is private stays in it. `style` as `styleOf` gives it. */
export function complete(file, style) {
  const copy = file.clone();
  prune(copy.doc.contents);
  return textOf(copy.doc, "product", style);
}

/** How a text indents and spaces, as options of the library. */
export function styleOf(text) {
  const [, indent] = /^[\w"'-]+:[ \t]*\n(?: *#.*\n)*( +)[\w"']/m.exec(text) ?? [];
  const seqs = /^( *)[\w"'-]+:[ \t]*\n(?: *#.*\n)*( *)- /m.exec(text);
  return {
    indent: (indent?.length ?? (seqs ? seqs[2].length - seqs[1].length : 0)) || 2,
    indentSeq: !seqs || seqs[2].length > seqs[1].length,
    flowCollectionPadding: /[^"'\w]\{ \w/.test(text),
  };
}

/** `{file, overlay}`; the overlay is empty if no private field is filled in. Splits like `answers.part_private` in Python. */
export function written(file, style = {}) {
  const copy = file.clone();
  prune(copy.doc.contents);
  const hidden = part(copy.schema, copy.doc.contents, copy.schema.root);
  const overlay = new Document({}, { schema: "failsafe" });
  overlay.contents = hidden ?? new YAMLMap();
  return { file: textOf(copy.doc, "product", style), overlay: hidden ? textOf(overlay, "overlay") : "" };
}

function textOf(doc, schema, style = {}) {
  const head = `${HEAD}${schema}.schema.json\n`;
  const body = doc.contents.items.length ? doc.toString({ ...WRITING, ...style }) : doc.commentBefore ? `#${doc.commentBefore.replaceAll("\n", "\n#")}\n` : "";
  // The first line names the schema, even if the imported file had another one.
  return head + body.replace(/^# *yaml-language-server:.*\n/m, "").replace(/^\n+/, "");
}

/** Remove keys and elements without a value, and everything that is empty afterwards. */
function prune(node) {
  if (isMap(node)) {
    node.items = node.items.filter(({ value }) => !isEmpty(value));
    for (const { value } of node.items) prune(value);
  } else if (isSeq(node)) {
    node.items = node.items.filter((item) => !isEmpty(item));
    node.items.forEach(prune);
  }
}

/** Move private values out of a map; returns them as a separate map, or null if there are none. */
function part(schema, map, kind) {
  const kept = [];
  const hidden = [];
  for (const pair of map.items) {
    const below = schema.below(kind, String(pair.key));
    const person = below && isMap(pair.value) ? schema.placeOfPerson(below, textIn(pair.value)) : null;
    const isHidden = below?.["x-private"] || person === "overlay";
    // Lists are not split: an overlay appends elements, it cannot complete them.
    const inner = !isHidden && !person && below && isMap(pair.value) ? part(schema, pair.value, below) : null;
    if (isHidden) hidden.push(pair);
    else if (!inner || pair.value.items.length) kept.push(pair);
    if (inner) hidden.push(Object.assign(pair.clone(), { value: inner }));
  }
  map.items = kept;
  if (!hidden.length) return null;
  const made = new YAMLMap();
  made.items = hidden;
  return made;
}

const textIn = (map) => (key) => {
  const node = map.get(key, true);
  return isScalar(node) ? String(node.value) : "";
};
