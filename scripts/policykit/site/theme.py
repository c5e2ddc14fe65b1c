"""The values that the theme's templates in overrides/ need: languages and a few texts."""

from __future__ import annotations

from typing import Any

from policykit.catalog.catalog import Catalogue
from policykit.catalog.languages import Language


def theme_extra(catalogue: Catalogue, code: str) -> dict[str, Any]:
    """Values for `extra` in the engine's configuration of one language.

    `alternate` lists the languages with the relative URL from this language's root to theirs, so that the language switch
    stays on the page under any base URL, without JavaScript.
    """
    language = catalogue.languages[code]

    def word(of: Language, key: str) -> str:
        return str(of.word(key))  # plain text, because the configuration is written as YAML

    up = "../" * language.root.count("/")
    return {
        "alternate": [
            {
                "lang": other.code,
                "name": other.name,
                "link": up + other.root,
                "home": word(other, "missing.home"),
                "products": word(other, "menu.products"),
            }
            for other in catalogue.languages.values()
        ],
        "kit": {
            "language": code,
            "profile": catalogue.profile_id,
            "untranslated": word(language, "untranslated"),
            "footer": word(language, "footer"),
            "missing": {"title": word(language, "missing.title"), "text": word(language, "missing.text")},
        },
    }
