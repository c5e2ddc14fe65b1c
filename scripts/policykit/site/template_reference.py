"""The list of everything that templates and hand-written pages can call, for the contributing guide."""

from __future__ import annotations

import inspect
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from policykit.catalog.catalog import Catalogue
from policykit.foundation.text_files import read_text
from policykit.html.elements import Element, element
from policykit.rendering.case_functions import CaseFunctions
from policykit.rendering.company_functions import CompanyFunctions
from policykit.rendering.download_functions import FileFunctions
from policykit.rendering.evidence_functions import EvidenceFunctions
from policykit.rendering.finding_functions import FindingFunctions
from policykit.rendering.page_functions import PageFunctions
from policykit.rendering.policies import PolicyFunctions
from policykit.rendering.policy_page import PolicyPageFunctions
from policykit.rendering.reply_desk import DeskFunctions
from policykit.rendering.reply_functions import ReplyFunctions
from policykit.rendering.request_functions import RequestFunctions, SheetFunctions
from policykit.rendering.setup_functions import SetupFunctions

CLASSES: dict[str, tuple[type[Any], ...]] = {
    "page": (
        PageFunctions, CaseFunctions, DeskFunctions, FileFunctions, EvidenceFunctions, FindingFunctions, RequestFunctions,
        PolicyPageFunctions, CompanyFunctions, SetupFunctions,
    ),
    "sheet": (SheetFunctions,),
    "policy": (PolicyFunctions,),
    "reply": (ReplyFunctions,),
}  # fmt: skip
"""Kind of template -> the classes whose public methods and properties it can use."""


def members_of(each: type[Any]) -> dict[str, Any]:
    """Name -> function or property that a class gives templates."""
    members = inspect.getmembers(each, lambda member: inspect.isfunction(member) or isinstance(member, property))
    return {name: member for name, member in members if not name.startswith("_") and name != "names"}


def names_of_templates() -> dict[str, dict[str, Any]]:
    """Name -> kind of template -> function or property."""
    found: dict[str, dict[str, Any]] = defaultdict(dict)
    for kind, classes in CLASSES.items():
        for each in classes:
            for name, member in members_of(each).items():
                found[name].setdefault(kind, member)
    return found


def meaning(member: Any) -> str:
    """What a function returns or a name means: the first paragraph of its docstring."""
    return " ".join((inspect.getdoc(member) or "").partition("\n\n")[0].split())


def template_reference(catalogue: Catalogue, hand_written: Mapping[str, Any]) -> Element:
    """One entry per name and way to call it: what it returns, where it can be called, and a call from the site itself."""
    names = names_of_templates()
    for name, function in hand_written.items():
        names[name]["hand-written"] = function
    texts, rows = dict(_texts(catalogue)), list[Element]()
    for name, kinds in sorted(names.items()):
        calls: dict[str, list[str]] = defaultdict(list)
        for kind, member in kinds.items():
            calls[_call(name, member)].append(kind)
        for call, where in calls.items():
            example = next((found for kind in where if (found := _example(name, texts[kind]))), "")
            shown = (element("code", example), " · ") if example else ()
            small = element("small", *shown, ", ".join(where))
            rows += [element("dt", element("code", call)), element("dd", meaning(kinds[where[0]]), element("br"), small)]
    return element("dl", *rows, class_="kit-fields", data_example=True, data_search_exclude=True)


def _texts(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Kind of template -> all texts of that kind."""
    for kind in CLASSES:
        bodies = (template.body for (code, each, _), template in catalogue.templates.items() if each == kind)
        yield kind, "\n".join(bodies)
    pages = sorted((catalogue.settings.docs / catalogue.source_language.code).rglob("*.md"))
    yield "hand-written", "\n".join(read_text(path, catalogue.settings.shown(path)) for path in pages)


def _call(name: str, member: Any) -> str:
    """A name with its parameters, if it has any."""
    if isinstance(member, property):
        return name
    given = [parameter for parameter in inspect.signature(member).parameters.values() if parameter.name != "self"]
    parameters = ", ".join(
        f"{'*' if p.kind is p.VAR_POSITIONAL else '**' if p.kind is p.VAR_KEYWORD else ''}{p.name}"
        + ("" if p.default is p.empty else f"={p.default!r}")
        for p in given
    )
    return f"{name}({parameters})"


def _example(name: str, text: str) -> str:
    """The first call of a name in a text, as written there."""
    found = re.search(rf"(?<![\w.]){name}\((?:[^()\n]|\([^()\n]*\))*\)", text)
    return found[0] if found else ""
