"""The values that the theme's templates in overrides/ need, and the engine's settings for a site about one product."""

from __future__ import annotations

from typing import Any

from policykit.catalog.addresses import is_shown, page_file
from policykit.catalog.catalog import Catalogue
from policykit.catalog.languages import Language
from policykit.foundation.settings import kit_version
from policykit.html.elements import escape_html, plain
from policykit.model import PageFront

COLORS = "assets/colors.css"
"""The style sheet with the kit's own colors, if it has any."""
OWN_ASSETS = ("favicon.svg", "kit.css", "copy.js", "menu.js", "missing.js")
"""The files of overrides/assets that a site about one product has."""
PICTURE = "social.png"
"""The picture of a shared link, a file in data/ that `make social` makes. A site about one product has none."""


SEARCH_WORDS = ("label", "close", "more", "found", "none", "failed")
"""What the search says."""


def has_picture(catalogue: Catalogue) -> bool:
    """Whether the site has a picture for shared links."""
    return not catalogue.sole_product and (catalogue.settings.data / PICTURE).is_file()


def theme_extra(catalogue: Catalogue, code: str, *, search: bool = False) -> dict[str, Any]:
    """Values for `extra` in the engine's configuration of one language. With `search`, the site gets a search index.

    `alternate` lists the languages with the relative URL from this language's root to theirs, so that the language switch
    stays on the page under any base URL, without JavaScript. `root` is the address of the site, empty if none is set.
    """
    language, sole = catalogue.languages[code], catalogue.sole_product

    def word(of: Language, key: str) -> str:
        return str(of.word(key))  # plain text, because the configuration is written as YAML

    up = "../" * language.root.count("/")
    return {
        "alternate": [
            {
                "lang": other.code,
                "name": other.name,
                "link": up + other.root,
                "root": other.root,
                "missing": word(other, "missing.title"),
                "try": word(other, "missing.text"),
                "home": word(other, "missing.home"),
                "products": "" if sole else word(other, "menu.products"),
            }
            for other in sorted(catalogue.languages.values(), key=lambda other: other is not language)
        ],
        "short_name": "" if sole or not catalogue.kit.short_name else escape_html(plain(catalogue.kit.short_name, language)),
        "kit": {
            "language": code,
            "icon": f"assets/{catalogue.kit.logo or 'favicon.svg'}",
            "root": catalogue.settings.site_url,
            "picture": f"assets/{PICTURE}" if has_picture(catalogue) else "",
            "noindex": catalogue.profile.overlays,
            "search": _search(catalogue, language) if search and not sole else {},
            "untranslated": word(language, "untranslated"),
            "printed": _printed(catalogue, language),
            "footer": escape_html(sole.product.company.name or sole.product.name) if sole else word(language, "footer"),
            "missing": word(language, "missing.title"),
        },
    }


def _search(catalogue: Catalogue, language: Language) -> dict[str, str]:
    """What overrides/assets/search.js says, and the words that it leaves out of a question."""
    fillers = escape_html(" ".join(catalogue.search.fillers).lower())
    return {**{key: str(language.word(f"search.{key}")) for key in SEARCH_WORDS}, "fillers": fillers}


def look(catalogue: Catalogue, code: str) -> dict[str, Any]:
    """The engine's settings that data/kit.yml decides: name, description and logo of the site in one language."""
    kit, language = catalogue.kit, catalogue.languages[code]
    return {
        "site_name": escape_html(plain(kit.name, language)),  # the theme prints it as it is
        "site_description": plain(kit.description, language),
        "theme": {"logo": f"assets/{kit.logo}"} if kit.logo else {},
    }


def colors_css(catalogue: Catalogue) -> str:
    """The style sheet with the kit's own colors; empty if it has none."""
    if not catalogue.kit.colors:
        return ""
    names = ("primary-fg-color", "primary-fg-color--dark", "accent-fg-color", "typeset-a-color")

    def rule(selector: str, color: str) -> str:
        return f"{selector} {{ {' '.join(f'--md-{name}: {color};' for name in names)} }}"

    dark = rule('[data-md-color-scheme="slate"]', catalogue.kit.colors.dark)
    return f"{rule('[data-md-color-scheme]', catalogue.kit.colors.light)}\n@media screen {{ {dark} }}\n"


def _printed(catalogue: Catalogue, language: Language) -> str:
    """What is below a printed page: its date, and the version of the kit unless the site is a company's own."""
    day = language.date(catalogue.settings.as_of)
    if catalogue.sole_product:
        return str(language.word("printed.date", date=day))
    return str(language.word("printed.version", date=day, version=kit_version()))


def own_settings(catalogue: Catalogue, code: str) -> dict[str, Any]:
    """The engine's settings that differ for a site about one product; empty for any other site.

    It has the product's name, a nav of all its pages as tabs, and no search, because all its pages are in the nav.
    """
    if not catalogue.sole_product:
        return {}
    product = catalogue.sole_product.product
    nav = []
    for kind in catalogue.template_ids("page"):
        front = catalogue.template(code, "page", kind)[0].front
        if is_shown(catalogue, kind) and isinstance(front, PageFront):
            nav.append({front.title: page_file(kind)})
    return {
        "site_name": escape_html(product.name),  # the theme prints it as it is
        "site_description": plain(product.summary, catalogue.languages[code]),
        "repo_url": "",
        "nav": nav,
        "not_in_nav": "",
        "extra_javascript": [{"path": f"assets/{name}", "type": "module"} for name in ("copy.js", "menu.js")],
        "theme": {"features": ["navigation.tabs", "navigation.top", "toc.follow", "content.tooltips"]},
    }
