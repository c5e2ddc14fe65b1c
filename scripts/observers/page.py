"""Reads a web page as a visitor sees it before scripts run: title, text, forms.

Whatever the page contains, reading it raises nothing and follows nothing.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from lxml import etree
from lxml.html import HTMLParser, document_fromstring

_UNSEEN = "|".join(
    f"//{name}" for name in ("script", "style", "noscript", "template", "iframe", "noframes", "head", "*[@hidden]")
)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_INLINE = "a abbr b bdi bdo cite code em font i ins kbd mark q s small span strong sub sup u wbr"
_WITHIN_A_WORD = frozenset(_INLINE.split())
"""Elements that do not end a word; all others do."""
_WIDE = "\u2e80-\ud7af"
"""Scripts that put no space between words: Chinese, Japanese, Korean."""
_WORD = re.compile(rf"[{_WIDE}]|[^\W_{_WIDE}]+")
_REFRESH = re.compile(r"\s*([0-5])(?:\.\d*)?\s*[;,]\s*url\s*=\s*[\"']?([^\"']+)", re.I)
_EMAIL = re.compile(
    r"\be[-\u2010]?mail|electronic mail|courriel|correo electrónico|posta elettronica|電子?郵|电子邮|メール", re.I
)
_SIGN_UP = re.compile(
    r"\bsign(?:ing)?[-_ ]?up\b|\bregist(?:er|r[ai]e)|\bsubscribe\b|\bnewsletter\b|\b(?:create|open) (?:an |your )?account\b"
    r"|\bget[-_ ]started\b|\b(?:try|start)(?: it)?(?: for)? (?:free|now)\b|\bfree trial\b|\bjoin\b|\bwait(?:ing)?[-_ ]?list\b"
    r"|\bkonto (?:erstellen|anlegen|eröffnen)\b|\banmeld|\babonnieren\b|\b(?:jetzt|kostenlos) (?:starten|testen)\b"
    r"|\bloslegen\b|\bmitmachen\b|\bwarteliste\b",
    re.I,
)
_FEW_WORDS = 60

# Each phrase is in the page of a registrar, server, platform or template before somebody publishes a website of their own.
_PARKED = (
    "this domain is for sale", "domain is for sale", "domain may be for sale", "domain name is for sale", "buy this domain",
    "domain is parked", "domain parking", "parked domain", "parked free", "this domain has been registered",
    "this domain has expired", "diese domain steht zum verkauf", "domain ist geparkt", "diese domain wurde registriert",
    "welcome to nginx", "apache2 ubuntu default page", "apache2 debian default page", "test page for the apache",
    "this is the default web page for this server", "iis windows server", "your caddy works", "index of /",
    "there isn't a github pages site here", "firebase hosting setup complete",
    "your app will appear here once you complete your first deployment", "your azure static web app is live",
    "your web app is running and waiting for your content", "get started by editing", "edit src/app",
    "hello world! welcome to wordpress", "this is your first post", "this is a placeholder page", "lorem ipsum dolor",
)  # fmt: skip
_SOON = (
    "coming soon", "launching soon", "under construction", "site is being built", "hier entsteht", "im aufbau",
    "demnächst verfügbar", "in kürze verfügbar", "in kürze online", "demnächst online",
)  # fmt: skip


@dataclass(frozen=True)
class Page:
    """What a page shows."""

    title: str = ""
    heading: str = ""
    """Its first heading of the highest level."""
    text: str = ""
    """The visible text, with images' alternative texts, in one line."""
    has_password: bool = False
    has_sign_up: bool = False
    has_scripts: bool = False
    """Whether scripts or frames may show more than the text."""
    refresh: str = ""
    """The address that the page itself leads on to at once."""

    @property
    def words(self) -> int:
        """The number of words; each Chinese or Japanese sign is one."""
        return len(_WORD.findall(self.text))

    @property
    def is_login(self) -> bool:
        """Whether the page asks for a password and says hardly anything."""
        return self.has_password and self.words < _FEW_WORDS

    @property
    def parked(self) -> str:
        """The phrase that shows that nobody has published a website here; empty if there is none."""
        is_short = self.words < _FEW_WORDS  # a longer text may quote such a phrase
        shown = f"{self.title} {self.text if is_short else self.heading}".lower().replace("\u2019", "'")
        return next((phrase for phrase in (*_PARKED, *(_SOON if is_short else ())) if phrase in shown), "")

    @property
    def mentions_email(self) -> bool:
        """Whether the text mentions email."""
        return _EMAIL.search(self.text) is not None

    def has(self, name: str) -> bool:
        """Whether title or text contain a name as words of their own; `Example.com` also without `.com`."""
        forms = [name, *re.findall(r"^(\S+)\.[a-z]{2,}$", name)]
        letter = rf"[^\W_{_WIDE}]"
        pattern = "|".join(re.escape(_one_line(form).casefold()) for form in forms)
        return re.search(rf"(?<!{letter})(?:{pattern})(?!{letter})", f"{self.title} | {self.text}".casefold()) is not None


