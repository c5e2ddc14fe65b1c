// The error page: keeps the language of the address that does not exist. Most hosts serve one error page for all languages.

const parts = [...document.querySelectorAll("[data-missing]")];
const home = (part) => new URL(part.dataset.missing, location.href).pathname;
const [own] = parts.filter((part) => location.pathname.startsWith(home(part))).sort((a, b) => home(b).length - home(a).length);

if (own) {
  const title = parts.find((part) => part.lang === document.documentElement.lang).querySelector("h1").textContent;
  document.title = document.title.replace(title, own.querySelector("h1").textContent);
  document.documentElement.lang = own.lang;
  for (const part of parts) part.hidden = part !== own;
}
