// The pages "Add a product" and "Edit a product": the form on the left, the resulting file on the right. Nothing leaves the
// browser. What only the second one does is in editing.js.

import { startCopying, tell } from "../copy.js";
import { read, write } from "../storage.js";
import { bracketsIn, check } from "./checks.js";
import { ProductFile, fixQuotes, parse } from "./document.js";
import { button, make, nameOfPlace, speaker } from "./dom.js";
import { sections } from "./form.js";
import { startImport } from "./import.js";
import { written } from "./output.js";
import { SLUG, listOf, showAtControls, slugOf, slugProblem } from "./problems.js";
import { Schema } from "./schema.js";

const KEY = "kit:onboarding";
const PAUSE = 250;
/** GitHub rejects longer URLs. */
const LONGEST_ADDRESS = 6000;

export async function start(root) {
  const answer = await fetch(root.dataset.schema);
  if (!answer.ok) throw new Error(`no schema: ${answer.status}`);
  // Only the page that edits a file loads the code for it.
  const { Editing } = "edit" in root.dataset ? await import("./editing.js") : {};
  await new Page(root, new Schema(await answer.json()), Editing).open();
}

class Page {
  #timer = 0;
  #isWaiting = false;
  #focused = null;
  #toldRefused = false;
  /** The required fields that an imported file lacks; null if no file was imported. */
  #lacking = null;

  constructor(root, schema, Editing) {
    const data = root.dataset;
    const list = (text) => (text ? text.split(" ") : []);
    this.root = root;
    this.say = speaker(JSON.parse(data.words));
    this.schema = schema;
    this.repo = data.repo ?? "";
    this.slugs = list(data.slugs);
    this.reserved = list(data.reserved);
    this.former = new Map(list(data.former).map((pair) => pair.split(":")));
    this.checklists = list(data.checklists);
    this.spot = (name) => root.querySelector(`[data-spot="${name}"]`);
    this.slug = this.spot("slug");
    this.desk = this.#desk(JSON.parse(data.choices));
    this.file = new ProductFile(schema);
    this.editing = "";
    this.edit = Editing ? new Editing(this, data.files) : null;
  }

