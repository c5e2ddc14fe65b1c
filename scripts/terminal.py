"""The questions of `new_product.py` in a terminal. `policykit.onboarding.interview` decides what to ask and what fits."""

from __future__ import annotations

from collections.abc import Callable

import questionary

from policykit.catalog.catalog import Catalogue
from policykit.foundation.reports import plural
from policykit.onboarding.answers import Answers, slug_fault
from policykit.onboarding.interview import Prompt, answer, prompts, remaining
from policykit.onboarding.json_schema import examples_by_path

BACK = "<"
_HELP = """Press Enter after each answer. Leave a field empty if you do not know the answer.
`<` goes back to the previous question. Ctrl-C stops and saves your answers."""


class Stopped(Exception):
    """Ctrl-C, or the end of input."""


def ask_slug(catalogue: Catalogue) -> str:
    """The slug of a new product; asks until it can be used. Raises `Stopped`."""

    def fault(text: str) -> bool | str:
        found = slug_fault(catalogue, text.strip())
        return f"{found[0]}: {found[1]}" if found else True

    try:
        words = "The product's name in web addresses (slug), such as my-product:"
        slug = questionary.text(words, validate=fault).unsafe_ask()
    except (KeyboardInterrupt, EOFError):
        raise Stopped from None
    return str(slug).strip()


def ask_all(
    catalogue: Catalogue, answers: Answers, keep: Callable[[], None], left: Callable[[], list[Prompt]] | None = None
) -> None:
    """Ask everything that is not answered yet, or what `left` returns; calls `keep` after each answer. Raises `Stopped`."""
    print(_HELP)
    shown = examples_by_path(catalogue.example.source.tree)
    before: list[Answers] = []
    heading = ""
    while open_now := left() if left else prompts(catalogue, answers):
        prompt = open_now[0]
        if heading != (heading := _heading(prompt)):
            print(f"\n{heading}  ({_count(open_now)})")
        try:
            given = _asked(catalogue, answers, prompt, shown.get(prompt.field.path))
        except (KeyboardInterrupt, EOFError):
            raise Stopped from None
        if given == BACK:
            if before:
                last = before.pop()
                answers.tree, answers.skipped = last.tree, last.skipped
            continue
        before.append(answers.copy())
        answer(catalogue, answers, prompt, given)
        keep()


def _heading(prompt: Prompt) -> str:
    of = f": {prompt.record[-2]} {prompt.element}" if prompt.record else ""
    return f"{prompt.heading}{of}"


def _count(left: list[Prompt]) -> str:
    here, after = remaining(left)
    return f"{plural(here, 'question')} here, then {after}" if here else f"{plural(after, 'question')} left"


def _asked(catalogue: Catalogue, answers: Answers, prompt: Prompt, example: object) -> str:
    field = prompt.field
    if prompt.is_more:
        number = prompt.element
        words = f"{'Add another' if number > 1 else 'Add one'}? {prompt.field.path.removesuffix('[]')} - {field.description}"
        chosen = questionary.select(words, choices=["yes", "no", BACK], default="yes" if number == 1 else "no").unsafe_ask()
        return str(chosen)
    words = f"{prompt.path} - {field.description}{' (required)' if prompt.is_required else ''}"
    if field.choices or field.kind == "Flag":
        options = [*(field.choices or ("true", "false")), *([] if prompt.is_required else ["not known"]), BACK]
        chosen = str(questionary.select(words, choices=options).unsafe_ask())
        return "" if chosen == "not known" else chosen

    def fits(text: str) -> bool | str:
        if text.strip() == BACK:
            return True
        wanted = answer(catalogue, answers.copy(), prompt, text)
        return f"expected {wanted}" if wanted else True

    shown = example[0] if isinstance(example, list) else example
    shown = shown.get("en") if isinstance(shown, dict) else shown
    long = isinstance(shown, str) and "\n" in shown
    if shown is not None:
        print(f"  for example: {str(shown).splitlines()[0]}{' ...' if long else ''}")
    end = " (press Esc, then Enter, to finish)" if long else ""
    return str(questionary.text(f"{words}{end}:", validate=fits, multiline=long).unsafe_ask())
