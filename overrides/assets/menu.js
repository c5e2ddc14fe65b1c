// The theme's menus without a mouse. Their switches are labels of hidden checkboxes, which have neither a name nor a state, and
// which Tab does not reach: each label gets a button. On small screens the menu is a drawer, and while it is open, nothing
// behind it can be reached.

const narrow = matchMedia("(max-width: 76.234375em)");
const drawer = document.getElementById("__drawer");
const menu = document.querySelector(".md-nav--primary");
const behind = document.querySelectorAll(
  ".md-header__inner > :not([for=__drawer]), .md-skip, .md-tabs, .md-content, .md-sidebar--secondary, .md-top, .md-footer",
);

/** Put a button over a label, with a name and the state of the checkbox that the label switches. */
function addSwitch(label, name) {
  const box = document.getElementById(label.htmlFor);
  const button = document.createElement("button");
  const tell = () => button.setAttribute("aria-expanded", box.checked);
  button.type = "button";
  button.className = "kit-switch";
  button.setAttribute("aria-label", name);
  button.addEventListener("click", () => box.click());
  box.addEventListener("change", tell);
  tell();
  label.removeAttribute("tabindex");
  label.prepend(button); // the theme's icon has to stay the last
  return button;
}

function startDrawer() {
  const button = addSwitch(document.querySelector(".md-header [for=__drawer]"), menu.getAttribute("aria-label"));
  const shut = () => {
    for (const part of behind) part.inert = drawer.checked && narrow.matches;
  };
  drawer.addEventListener("change", shut);
  narrow.addEventListener("change", shut);
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !drawer.checked || !narrow.matches) return;
    drawer.click();
    button.focus();
  });
}

/** A part of the menu that folds. In the theme's drawer a part covers the one it belongs to, so the focus goes along. */
function startFolding(box) {
  const item = box.parentElement;
  const label = item.querySelector(`.md-nav__link[for=${box.id}]`);
  const title = item.querySelector(":scope > .md-nav > .md-nav__title");
  if (!label) return;
  const name = (title ?? label).textContent.trim();
  const open = addSwitch(label, name);
  const back = title && addSwitch(title, name);
  box.addEventListener("change", () => {
    if (back && narrow.matches) (box.checked ? back : open).focus();
  });
}

if (drawer && menu) {
  startDrawer();
  for (const box of menu.querySelectorAll(".md-nav__toggle")) startFolding(box);
  const part = menu.querySelector(".md-nav");
  const cover = () => menu.classList.toggle("kit-covering", part && getComputedStyle(part).position === "absolute");
  narrow.addEventListener("change", cover);
  cover();
}

// The theme adds a nav without a name to each block of code that it gives a copy button.
addEventListener("load", () => {
  for (const nav of document.querySelectorAll(".md-code__nav")) nav.setAttribute("role", "none");
});

// On a phone the menu of a product is one line that scrolls.
const current = document.querySelector(".kit-menu [aria-current]");
if (current) {
  const list = current.closest("ul");
  list.scrollLeft = current.offsetLeft - (list.clientWidth - current.offsetWidth) / 2;
}
