// Lists and mappings: add, remove, undo, move up and down; keys of a mapping are typed or chosen.

import { control, hintOf, showProblem } from "./controls.js";
import { isMap, isScalar, isSeq } from "./document.js";
import { button, make, nameOf, nameOfPlace, newId } from "./dom.js";
import { fold, startsWith, words } from "./parts.js";

/**
 * A list: its elements with their buttons, and a button to add one. `select` is what a record shows directly; `fields` (form.js)
 * builds the fields of a record, which may contain lists.
 */
export function listField(desk, kind, loc, select, isRequired, fields) {
  const items = make("div");
  const error = make("p", { class: "kit-ask__error", hidden: true, id: newId() });
  const below = { ...desk.schema.below(kind, 0), title_key: kind.title_key };
  const opened = new WeakSet();
  const draw = () => items.replaceChildren(...nodesOf(desk, loc).map((node, index) => item(node, index)));
  const redraw = (index, part) => {
    draw();
    desk.settled();
    const target = items.children[index];
    if (target instanceof HTMLDetailsElement && part === "first") target.open = true;
    if (target) focusIn(target, part);
  };

  function item(node, index) {
    const here = [...loc, index];
    const name = () => titleOf(desk, below, here) || kind.title;
    const told = () => `${kind.title} ${titleOf(desk, below, here) || index + 1}`;
    const count = nodesOf(desk, loc).length;
    const tool = (action, words_, click, off) =>
      button(words_, click, { "data-tool": action, disabled: off, "aria-label": desk.say(action, { name: told() }) });
    const shift = (by) => () => {
      desk.file.move(loc, index, index + by);
      redraw(index + by, by < 0 ? "up" : "down");
    };
    const tools = make(
      "span", { class: "kit-tools" },
      tool("up", "↑", shift(-1), !index), tool("down", "↓", shift(1), index === count - 1),
      tool("remove", desk.say("take_away"), () => takeAway(index, name())),
    );
    if (below.form !== "record" || below.name === "Text") {
      const title = `${kind.title} ${index + 1}`;
      const box = below.name === "Text"
        ? words(desk, below, here, { title, quiet: true })
        : control(desk, { ...below, isLong: isLongIn(kind) }, here, { title, quiet: true });
      return make("div", { class: "kit-item" }, box, tools);
    }
    const body = () => [tools, ...fields(desk, below, here, select ?? null)];
    const made = fold(desk, name(), body, (wanted) => startsWith(wanted, here), { class: "kit-record" });
    if (opened.has(node)) made.open = true;
    made.addEventListener("toggle", () => (made.open ? opened.add(node) : opened.delete(node)));
    desk.counters.add({ made, tell: () => (made.querySelector("summary > span").textContent = `${index + 1}. ${name()}`) });
    return made;
  }

  function takeAway(index, name) {
    const taken = desk.file.remove([...loc, index]);
    redraw(-1);
    desk.undo(items, name, () => {
      desk.file.restore(taken);
      redraw(taken.index, "up");
    });
  }

  const add = button(desk.say("add", { title: kind.title }), () => {
    const wrong = desk.file.node(loc);
    // A value that is not a list is replaced; people can undo that.
    if (wrong && !isSeq(wrong)) desk.file.remove(loc);
    const index = desk.file.add(loc);
    opened.add(desk.file.node([...loc, index]));
    redraw(index, "first");
  }, { class: "kit-quiet kit-add", "data-add": nameOfPlace(loc) });
  draw();
  desk.controls.set(nameOfPlace(loc), { loc, input: add, error, touched: false, kind, title: kind.title });
  return frame(desk, kind, isRequired, items, error, add);
}

function frame(desk, kind, isRequired, ...children) {
  const hint = hintOf(desk, kind, exampleOfList(kind), newId());
  const needed = isRequired ? make("span", { class: "kit-ask__needed" }, desk.say("needed")) : null;
  const given = { class: "kit-group", "aria-describedby": hint?.id };
  return make("fieldset", given, make("legend", {}, kind.title, " ", needed), hint, ...children);
}

function exampleOfList(kind) {
  const example = [kind.examples?.[0]].flat()[0];
  if (!example || kind.form === "mapping") return null;
  return typeof example === "object" ? (example[document.documentElement.lang] ?? Object.values(example)[0]) : String(example);
}

