"""The list of everything that templates and hand-written pages can call, for the contributing guide."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from typing import Any

from policykit.catalog.catalog import Catalogue
from policykit.html.components import table
from policykit.html.elements import Element, element
from policykit.rendering.case_functions import CaseFunctions
from policykit.rendering.company_functions import CompanyFunctions
from policykit.rendering.download_functions import FileFunctions
from policykit.rendering.finding_functions import FindingFunctions
from policykit.rendering.page_functions import PageFunctions
from policykit.rendering.policies import PolicyFunctions
from policykit.rendering.policy_page import PolicyPageFunctions
from policykit.rendering.reply_desk import DeskFunctions
from policykit.rendering.reply_functions import ReplyFunctions
from policykit.rendering.request_functions import RequestFunctions, SheetFunctions

CLASSES: dict[str, tuple[type[Any], ...]] = {
    "page": (
        PageFunctions, CaseFunctions, DeskFunctions, FileFunctions, FindingFunctions, RequestFunctions, PolicyPageFunctions,
        CompanyFunctions,
    ),
    "sheet": (SheetFunctions,),
    "policy": (PolicyFunctions,),
    "reply": (ReplyFunctions,),
}  # fmt: skip
"""Kind of template -> the classes whose public methods it can call."""


def functions_of(kinds: dict[str, tuple[type[Any], ...]]) -> dict[str, dict[str, Any]]:
    """Name -> kind of template -> function, by name."""
    found: dict[str, dict[str, Any]] = {}
    for kind, classes in kinds.items():
        for each in classes:
            for name, function in inspect.getmembers(each, inspect.isfunction):
                if not name.startswith("_") and name != "names":
                    found.setdefault(name, {}).setdefault(kind, function)
    return dict(sorted(found.items()))


def meaning(function: Any) -> str:
    """What a function returns: the first paragraph of its docstring."""
    return " ".join((inspect.getdoc(function) or "").partition("\n\n")[0].split())


def template_reference(catalogue: Catalogue, hand_written: type[Any]) -> Element:
    """One row per name: how to call it, what it returns, where it can be called, and a call from the site itself."""
    texts = dict(_texts(catalogue))
    rows = []
    for name, kinds in functions_of({**CLASSES, "hand-written": (hand_written,)}).items():
        function = next(iter(kinds.values()))
        call = element("code", f"{name}({_parameters(function)})")
        example = next((found for kind in kinds if (found := _example(name, texts.get(kind, "")))), "")
        shown = (element("br"), element("small", element("code", example))) if example else ()
        rows.append((call, (meaning(function), *shown), ", ".join(kinds)))
    return element(
        "div", table(["Call", "Meaning, and an example", "Where"], rows), data_example=True, data_search_exclude=True
    )


def _texts(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Kind of template -> all texts of that kind."""
    for kind in CLASSES:
        bodies = (template.body for (code, each, _), template in catalogue.templates.items() if each == kind)
        yield kind, "\n".join(bodies)
    pages = sorted((catalogue.settings.docs / catalogue.source_language.code).rglob("*.md"))
    yield "hand-written", "\n".join(path.read_text(encoding="utf-8") for path in pages)


def _parameters(function: Any) -> str:
    given = list(inspect.signature(function).parameters.values())[1:]
    return ", ".join(
        f"{'*' if p.kind is p.VAR_POSITIONAL else '**' if p.kind is p.VAR_KEYWORD else ''}{p.name}"
        + ("" if p.default is p.empty else f"={p.default!r}")
        for p in given
    )


def _example(name: str, text: str) -> str:
    """The first call of a name in a text, as written there."""
    found = re.search(rf"(?<![\w.]){name}\((?:[^()\n]|\([^()\n]*\))*\)", text)
    return found[0] if found else ""