  /** Where the browser keeps the file: each edited product has a place of its own. */
  get #key() {
    return this.edit ? this.edit.key : KEY;
  }

  /** What the form needs from the page. */
  #desk(choices) {
    const page = this;
    return {
      get file() { return page.file; },
      schema: this.schema, say: this.say, choices, controls: new Map(), counters: new Set(),
      sentence: (words) => words[0].toUpperCase() + words.slice(1) + (/[.?!]$/.test(words) ? "" : "."),
      changed: (made) => { page.#focused = made ?? null; page.#later(); },
      left: (made) => page.#left(made),
      redrawn: () => page.#later(),
      settled: () => page.refresh(),
      reveal: (loc) => page.reveal(loc),
      takeOut: (loc) => page.#takeOut(loc),
      undo: (place, name, restore) => page.#offerUndo(place, this.say("removed", { name }), restore),
    };
  }

  open() {
    this.#load();
    this.#draw();
    this.#startSlug();
    for (const name of ["with", "bar"]) this.spot(name).hidden = name === "bar" && this.edit !== null;
    this.spot("without").hidden = true;
    startImport(this);
    this.spot("over").addEventListener("click", () => (this.edit ? this.edit.discard() : this.#startOver()));
    this.spot("download").addEventListener("click", () => download(this.#name(), this.spot("file").textContent));
    this.spot("overlay-download").addEventListener("click", () => download(this.#name(), this.spot("overlay").textContent));
    this.spot("bar-copy").addEventListener("click", () => this.root.querySelector("[data-copy=product-file]").click());
    this.spot("bar-status").addEventListener("click", () => this.#showList());
    startCopying((_, copied) => this.say(copied ? (this.count ? "copied_faulty" : "copied") : "refused", { count: this.count }));
    addEventListener("pagehide", () => this.#keep());
    addEventListener("storage", (event) => event.key === this.#key && this.#adopt());
    this.refresh();
    return this.edit?.start();
  }

  #startOver() {
    this.#lacking = null;
    this.replace({ file: new ProductFile(this.schema), slug: "", editing: "" }, "started_over");
  }

  #draw() {
    const open = new Set([...this.root.querySelectorAll("[data-section][open]")].map((made) => made.dataset.section));
    this.desk.controls.clear();
    this.desk.counters.clear();
    const made = sections(this.desk);
    this.spot("fields").replaceChildren(...made);
    for (const section of made) {
      if (open.has(section.dataset.section)) section.open = true;
      if (section.open) section.build();
    }
  }

  // The slug

  #startSlug() {
    const error = this.spot("slug-error");
    this.slugControl = { loc: SLUG, input: this.slug, error, touched: Boolean(this.slug.value), kind: null, title: this.say("slug") };
    this.slug.addEventListener("input", () => {
      this.slugControl.touched = true;
      this.desk.changed(this.slugControl);
    });
    this.slug.addEventListener("blur", () => this.#left(this.slugControl));
  }

  // Typing

  #later() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.refresh(), PAUSE);
  }

  #left(made) {
    made.touched = true;
    this.#focused = null;
    this.#suggest(made.loc);
    this.#soon();
  }

  /** Update once for several changes in a row. */
  #soon() {
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    queueMicrotask(() => {
      this.#isWaiting = false;
      this.refresh();
    });
  }

  /** Derive names: the slug from the product's name, a stream's id from its title, a sample's examples from its brackets. */
  #suggest(loc) {
    if (nameOfPlace(loc) === '["name"]' && !this.slug.value) this.slug.value = slugOf(this.file.text(loc));
    const [first, index, key, code] = loc;
    if (first === "streams" && key === "sample" && ["subject", "text"].includes(code)) this.#askForExamples(loc.slice(0, 3));
    const id = ["streams", index, "id"];
    if (first !== "streams" || key !== "title" || code !== "en" || this.file.text(id)) return;
    const made = this.desk.controls.get(nameOfPlace(id));
    const words = slugOf(this.file.text(loc)).replace(/^[\d-]+/, "");
    if (!made || !words) return;
    this.file.write(id, words);
    made.input.value = words;
  }

  /** A field for an example of each name in brackets in a sample; an empty one goes when its name goes. */
  #askForExamples(sample) {
    const { file } = this;
    const all = [...sample, "variables"];
    const names = bracketsIn(file, sample);
    const known = file.keys(all);
    const added = names.filter((name) => !known.includes(name));
    const gone = known.filter((name) => !names.includes(name) && !file.text([...all, name]));
    for (const name of added) file.addEntry([...all, name]);
    for (const name of gone) file.remove([...all, name]);
    if (added.length || gone.length) this.desk.controls.get(nameOfPlace(all))?.redraw();
  }

  /** Update the file, its problems, and the saved copy in the browser. */
  refresh() {
    clearTimeout(this.#timer);
    this.desk.controls.set(nameOfPlace(SLUG), this.slugControl);
    const out = written(this.file, this.edit?.style);
    this.spot("file").textContent = this.edit ? this.edit.textOf(out.file) : out.file;
    this.spot("overlay").textContent = out.overlay;
    this.spot("overlay-panel").hidden = !out.overlay;
    for (const [part, folder] of [["name", "products"], ["overlay-name", "private"]]) this.spot(part).textContent = `data/${folder}/${this.#name()}`;
    const { slugs, former, editing, reserved } = this;
    const taken = this.edit ? { slugs: [], former: new Map(), reserved } : { slugs, former, editing, reserved };
    const wrongSlug = slugProblem(this.slug.value.trim(), taken);
    const problems = [...(wrongSlug ? [wrongSlug] : []), ...this.#check(this.file)];
    showAtControls(this.desk, problems, this.#focused);
    for (const counter of this.desk.counters) {
      if (counter.made.isConnected) counter.tell();
      else this.desk.counters.delete(counter);
    }
    this.#showProblems(problems);
    this.#showRepository(out.file);
    this.#keep();
    this.edit?.tell();
  }

  #check(file) {
    const { slugs, former, editing, checklists } = this;
    return check(file, { slugs, former, editing, checklists });
  }

  #name() {
    const slug = this.slug.value.trim();
    return `${slugProblem(slug, { slugs: [], former: new Map() }) ? this.say("unnamed") : slug}.yml`;
  }

  #showProblems(problems) {
    // A field that nobody has come to yet is no error.
    const isAhead = ({ key, loc }) => {
      const name = nameOfPlace(loc);
      return isMissing(key) && !this.#lacking?.has(name) && !this.desk.controls.get(name)?.touched;
    };
    const needed = problems.filter(isAhead).map((problem) => ({ ...problem, level: "needed" }));
    const faults = problems.filter((problem) => problem.level === "fault" && !isAhead(problem));
    const notes = problems.filter(({ level }) => level === "note");
    this.count = faults.length + needed.length;
    const counted = (one, many, { length: count }) => (count ? [this.say(count === 1 ? one : many, { count })] : []);
    const parts = [...counted("one_fault", "faults", faults), ...counted("needed_one", "needed_many", needed)];
    const words = parts.join(" · ") || this.say("no_fault");
    for (const name of ["status", "bar-status"]) {
      const status = this.spot(name);
      // Announce only changes.
      if (status.textContent !== words) status.textContent = words;
      status.classList.toggle("kit-status--error", Boolean(faults.length));
      status.classList.toggle("kit-status--answered", !this.count);
    }
    this.spot("problems").hidden = !problems.length;
    this.spot("problems").classList.toggle("kit-problems--faulty", Boolean(faults.length));
    this.spot("problems-title").textContent = notes.length ? `${words} · ${this.say("notes", { count: notes.length })}` : words;
    this.spot("problems-list").replaceChildren(listOf(this.desk, [...faults, ...needed, ...notes]));
    for (const section of this.root.querySelectorAll("[data-section]")) {
      const count = faults.filter(({ loc }) => section.holds(loc)).length;
      section.classList.toggle("kit-ask--faulty", Boolean(count));
      section.querySelector("summary").title = count ? this.say("faults", { count }) : "";
    }
  }

  #showList() {
    this.spot("problems").open = true;
    this.spot("problems").scrollIntoView({ block: "start" });
    this.spot("problems").querySelector("summary").focus();
  }

  /** The repository's page for a new file; a long text does not fit in its URL. */
  #showRepository(text) {
    if (!this.repo) return;
    const link = this.spot("repository");
    this.spot("where").hidden = false;
    if (this.edit) {
      link.href = `${this.repo}/edit/main/data/products/${this.#name()}`;
      link.textContent = this.say("edit.repository");
      this.spot("repository-note").textContent = this.say("edit.repository_note");
      return;
    }
    const address = `${this.repo}/new/main?filename=${encodeURIComponent(`data/products/${this.#name()}`)}`;
    const value = `&value=${encodeURIComponent(text)}`;
    const fits = value.length < LONGEST_ADDRESS;
    link.href = fits ? address + value : address;
    this.spot("repository-note").textContent = this.say(fits ? "repository_filled" : "repository_paste");
  }

  /** Open the parts that hide a field, and focus it. */
  reveal(loc) {
    for (let wanted = loc; wanted.length; wanted = wanted.slice(0, -1)) {
      for (let opened = true; opened && !this.desk.controls.get(nameOfPlace(wanted))?.input.isConnected; ) {
        const folds = [...this.spot("fields").querySelectorAll("details")];
        const next = folds.find((fold) => fold.holds(wanted) && !fold.isBuilt);
        opened = Boolean(next);
        next?.build();
      }
      const found = this.desk.controls.get(nameOfPlace(wanted));
      if (!found?.input.isConnected) continue;
      for (let fold = found.input.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
      found.input.scrollIntoView({ block: "center" });
      found.input.focus();
      return found;
    }
    return null;
  }

  #takeOut(loc) {
    const taken = this.file.remove(loc);
    const restore = () => {
      this.file.restore(taken);
      this.#draw();
      this.refresh();
    };
    this.#draw();
    this.refresh();
    this.#offerUndo(this.spot("notice"), this.say("removed", { name: String(loc.at(-1)) }), restore);
  }

  // Other files: start over, import, undo

  replace(next, key, values = {}) {
    const before = { file: this.file, slug: this.slug.value, editing: this.editing };
    this.put(next);
    this.#offerUndo(this.spot("notice"), this.say(key, values), () => this.replace(before, "taken_back"));
  }

  /** Show another file. */
  put({ file, slug, editing }) {
    Object.assign(this, { file, editing });
    this.slug.value = slug;
    this.slugControl.touched = Boolean(slug);
    this.#draw();
    this.refresh();
  }

  /** Errors of a file from outside are told at once, unlike the empty fields of what a person begins here. */
  imported(file) {
    this.#lacking = new Set(this.#check(file).filter(({ key }) => isMissing(key)).map(({ loc }) => nameOfPlace(loc)));
  }

  undoable(key, values, restore) {
    this.#offerUndo(this.spot("notice"), this.say(key, values), restore);
  }

  #offerUndo(place, words, restore) {
    const isNotice = place === this.spot("notice");
    const back = button(this.say("undo"), () => {
      told.remove();
      restore();
    });
    const told = make("p", { class: "kit-undo", role: "status" }, `${words} `, back);
    if (isNotice) place.replaceChildren(told);
    else {
      place.parentElement.querySelector(":scope > .kit-undo")?.remove();
      place.after(told);
    }
    back.focus({ preventScroll: !isNotice });
  }

  // Saving in the browser

  #kept() {
    const text = this.file.toString();
    const { value: slug } = this.slug;
    const original = this.edit?.original;
    return text || slug ? JSON.stringify({ slug, editing: this.editing, text, original }) : "";
  }

  #keep() {
    if (this.edit && !(this.edit.isLoaded && this.#key)) return;
    const kept = this.#kept();
    write(this.#key, kept);
    if ((read(this.#key) ?? "") === kept || this.#toldRefused) return;
    this.#toldRefused = true;
    tell(this.spot("storage"), this.say("not_kept"));
  }

  #load() {
    try {
      const { slug, editing, text, original } = JSON.parse(read(this.#key)) ?? {};
      const { doc, errors } = parse(text ?? "");
      if (this.edit && !(text && original && this.edit.begin(original))) return;
      this.slug.value = slug ?? "";
      this.editing = editing ?? "";
      this.file = text && !errors.length ? new ProductFile(this.schema, doc) : new ProductFile(this.schema);
    } catch {
      // Not written by this script; the next input replaces it.
    }
  }

  /** Another tab of this browser changed the file. */
  #adopt() {
    this.#load();
    this.#draw();
    this.refresh();
  }

  take(text, name) {
    if (this.edit) return this.edit.take(text, name);
    const { doc, errors } = parse(text);
    if (errors.length) return errors;
    const file = new ProductFile(this.schema, doc);
    this.imported(file);
    const quoted = fixQuotes(file);
    const slug = slugProblem(name, { slugs: [], former: new Map() }) ? "" : name;
    this.replace({ file, slug, editing: this.slugs.includes(slug) ? slug : "" }, quoted ? "imported_quoted" : "imported", { count: quoted });
    return [];
  }
}

const isMissing = (key) => key.endsWith("missing");

function download(name, text) {
  const url = URL.createObjectURL(new Blob([text], { type: "application/yaml" }));
  make("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
