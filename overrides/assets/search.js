// The search: a dialog over the page that asks Pagefind, whose index `make site` writes to the folder beside assets/.

const TOGETHER = 8;
const PAUSE = 150;
let engine;
let dialog;

function make(tag, attributes = {}, ...parts) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...parts);
  return made;
}

function load() {
  engine ??= (async () => {
    const found = await import(new URL("../pagefind/pagefind.js", import.meta.url));
    await found.options({ excerptLength: 22 });
    await found.init();
    return found;
  })();
  return engine;
}

/** The text of an excerpt with its marks, without the other words for a heading. It comes as HTML, of which nothing else is used. */
function excerptOf(html) {
  const { body } = new DOMParser().parseFromString(html.replaceAll(/(<mark>)?\u2063[^\s<]*(<\/mark>)?\.?\s*/g, ""), "text/html");
  const parts = [...body.childNodes].map((node) => (node.nodeName === "MARK" ? make("mark", {}, node.textContent) : node.textContent));
  const text = body.textContent.trim();
  return [/^\p{Lu}/u.test(text) ? "" : "… ", ...parts, /[.!?:]$/.test(text) ? "" : " …"];
}

/** The part of a page with most of the words, or the page itself. */
function bestPart({ sub_results: parts, url, meta, excerpt }) {
  const [best] = [...parts].sort((one, two) => two.weighted_locations.length - one.weighted_locations.length);
  const page = { url, title: meta.title, excerpt };
  return best && best.title !== meta.title ? { ...page, url: best.url, part: best.title, excerpt: best.excerpt } : page;
}

function itemOf(data) {
  const { url, title, part, excerpt } = bestPart(data);
  const link = make("a", { href: url }, make("strong", {}, title));
  if (part) link.append(" ", make("span", {}, part));
  return make("li", {}, link, make("p", {}, ...excerptOf(excerpt)));
}

function build(words) {
  const field = make("input", { type: "search", autocomplete: "off", spellcheck: "false", enterkeyhint: "search", "aria-label": words.label, placeholder: words.label });
  const close = make("button", { type: "button", class: "kit-quiet" }, words.close);
  const told = make("p", { role: "status" });
  const list = make("ol");
  const more = make("button", { type: "button", class: "md-button" }, words.more);
  more.hidden = true;
  const form = make("form", { role: "search" }, field, close);
  const made = make("dialog", { class: "kit-search-dialog md-typeset", "aria-label": words.label }, form, told, list, more);
  const fillers = new Set(words.fillers.split(" "));
  let results = [];
  let asked = 0;

  /** The words of a question that say what is wanted: "long take" of "How long does it take?"; all of them if none does. */
  function termOf(text) {
    const all = text.split(/[\s?!]+/).filter(Boolean);
    const telling = all.filter((word) => !fillers.has(word.toLowerCase()));
    return (telling.length ? telling : all).join(" ");
  }

  async function show(count) {
    const mine = asked;
    const start = list.children.length;
    // One after the other up to the first, so that it is there as early as possible.
    const items = results.slice(start, start + count);
    for (const [index, part] of items.entries()) {
      const data = await part.data();
      if (mine !== asked) return;
      list.append(itemOf(data));
      if (!index) for (const later of items.slice(1)) later.data();
    }
    more.hidden = list.children.length >= results.length;
  }

  async function search() {
    const term = field.value.trim();
    const mine = ++asked;
    try {
      const pagefind = await load();
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
      if (mine !== asked) return;
      results = term ? (await pagefind.search(termOf(term))).results : [];
      if (mine !== asked) return;
      list.replaceChildren();
      more.hidden = true;
      await show(TOGETHER);
      if (mine !== asked) return;
      told.textContent = term ? (results.length ? words.found : words.none).replace("{count}", results.length).replace("{term}", () => term) : "";
    } catch {
      engine = undefined;
      told.textContent = words.failed;
    }
  }

  /** Up and down lead from the field through the results. */
  function walk(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const places = [field, ...list.querySelectorAll("a")];
    const here = places.indexOf(document.activeElement);
    if (!step || here < 0) return;
    event.preventDefault();
    places[Math.min(Math.max(here + step, 0), places.length - 1)].focus();
  }

  field.addEventListener("input", search);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    list.querySelector("a")?.click();
  });
  close.addEventListener("click", () => made.close());
  more.addEventListener("click", async () => {
    const first = list.children.length;
    await show(TOGETHER);
    list.children[first]?.querySelector("a").focus();
  });
  list.addEventListener("click", (event) => {
    if (event.target.closest("a")) made.close(); // a part of this page is behind the dialog
  });
  made.addEventListener("keydown", walk);
  made.addEventListener("click", (event) => {
    if (event.target === made) made.close();
  });
  document.body.append(made);
  return made;
}

/** Open the search; the element that opens it has its words. */
export function openSearch(opener) {
  if (!dialog) {
    dialog = build(opener.dataset);
    load().catch(() => {}); // told at the first search
  }
  if (!dialog.open) dialog.showModal();
  dialog.querySelector("input").select();
}
