// The two texts that leave the page: the product's file, and the overlay of what must not be published.

import { Document, YAMLMap, isMap, isScalar, isSeq } from "../vendor/yaml.js";
import { isEmpty } from "./document.js";

const HEAD = "# yaml-language-server: $schema=../../schema/";
const WRITING = { lineWidth: 0, blockQuote: "literal", flowCollectionPadding: false, doubleQuotedMinMultiLineLength: 1e9 };

/** `{file, overlay}`; the overlay is empty where nothing private is filled in. Like `answers.part_private` in Python. */
export function written(file) {
  const copy = file.clone();
  prune(copy.doc.contents);
  const hidden = part(copy.schema, copy.doc.contents, copy.schema.root);
  const overlay = new Document({}, { schema: "failsafe" });
  overlay.contents = hidden ?? new YAMLMap();
  return { file: textOf(copy.doc, "product"), overlay: hidden ? textOf(overlay, "overlay") : "" };
}

function textOf(doc, schema) {
  const head = `${HEAD}${schema}.schema.json\n`;
  const body = doc.contents.items.length ? doc.toString(WRITING) : doc.commentBefore ? `#${doc.commentBefore.replaceAll("\n", "\n#")}\n` : "";
  // The first line names the schema, whatever the imported file had there.
  return head + body.replace(/^# *yaml-language-server:.*\n/m, "").replace(/^\n+/, "");
}

/** Keys and elements without a value vanish, and what they leave empty. */
function prune(node) {
  if (isMap(node)) {
    node.items = node.items.filter(({ value }) => !isEmpty(value));
    for (const { value } of node.items) prune(value);
  } else if (isSeq(node)) {
    node.items = node.items.filter((item) => !isEmpty(item));
    node.items.forEach(prune);
  }
}

/** Takes what is private out of a map; returns it as a map of its own, or null. */
function part(schema, map, kind) {
  const kept = [];
  const hidden = [];
  for (const pair of map.items) {
    const below = schema.below(kind, String(pair.key));
    const person = below && isMap(pair.value) ? schema.placeOfPerson(below, textIn(pair.value)) : null;
    const isHidden = below?.["x-private"] || person === "overlay";
    // A list stays whole: the overlay would append to it, not complete its elements.
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