def page_of(content: bytes, charset: str) -> Page:
    """Read the bytes of a page; `charset` is the one that the server named."""
    try:
        # The parser gets UTF-8: it would believe a wrong declaration in the page.
        tree = document_fromstring(
            _decoded(content, charset).encode("utf-8", "replace"),
            parser=HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True),
        )
    except (etree.LxmlError, ValueError):
        return Page()
    title = _one_line(" ".join(tree.xpath("string((//title[not(ancestor::svg)])[1])").split()))
    has_scripts = bool(tree.xpath("//script|//iframe|//frame"))
    refresh = _refresh(tree)
    _leave_only_what_is_seen(tree)
    return Page(
        title=title,
        heading=_one_line(str(tree.xpath("string((//h1)[1])"))),
        text=_text(tree),
        has_password=any((field.get("type") or "").lower() == "password" for field in tree.iter("input")),
        has_sign_up=any(map(_is_sign_up, tree.iter("form"))) or any(map(_leads_to_sign_up, tree.iter("a", "button"))),
        has_scripts=has_scripts,
        refresh=refresh,
    )


def _decoded(content: bytes, charset: str) -> str:
    declared = re.search(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]+)", content[:2048], re.I)
    named = charset or (declared[1].decode("ascii", "replace") if declared else "utf-8")
    if re.fullmatch(r"(iso-?8859-?1|latin-?1|us-ascii|ascii)", named, re.I):
        named = "cp1252"  # as browsers do
    try:
        return content.decode(named, "replace")
    except (LookupError, ValueError):
        return content.decode("utf-8", "replace")


def _one_line(text: str) -> str:
    """The text in one line, without control characters and with one way to write each letter."""
    shown = "".join(sign if sign.isprintable() else " " for sign in unicodedata.normalize("NFKC", text))
    return " ".join(shown.split())


def _refresh(tree: Any) -> str:
    for element in tree.xpath("//meta[not(ancestor::noscript)]"):
        match = _REFRESH.match(element.get("content") or "")
        if (element.get("http-equiv") or "").lower() == "refresh" and match:
            return match[2].strip()
    return ""


def _leave_only_what_is_seen(tree: Any) -> None:
    styled = [element for element in tree.xpath("//*[@style]") if _HIDDEN_STYLE.search(element.get("style"))]
    for element in (*tree.xpath(_UNSEEN), *styled):
        if element.getparent() is not None:
            element.drop_tree()


def _text(tree: Any) -> str:
    for element in tree.iter():
        if element.tag == "img":
            element.tail = f" {element.get('alt') or ''} {element.tail or ''}"
        elif element.tag not in _WITHIN_A_WORD:
            element.text = f" {element.text or ''}"
            element.tail = f" {element.tail or ''}"
    return _one_line(str(tree.text_content()))


def _is_sign_up(form: Any) -> bool:
    """Whether a form asks for an email address, and not only for those of people who have a password."""
    known = ("type", "name", "id", "autocomplete")
    fields = [[(field.get(name) or "").lower() for name in known] for field in form.iter("input")]
    if not any("mail" in value for field in fields for value in field):
        return False
    passwords = [field for field in fields if field[0] == "password"]
    return not passwords or any("new-password" in field for field in passwords) or bool(_SIGN_UP.search(_all_words(form)))


def _leads_to_sign_up(link: Any) -> bool:
    return bool(_SIGN_UP.search(f"{link.get('href') or ''} {_all_words(link)}"))


def _all_words(element: Any) -> str:
    return " ".join([str(element.text_content()), *(field.get("value") or "" for field in element.iter("input"))])