const isLongIn = (kind) => (exampleOfList(kind) ?? "").length > 48;

function nodesOf(desk, loc) {
  const node = desk.file.node(loc);
  return isSeq(node) ? node.items : [];
}

/** The name of an element: its first value. */
function titleOf(desk, kind, loc) {
  const node = desk.file.node(loc);
  const language = document.documentElement.lang;
  const find = (inner) => {
    if (isScalar(inner)) return String(inner.value ?? "");
    if (!isMap(inner)) return "";
    const own = inner.get(language, true) ?? inner.get("en", true);
    if (own) return find(own);
    for (const key of ["title", "name", "domain", "what", "service", "text", "metric", "kind", "id", "says"]) {
      const found = find(inner.get(key, true));
      if (found) return found;
    }
    return "";
  };
  const text = find(node).split("\n")[0];
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

function focusIn(target, part) {
  if (target instanceof HTMLDetailsElement) target.open && target.build();
  const tool = ["up", "down"].includes(part) ? target.querySelector(`[data-tool=${part}]:not(:disabled), [data-tool]:not(:disabled)`) : null;
  const field = part === "first" ? target.querySelector("input, select, textarea") : null;
  (tool ?? field ?? target.querySelector("summary"))?.focus();
}

/** A mapping: entries with keys that people name. A new entry needs its key first, because YAML needs one. `fields` as above. */
export function mappingField(desk, kind, loc, fields) {
  const items = make("div");
  const below = { ...desk.schema.kind(kind.values), title_key: kind.title_key };
  const keys = { ...desk.schema.kind(kind.propertyNames ?? { type: "string" }), title_key: "key" };
  const error = make("p", { class: "kit-ask__error", hidden: true, id: newId() });
  const ids = { key: newId() };
  const key = keys.enum
    ? make("select", { id: ids.key }, make("option", { value: "" }, desk.say("not_stated")), ...keys.enum.map((name) => make("option", { value: name }, name)))
    : make("input", { id: ids.key, type: "text", autocomplete: "off", spellcheck: "false" });
  key.setAttribute("aria-describedby", error.id);
  key.dataset.key = nameOfPlace(loc);
  const draw = () => items.replaceChildren(...desk.file.keys(loc).map(entry));
  const redraw = () => {
    draw();
    desk.settled();
  };
  const tell = (words_) => showProblem({ error, input: key }, words_);

  function entry(name) {
    const here = [...loc, name];
    const takeAway = () => {
      const taken = desk.file.remove(here);
      redraw();
      desk.undo(items, name, () => {
        desk.file.restore(taken);
        redraw();
      });
    };
    const tools = make("span", { class: "kit-tools" }, button(desk.say("take_away"), takeAway, { "data-tool": "remove", "aria-label": desk.say("remove", { name }) }));
    const title = keys.name === "LanguageTag" ? `${nameOf("language", name) ?? name} (${name})` : name;
    if (below.form !== "record") {
      return make("div", { class: "kit-item" }, control(desk, below, here, { title, quiet: true }), tools);
    }
    return fold(desk, title, () => [tools, ...fields(desk, below, here, null)], (wanted) => startsWith(wanted, here), { class: "kit-record", open: true });
  }

  const add = button(desk.say("add_entry"), () => {
    const name = key.value.trim();
    const wanted = keys.enum ? !keys.enum.includes(name) : !new RegExp(keys.pattern ?? ".", "u").test(name);
    if (!name || wanted) return tell(desk.say("fault.wanted", { wanted: keys["x-wanted"] ?? keys.enum?.join(", ") ?? "" }));
    if (desk.file.keys(loc).includes(name)) return tell(desk.say("fault.same_id", { id: name }));
    tell(null);
    desk.file.addEntry([...loc, name]);
    key.value = "";
    redraw();
    const last = items.lastElementChild;
    if (last instanceof HTMLDetailsElement) last.build();
    return last.querySelector("input, textarea, select")?.focus();
  }, { "data-add": nameOfPlace(loc) });
  draw();
  desk.controls.set(nameOfPlace(loc), { loc, input: key, error, touched: false, kind, title: kind.title, redraw: draw });
  const label = make("label", { for: ids.key }, desk.say("key"));
  return frame(desk, kind, false, items, make("div", { class: "kit-field kit-key" }, label, key, error), add);
}
