// Problems: shown at their controls and in one list with links.

import { showProblem } from "./controls.js";
import { button, make, nameOf, nameOfPlace } from "./dom.js";

/** A place in the form's own words: "Streams › 2 › Title › German". */
function trail(schema, loc, say) {
  if (loc[0] === SLUG[0]) return say("slug");
  const words = loc.map((part, index) => {
    const kind = schema.at(loc.slice(0, index + 1));
    if (typeof part === "number") return String(part + 1);
    const isLanguage = schema.at(loc.slice(0, index))?.name === "Text";
    return kind?.title ?? ((isLanguage && nameOf("language", part)) || part);
  });
  return words.join(" › ");
}

/** The slug is not a key of the file, but is checked like one. */
export const SLUG = ["#slug"];

export const wordsOf = (problem, say) => say(`fault.${problem.key}`, problem.values);

/** Show the first problem of each control, but not while a person has only started. */
export function showAtControls(desk, problems, focused) {
  const first = new Map();
  for (const problem of problems) {
    const name = nameOfPlace(problem.loc);
    if (!first.has(name)) first.set(name, problem);
  }
  for (const [name, made] of desk.controls) {
    if (!made.input.isConnected) {
      desk.controls.delete(name);
      continue;
    }
    const problem = first.get(name);
    const isEarly = problem && ((/missing$/.test(problem.key) && !made.touched) || (made === focused && !made.touched));
    showProblem(made, problem && !isEarly ? wordsOf(problem, desk.say) : null, problem?.level === "note");
  }
}

/** The list of all problems with links to their fields; a value without a field gets a button to remove it. */
export function listOf(desk, problems) {
  const entries = problems.map((problem) => {
    const link = make("a", { href: "#", click: (event) => (event.preventDefault(), desk.reveal(problem.loc)) }, trail(desk.schema, problem.loc, desk.say));
    const remove = ["unknown", "shape", "alias"].includes(problem.key)
      ? [" ", button(desk.say("take_out"), () => desk.takeOut(problem.loc))]
      : [];
    return make("li", { class: `kit-problem kit-problem--${problem.level}` }, link, ": ", wordsOf(problem, desk.say), ...remove);
  });
  return make("ul", { class: "kit-problems__list" }, ...entries);
}

/** The error in a slug as `{key, values}`; null if it is valid. */
export function slugProblem(slug, { slugs, former, editing, reserved = [] }) {
  const problem = (key, values = {}) => ({ loc: SLUG, level: "fault", key, values });
  const suggestion = slugOf(slug);
  if (!slug) return problem("slug_missing");
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug) || slug.length > LONGEST) {
    return suggestion && suggestion !== slug ? problem("slug_such_as", { suggestion, limit: LONGEST }) : problem("slug_wrong", { limit: LONGEST });
  }
  if (reserved.includes(slug)) return problem("slug_reserved", { slug });
  if (slug === editing) return null;
  if (slugs.includes(slug)) return problem("slug_taken", { slug });
  return former.has(slug) ? problem("slug_former", { slug, owner: former.get(slug) }) : null;
}

const LONGEST = 60;
const LETTERS = { ä: "ae", ö: "oe", ü: "ue", ß: "ss", æ: "ae", ø: "o", å: "a" };

/** Convert words to a slug, as `answers.slug_of` does in Python: "Müller & Söhne" -> "mueller-soehne". */
export function slugOf(words) {
  const plain = words.toLowerCase().replace(/[äöüßæøå]/g, (letter) => LETTERS[letter]).normalize("NFKD").replace(/[^\x00-\x7f]/g, "");
  const trim = (text) => text.replace(/^-+|-+$/g, "");
  return trim(trim(plain.replace(/[^a-z0-9]+/g, "-")).slice(0, LONGEST));
}
