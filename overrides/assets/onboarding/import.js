// Import of an existing file: chosen, dropped or pasted. If it cannot be read, nothing changes.

import { make } from "./dom.js";

export function startImport(page) {
  const { say } = page;
  const [box, picker, told, fold] = ["paste", "picker", "import-told", "import"].map(page.spot);

  const show = (...lines) => told.replaceChildren(...lines.map((words) => make("p", { class: "kit-ask__error" }, words)));

  function take(text, name) {
    if (!text.trim()) return show(say("import_empty"));
    const problems = isMapping(text) ? page.take(text, name) : [{ line: 1, isOther: true }];
    show(...problems.map(messageOf));
    if (problems.length) return undefined;
    box.value = "";
    fold.open = false;
    return undefined;
  }

  function messageOf({ line, column, words, tab, isOther, key, values }) {
    if (key) return say(key, values);
    if (isOther) return say("import_no_file");
    return say(tab ? "import_tab" : "import_broken", { line, column, words });
  }

  async function open(file) {
    const name = file.name.replace(/( \(\d+\))?\.ya?ml$/i, "");
    try {
      take(new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer()), name);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      show(say("import_not_utf8"));
    }
  }

  page.spot("take").addEventListener("click", () => take(box.value, ""));
  picker.addEventListener("change", async () => {
    if (picker.files.length) await open(picker.files[0]);
    picker.value = "";
  });
  // Anywhere on the form, because a file that misses the box would replace the page.
  page.root.addEventListener("dragover", (event) => event.dataTransfer.types.includes("Files") && event.preventDefault());
  page.root.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    open(event.dataTransfer.files[0]);
  });
}

/** Whether the document is a mapping, as a product file must be. */
const isMapping = (text) => /^(?:["']?[\w-]+["']?\s*:|\{)/m.test(text);
