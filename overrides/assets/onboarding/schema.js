// Reads the schema (policykit/onboarding/json_schema.py): the kind, texts, order and question of each place.
//
// A place is a list of keys and positions, such as ["streams", 0, "title", "en"].

/** The keywords that this page supports; a test compares them with the published schema. */
export const KEYWORDS = [
  "$ref", "$schema", "additionalProperties", "anyOf", "definitions", "description", "enum", "examples", "exclusiveMaximum",
  "format", "items", "maxLength", "maximum", "minimum", "pattern", "patternErrorMessage", "patternProperties", "properties",
  "propertyNames", "required", "title", "type", "x-examples", "x-private", "x-questions", "x-wanted",
];

export class Schema {
  #kinds = new WeakMap();

  constructor(json) {
    this.json = json;
    this.root = this.kind(json);
  }

  /**
   * A node with its references resolved. `form` is its type: record, list, mapping, choice, flag, number or text; `short` is the
   * key whose value may replace the record as a plain string, such as `en` of a text.
   */
  kind(node) {
    if (!this.#kinds.has(node)) this.#kinds.set(node, this.#made(node));
    return this.#kinds.get(node);
  }

  #made(node) {
    const name = node.$ref?.split("/").at(-1) ?? null;
    const own = { name, ...(name ? this.json.definitions[name] : {}), ...node };
    const whole = own.anyOf?.find((option) => option.properties);
    if (whole) return { ...own, properties: whole.properties, required: whole.required ?? [], form: "record", short: shortOf(whole) };
    if (own.properties) return { ...own, required: own.required ?? [], form: "record" };
    if (own.type === "array") return { ...own, form: "list" };
    if (own.type === "object") return { ...own, form: "mapping", values: valuesOf(own) };
    if (own.enum) return { ...own, form: "choice" };
    const forms = { boolean: "flag", integer: "number", number: "number" };
    return { ...own, form: forms[own.type] ?? "text" };
  }

  /** The kind below a kind at a key or position; undefined if the model has none. */
  below(kind, part) {
    if (kind?.form === "record") return Object.hasOwn(kind.properties, part) ? this.kind(kind.properties[part]) : undefined;
    if (kind?.form === "list") return this.kind(kind.items);
    return kind?.form === "mapping" ? this.kind(kind.values) : undefined;
  }

  at(loc) {
    return loc.reduce((kind, part) => this.below(kind, part), this.root);
  }

  /** The examples of a field; some are not those of its record, such as the value of a DMARC record. */
  examplesAt(loc) {
    const own = this.json["x-examples"] ?? {};
    const path = this.#pathOf(loc);
    return Object.hasOwn(own, path) ? [own[path]] : this.at(loc).examples;
  }

  /** `["dns", "dmarc", 0, "value"]` -> `dns.dmarc[].value`, and `*` for the key of a mapping. */
  #pathOf(loc) {
    const names = loc.map((part, index) => {
      if (typeof part === "number") return "";
      const [above, kind] = [this.at(loc.slice(0, index)), this.at(loc.slice(0, index + 1))];
      return `.${above.form === "mapping" ? "*" : part}${kind?.form === "list" ? "[]" : ""}`;
    });
    return names.join("").slice(1);
  }

  /** A place as a field path, such as `streams[].from`; ids of a mapping are written like keys. */
  isField(path) {
    let kind = this.root;
    for (const part of path.split(".")) {
      const name = part.replace(/\[\]$/, "");
      kind = this.below(kind, name);
      if (kind && part !== name) kind = kind.form === "list" ? this.kind(kind.items) : undefined;
      if (!kind) return false;
    }
    return true;
  }

  /** Whether AWS asks for a place, or for something in it. */
  isAsked(loc) {
    const path = loc.filter((part) => typeof part === "string").join(".");
    const asked = this.json["x-questions"].flatMap(({ ask }) => ask.map((one) => one.replaceAll("[]", "")));
    return asked.some((one) => one === path || one.startsWith(`${path}.`));
  }

  /**
   * The file for a record that names a person: the overlay, because mailbox and phone are then personal too, or the product file,
   * if the person agreed. Null if the record names nobody.
   */
  placeOfPerson(kind, textOf) {
    const canName = kind.form === "record" && kind.properties.name?.["x-private"] && "may_be_published" in kind.properties;
    if (!canName || !textOf("name")) return null;
    return textOf("may_be_published") === "true" ? "file" : "overlay";
  }
}

const shortOf = (whole) => (whole.required?.length === 1 ? whole.required[0] : null);

function valuesOf(own) {
  return own.additionalProperties || Object.values(own.patternProperties)[0];
}

/**
 * The sections of the form, in AWS's order. Each has `select`, a tree of the keys that are shown directly; a list is shown
 * completely at the first question about it, so that people fill in a stream in one place. `null` in a tree means everything below.
 */
export function sectionsOf(schema) {
  const questions = schema.json["x-questions"];
  const sections = questions.map(({ id, title }) => ({ id, title, select: {}, elsewhere: new Map() }));
  const owners = new Map();
  questions.forEach(({ ask }, index) => {
    for (const path of ask.flatMap(withExamples)) {
      const list = path.includes("[]") ? path.slice(0, path.indexOf("[]")) : null;
      if (list && !owners.has(list)) owners.set(list, index);
      const owner = list ? owners.get(list) : index;
      put(sections[owner].select, path.replaceAll("[]", "").split("."));
      if (owner !== index) sections[index].elsewhere.set(list, owner);
    }
  });
  return [...sections, { id: "more", title: null, select: leftOver(schema, sections), elsewhere: new Map() }];
}

/** A sample's names in brackets get their examples where its text is. */
const withExamples = (path) => (path.endsWith(".sample.text") ? [path, path.replace(/text$/, "variables")] : [path]);

function put(tree, keys) {
  const [key, ...rest] = keys;
  tree[key] ??= {};
  if (rest.length) put(tree[key], rest);
}

/** Keys of the root that no question asks for, and keys that none of the sections of a shared record shows. */
function leftOver(schema, sections) {
  const rest = {};
  for (const key of Object.keys(schema.root.properties)) {
    const asked = sections.filter(({ select }) => key in select);
    if (!asked.length) rest[key] = null;
    else if (asked.length > 1) {
      const kind = schema.at([key]);
      if (kind.form !== "record") continue;
      const open = Object.keys(kind.properties).filter((name) => !asked.some(({ select }) => name in select[key]));
      if (open.length) rest[key] = Object.fromEntries(open.map((name) => [name, null]));
      for (const { select } of [...asked, { select: rest }]) if (select[key]) Object.defineProperty(select[key], SHARED, { value: true });
      if (rest[key]) Object.defineProperty(rest[key], FOLDED, { value: true });
    }
  }
  return rest;
}

/** Marks a record whose keys are in several sections, so that none lists the others under "more fields". */
export const SHARED = Symbol("shared");

/** Marks a record that is collapsed until someone opens it. */
export const FOLDED = Symbol("folded");
