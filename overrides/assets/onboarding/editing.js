// The page "Edit a product": which file and field the address names, and a text that differs from the original only by the changes.

import { keepEdited, meet } from "../edited.js";
import { ProductFile, fixQuotes, isEmpty, isScalar, isSeq, parse } from "./document.js";
import { button, make } from "./dom.js";
import { merged, mergedByKey } from "./merge.js";
import { complete, styleOf } from "./output.js";

export class Editing {
  #base = [];
  #values = new Map();
  #text = ["", ""];
  #target = null;

  /** `files` is the address of a product's file on this site, with `*` for its slug; undefined if the site does not offer it. */
  constructor(page, files) {
    this.page = page;
    this.files = files;
    this.original = "";
    this.told = page.spot("target");
    Object.assign(this, addressed());
    addEventListener("hashchange", () => this.#follow());
  }

  get isLoaded() {
    return Boolean(this.original);
  }

  get key() {
    const slug = this.slug || this.page.slug?.value.trim();
    return slug ? `kit:onboarding:${slug}` : "";
  }

  /** Ask for the file, or show the one that this browser or this site has. */
  async start() {
    const { page } = this;
    const offered = this.slug && this.files ? await fetched(this.files.replace("*", this.slug)) : null;
    const hasChanges = this.isLoaded && this.#changed().length > 0;
    const isCurrent = offered === null || offered === this.original;
    if (!isCurrent && !hasChanges && !this.take(offered, this.slug).length) return;
    if (hasChanges && !isCurrent) this.#offer(offered);
    else if (this.isLoaded) this.#notice(hasChanges ? "edit.resumed" : "edit.loaded", { name: this.#name });
    if (this.isLoaded) {
      page.imported(page.file);
      page.refresh();
      page.spot("import").open = false;
    }
    this.#show();
    if (this.isLoaded) this.#open();
  }

  get #name() {
    return `data/products/${this.slug || this.page.slug.value.trim() || "*"}.yml`;
  }

