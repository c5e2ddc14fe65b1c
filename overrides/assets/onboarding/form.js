// The form: sections by AWS's questions, and records. Lists and mappings are in lists.js, common parts in parts.js.
//
// Parts are built when they are opened, because a single stream has about eighty fields.

import { control, hintOf } from "./controls.js";
import { make, newId } from "./dom.js";
import { listField, mappingField } from "./lists.js";
import { fold, group, startsWith, words } from "./parts.js";
import { FOLDED, SHARED, sectionsOf } from "./schema.js";

/** Build all sections; `desk` is `{file, schema, say, changed, left, redrawn, controls, folds}`. */
export function sections(desk) {
  const all = sectionsOf(desk.schema);
  return all.map((section, index) => {
    const title = section.title ? `${index + 1}. ${section.title}` : desk.say("everything_else");
    const holds = (loc) => isSelected(section.select, loc);
    // A section about lists that an earlier one shows has no fields of its own.
    const own = () => (Object.keys(section.select).length ? fields(desk, desk.schema.root, [], section.select) : []);
    const body = () => [...[...section.elsewhere].map(([path, owner]) => elsewhere(desk, path, all[owner])), ...own()];
    const made = fold(desk, title, body, holds, { class: "kit-ask", "data-section": section.id });
    if ("name" in section.select) made.open = true;
    return made;
  });
}

function isSelected(select, loc) {
  let tree = select;
  if (!Object.hasOwn(select, loc[0])) return false;
  for (const part of loc) {
    if (tree === null || typeof part === "number") return true;
    if (!Object.hasOwn(tree, part)) return !Object.keys(tree).length || (tree !== select && !tree[SHARED]);
    tree = tree[part];
  }
  return true;
}

function elsewhere(desk, path, owner) {
  const title = desk.schema.at(path.split(".")).title;
  const link = make("a", { href: "#", click: (event) => (event.preventDefault(), desk.reveal(path.split("."))) }, owner.title);
  return make("p", { class: "kit-note" }, desk.say("elsewhere", { title }), " ", link);
}

/** The fields of a record: those in `select` directly, the others under "more fields"; null selects all. */
export function fields(desk, kind, loc, select) {
  const names = Object.keys(kind.properties);
  const needed = kind.required ?? [];
  const isShown = (name) => !select || !Object.keys(select).length || name in select || (needed.includes(name) && loc.length);
  const shown = names.filter(isShown).map((name) => field(desk, kind, [...loc, name], select && name in select ? (select[name] ?? undefined) : undefined));
  const rest = loc.length && !select?.[SHARED] ? names.filter((name) => !isShown(name)) : [];
  return rest.length ? [...shown, moreFields(desk, kind, loc, rest)] : shown;
}

function moreFields(desk, kind, loc, names) {
  const holds = (wanted) => startsWith(wanted, loc) && names.includes(wanted[loc.length]);
  const body = () => names.map((name) => field(desk, kind, [...loc, name]));
  const told = make("span", { class: "kit-muted" });
  const made = fold(desk, desk.say("more", { count: names.length }), body, holds, { class: "kit-more" }, told);
  desk.counters.add({
    made,
    tell: () => {
      const filled = names.filter((name) => desk.file.node([...loc, name]) !== undefined).length;
      told.textContent = filled ? desk.say("filled", { count: filled }) : "";
    },
  });
  return made;
}

/** One field of a record. If `select` is undefined, no question asks for the field, so a nested record is collapsed. */
export function field(desk, owner, loc, select) {
  const kind = { ...desk.schema.at(loc), examples: desk.schema.examplesAt(loc), title_key: loc.at(-1) };
  const isRequired = (owner.required ?? []).includes(loc.at(-1)) && isFirm(desk.schema, loc.slice(0, -1));
  if (kind.form === "list") return listField(desk, kind, loc, select, isRequired, fields);
  if (kind.form === "mapping") return mappingField(desk, kind, loc, fields);
  if (kind.form !== "record") return control(desk, kind, loc, { isRequired });
  if (kind.name === "Text") return words(desk, kind, loc, { isRequired });
  const isFolded = select ? select[FOLDED] : !isRequired;
  if (!isFolded) return group(desk, kind, fields(desk, kind, loc, select ?? null), isRequired);
  const body = () => [hintOf(desk, kind, null, newId()), ...fields(desk, kind, loc, select ?? null)];
  const told = make("span", { class: "kit-muted" });
  const made = fold(desk, kind.title, body, (wanted) => startsWith(wanted, loc), { class: "kit-more" }, told);
  desk.counters.add({ made, tell: () => (told.textContent = desk.file.node(loc) === undefined ? "" : desk.say("begun")) });
  return made;
}

/** Whether a record always exists, so that its required fields are required from the start. */
function isFirm(schema, loc) {
  if (!loc.length) return true;
  const owner = schema.at(loc.slice(0, -1));
  return owner.form !== "record" || (owner.required.includes(loc.at(-1)) && isFirm(schema, loc.slice(0, -1)));
}