  /** Another field, or another product, in the address. */
  #follow() {
    const next = addressed();
    if (next.slug !== this.slug) return location.reload();
    this.path = next.path;
    this.#show();
    return this.isLoaded ? this.#open() : undefined;
  }

  #show() {
    const { page, slug, path, isLoaded } = this;
    for (const name of ["fields", "discard", "result", "bar"]) page.spot(name).hidden = !isLoaded;
    page.spot("naming").hidden = !isLoaded || Boolean(slug);
    const file = slug ? page.say("edit.ask", { file: this.#name }) : page.say("edit.ask_any");
    const known = page.slugs.includes(slug);
    const back = known && "readiness" in page.root.dataset && make("a", { href: `../${slug}/readiness/` }, page.say("edit.readiness"));
    const source = page.repo && known && make("a", { href: `${page.repo}/blob/main/${this.#name}`, rel: "noopener" }, page.say("edit.repository"));
    const links = [source, back].filter(Boolean).flatMap((link) => [make("br"), link]);
    page.spot("asked").replaceChildren(...(isLoaded ? [] : [path ? `${file} ${page.say("edit.waiting", { field: path })}` : file, ...links]));
  }

  /** Read the original text; false if it cannot be read. */
  begin(text) {
    const { doc, errors } = parse(text);
    if (errors.length) return false;
    this.original = text;
    this.style = styleOf(text.replaceAll("\r\n", "\n"));
    const file = new ProductFile(this.page.schema, doc);
    this.#base = linesOf(complete(file, this.style));
    this.#values = valuesOf(file.doc.contents);
    return true;
  }

  /** A file that a person loads; returns what is wrong with it. */
  take(text, name) {
    const { page } = this;
    if (this.slug && name !== this.slug && page.slugs.includes(name)) {
      return [{ key: "edit.other_file", values: { name, slug: this.slug } }];
    }
    const { errors } = parse(text);
    if (errors.length) return errors;
    const before = this.isLoaded && this.#changed().length ? { file: page.file, slug: page.slug.value, editing: page.editing } : null;
    const { original } = this;
    this.begin(text);
    this.slug ||= page.slugs.includes(name) ? name : "";
    const { file, quoted } = this.#fresh();
    page.imported(file);
    page.put({ file, slug: this.slug || name, editing: this.slug });
    this.#notice(quoted ? "edit.loaded_quoted" : "edit.loaded", { name: this.#name, count: quoted });
    page.spot("import").open = false;
    this.#show();
    this.#open();
    if (before) page.undoable("edit.loaded", { name: this.#name }, () => this.begin(original) && page.put(before));
    return [];
  }

  /** The original as a file; values whose quotes say another type are corrected. */
  #fresh() {
    const file = new ProductFile(this.page.schema, parse(this.original).doc);
    return { file, quoted: fixQuotes(file) };
  }

  discard() {
    const { page } = this;
    page.replace({ file: this.#fresh().file, slug: page.slug.value, editing: page.editing }, "edit.discarded");
  }

  #notice(key, values) {
    this.page.spot("notice").replaceChildren(make("p", { class: "kit-undo", role: "status" }, this.page.say(key, values)));
  }

  #offer(text) {
    const { page } = this;
    const use = button(page.say("edit.use_newer"), () => this.take(text, this.slug));
    page.spot("notice").replaceChildren(make("p", { class: "kit-undo", role: "status" }, `${page.say("edit.newer")} `, use));
  }

  /** The original text with the changes; `written` is how this page writes the changed file. */
  textOf(written) {
    if (!this.isLoaded) return "";
    if (this.#text[0] !== written) this.#text = [written, this.#merged(written)];
    return this.#text[1];
  }

  #merged(written) {
    const end = this.original.includes("\r\n") ? "\r\n" : "\n";
    const wanted = flat(parse(written).doc);
    // Lines of two styles may not make one file: then, all lines of a changed key are this page's.
    for (const inside of [merged, (_, __, theirs) => theirs]) {
      const text = mergedByKey(this.#base, linesOf(this.original), linesOf(written), inside).join("\n");
      const { doc, errors } = parse(text);
      if (!errors.length && flat(doc) === wanted) return text.replaceAll("\n", end);
    }
    return written.replaceAll("\n", end);
  }

  // The field that the address names

  #open() {
    if (!this.path) return;
    const { page } = this;
    const { loc, isExact } = locate(page.file, this.path);
    this.#target = { loc, isExact };
    const found = page.reveal(down(page.file, entrance(page.file, loc)));
    for (const old of page.root.querySelectorAll(".kit-target")) old.classList.remove("kit-target");
    const field = found?.input.closest(".kit-words, .kit-field, .kit-group");
    field?.classList.add("kit-target");
    field?.append(this.told);
    this.tell();
  }

  /** Say what happened to the field, and keep the paths of all changes for the readiness page. */
  tell() {
    if (!this.isLoaded) return;
    const { page } = this;
    const changed = this.#changed();
    if (this.slug) keepEdited(this.slug, changed);
    if (!this.#target) return;
    const { loc, isExact } = this.#target;
    const path = pathOf(loc);
    const before = [...this.#values.keys()].some((name) => meet(name, path));
    const after = !isEmpty(page.file.node(loc));
    const key = changed.some((name) => meet(name, path)) ? (after && !before ? "answered" : "changed") : isExact ? "target" : "gone";
    const words = page.say(`edit.${key}`, { field: key === "gone" ? this.path : path });
    // A list that is drawn again loses what was in it.
    if (!this.told.isConnected) page.spot("fields").before(this.told);
    if (this.told.textContent !== words) this.told.textContent = words;
    this.told.classList.toggle("kit-onboarding__asked--done", ["answered", "changed"].includes(key));
  }

  /** The paths of the values that differ from the original. */
  #changed() {
    const now = valuesOf(this.page.file.doc.contents);
    const names = new Set([...now.keys(), ...this.#values.keys()]);
    return [...names].filter((name) => now.get(name) !== this.#values.get(name));
  }
}

/** What the address names: `#numstro/streams[0].trigger`. */
function addressed() {
  const [slug, ...path] = decodeURIComponent(location.hash.slice(1)).split("/");
  return { slug: /^[a-z0-9-]+$/.test(slug) ? slug : "", path: path.join("/") };
}

async function fetched(url) {
  try {
    const answer = await fetch(url);
    return answer.ok ? await answer.text() : null;
  } catch {
    return null;
  }
}

const linesOf = (text) => text.replace(/^\ufeff/, "").replaceAll("\r\n", "\n").split("\n");

/** All values without what is empty, to compare two files. */
const flat = (doc) => JSON.stringify([...valuesOf(doc.contents)]);

/** Path -> value of everything that is filled in: `streams[0].from` -> `codes@example.com`. */
function valuesOf(node, loc = [], found = new Map()) {
  if (isEmpty(node)) return found;
  if (isScalar(node)) return found.set(pathOf(loc), String(node.value));
  if (isSeq(node)) node.items.forEach((item, index) => valuesOf(item, [...loc, index], found));
  else for (const { key, value } of node.items ?? []) valuesOf(value, [...loc, String(key)], found);
  return found;
}

/** `["streams", 0, "from"]` -> `streams[0].from`. */
const pathOf = (loc) => loc.map((part) => (typeof part === "number" ? `[${part}]` : `.${part}`)).join("").replace(/^\./, "");

/**
 * The place that a path names; an element is named by its position or its id, or is the first one. If the file does not have it,
 * the nearest place around it, with `isExact` false.
 */
function locate(file, path) {
  const loc = [];
  const parts = [...path.matchAll(/([^.[\]]+)(?:\[([^\]]*)\])?/g)];
  for (const [order, [, name, index]] of parts.entries()) {
    const kind = file.schema.at([...loc, name]);
    if (!kind) return { loc, isExact: false };
    loc.push(name);
    const isLast = order === parts.length - 1;
    if (kind.form !== "list" || (isLast && !index)) continue;
    const place = index ? positionOf(file, loc, index) : 0;
    if (place < 0 || place >= file.length(loc)) return { loc, isExact: !index };
    loc.push(place);
  }
  return { loc, isExact: true };
}

function positionOf(file, loc, index) {
  if (/^\d+$/.test(index)) return Number(index);
  const places = Array.from({ length: file.length(loc) }, (_, place) => place);
  return places.findIndex((place) => ["id", "name", "domain", "kind"].some((key) => file.text([...loc, place, key]) === index));
}

/** The place itself, or the record around it that does not exist yet and needs another field first. */
function entrance(file, loc) {
  const around = loc.slice(0, -1);
  const kind = file.schema.at(around);
  const needsMore = kind?.form === "record" && kind.required.some((name) => name !== loc.at(-1));
  return around.length && needsMore && isEmpty(file.node(around)) ? entrance(file, around) : loc;
}

/** The value to fill in first below a place: of a record, its first empty field that is required or that AWS asks for. */
function down(file, loc) {
  const kind = file.schema.at(loc);
  if (!loc.length || kind?.form !== "record") return loc;
  const names = Object.keys(kind.properties);
  const asked = (name) => file.schema.isAsked([...loc, name]);
  const open = names.filter((name) => isEmpty(file.node([...loc, name])));
  const next = open.find((name) => kind.required.includes(name)) ?? open.find(asked) ?? names.find(asked) ?? kind.short ?? names[0];
  return down(file, [...loc, next]);
}
