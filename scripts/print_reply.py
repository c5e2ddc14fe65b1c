"""Print a reply to AWS: `python scripts/print_reply.py <slug> <reply> [--question ID] [--set name=value] [--record]`.

`print_reply.py <slug> --next [--production-access yes|no] [--review STATUS] [--case open|closed|none]` prints what to do next.
In the internal profile, the state is by default what `verify.py --ses` saw last.

Standard output gets exactly the bytes of the reply's text file, with the blanks from `--set` filled in. Standard error lists
what is left to do. Exits 0; 1 on errors, or if a reply to record still has open blanks; 2 on a usage error.
"""

from __future__ import annotations

import argparse
import difflib
import sys
from collections.abc import Collection, Sequence
from pathlib import Path

from environment import UsageError, current_settings, exit_code, profile_help
from new_file import write_new
from policykit.catalog import sent_log
from policykit.catalog.catalog import Catalogue
from policykit.catalog.loader import load
from policykit.foundation.settings import Settings
from policykit.html.elements import plain
from policykit.model import STATE_INPUTS, AccountState
from policykit.readiness.evidence import account_state, newest_account
from policykit.readiness.next_steps import Undecided, next_step, step_of
from policykit.rendering import blanks
from policykit.rendering.reply import UNANSWERED, WARN_AT, Extra, Reply, heading_of
from policykit.site.api import communication_json
from policykit.site.session import session_of

STATE_OPTIONS = {"--production-access": "production_access", "--review": "review", "--case": "case"}
"""Option -> input of the next step."""
STATE_HELP = {name: str(AccountState.model_fields[name].description) for name in STATE_INPUTS}


def arguments_of(given: list[str] | None) -> argparse.Namespace:
    """The parsed command line; exits with 2 on a usage error."""
    parser = argparse.ArgumentParser(prog="print_reply.py", description="Print a reply to AWS.")
    parser.add_argument("slug", help="product: the name of its file in data/products")
    parser.add_argument("reply", nargs="?", help="reply: the name of its file in docs/templates/en/reply")
    parser.add_argument(
        "--question",
        dest="chosen",
        action="append",
        metavar="ID",
        help="answer only this question; repeat for more questions, in the order of the answers",
    )
    parser.add_argument(
        "--extra",
        dest="chosen",
        action="append",
        type=extra_of,
        metavar="QUESTION=ANSWER",
        help="add a question in AWS's own words; without an answer, the reply contains a blank",
    )
    parser.add_argument(
        "--set", action="append", default=[], metavar="NAME=VALUE", help="fill in a blank; repeat for more blanks"
    )
    parser.add_argument("--profile", help=profile_help())
    parser.add_argument("--format", choices=["text", "json"], default="text", help="json: input for add-communication-to-case")
    parser.add_argument("--record", action="store_true", help="save the text in the private folder, as sent today")
    state = parser.add_argument_group(
        "next step",
        "state of the account; by default, what was seen last (internal profile), else what the product's stage implies",
    )
    state.add_argument("--next", action="store_true", help="print what to do next instead of a reply")
    for option, name in STATE_OPTIONS.items():
        to_case = str.upper if name == "review" else str.lower
        state.add_argument(option, dest=name, type=to_case, choices=STATE_INPUTS[name], help=STATE_HELP[name])
    parsed = parser.parse_args(given)
    if parsed.next and (parsed.reply or parsed.chosen or parsed.set or parsed.record or parsed.format != "text"):
        parser.error("--next does not print a reply: leave out the reply and its options")
    if not parsed.next and any(getattr(parsed, name) for name in STATE_INPUTS):
        parser.error(f"{', '.join(STATE_OPTIONS)} can only be used with --next")
    if not parsed.next and not parsed.reply:
        parser.error("name a reply, or use --next")
    return parsed


def known(what: str, name: str, names: Collection[str], where: str = "") -> str:
    """`name`, if it is one of `names`. Raises `UsageError` with similar names and with all of them."""
    if name in names:
        return name
    close = difflib.get_close_matches(name, names, n=3)
    hint = f" (did you mean {' or '.join(close)}?)" if close else ""
    raise UsageError(f"there is no {what} `{name}`{where}{hint}; use one of: {', '.join(names) or '(none exist)'}")


def extra_of(argument: str) -> Extra:
    """A question in AWS's own words, from `question=answer`. Raises `argparse.ArgumentTypeError` if there is no question."""
    # A question may contain `=`; after its question mark, the answer begins.
    question, mark, answer = argument.partition("?=")
    question = f"{question}?" if mark else question
    if not mark:
        question, _, answer = argument.partition("=")
    if not heading_of(question):
        raise argparse.ArgumentTypeError("write the question before the `=`")
    return Extra(heading_of(question), blanks.clean(answer))


def chosen(reply: Reply, name: str, asked: Sequence[str | Extra], unanswered: str) -> list[str | Extra]:
    """The requested answers in the order given; if no question of the reply is requested, all of its questions come first.

    `unanswered` is printed where an extra question has no answer. Raises `UsageError`.
    """
    answered = [question.id for question, _ in reply.answers]
    ids = [known("question", item, answered, f" in the reply {name}") for item in asked if isinstance(item, str)]
    items = [item if isinstance(item, str) else Extra(item.heading, item.answer or unanswered) for item in asked]
    once = {item if isinstance(item, str) else item.heading: item for item in reversed(items if ids else [*answered, *items])}
    return list(once.values())[::-1]


def values_of(settings: Collection[str], blanks: Collection[str], where: str) -> dict[str, str]:
    """Blank -> value, from `name=value`. Raises `UsageError` for other forms, and for a blank that the reply does not have."""
    values = {}
    for setting in settings:
        name, sign, value = setting.partition("=")
        if not sign:
            raise UsageError(
                f"--set {setting} has no `=`: write name=value; the open blanks{where} are: {', '.join(blanks) or '(none)'}"
            )
        values[known("blank", name, blanks, where)] = value
    return values


def confirmed(catalogue: Catalogue, values: dict[str, str]) -> dict[str, str]:
    """The same values; a confirmation that is set to `yes` becomes its sentence. Raises `UsageError` for any other value."""
    found = dict(values)
    for name, value in values.items():
        blank = blanks.blank_of(catalogue, name)
        if blank.kind == "confirmation":
            found[name] = plain(blank.label, catalogue.source_language)
            if value != "yes":
                raise UsageError(f"`{name}` confirms a sentence; write --set {name}=yes once it is true: {found[name]}")
    return found


def text_of(catalogue: Catalogue, given: argparse.Namespace) -> tuple[str, list[str]]:
    """The requested reply with its blanks filled in, and the blanks left open.

    Raises `UsageError`, and `Invalid` for a broken template.
    """
    entry = catalogue.products[known("product", given.slug, catalogue.products)]
    marks = blanks.marks(catalogue, entry.product)
    name = known("reply", given.reply, catalogue.template_ids("reply"))
    reply = session_of(catalogue).replies.parts(entry, name)
    values = confirmed(catalogue, values_of(given.set, blanks.open_blanks(reply.text(), marks), f" in the reply {name}"))
    unanswered = catalogue.source_language.blank(catalogue.blanks[UNANSWERED])
    items = chosen(reply, name, given.chosen or (), unanswered)
    # Filled and counted before AWS's words and the sender's are in it, so that nothing in them is taken for a blank.
    own = reply.text(item for item in items if isinstance(item, str))
    left = [blank for blank in blanks.open_blanks(own, marks) if blanks.clean(values.get(blank, "")) in ("", *marks)]
    if any(item.answer == unanswered for item in items if isinstance(item, Extra)):
        left.append(UNANSWERED)
    return reply.changed(lambda text: blanks.fill(text, values, marks)).text(items, catalogue.settings.today), left


def to_fill_in(open_blanks: Collection[str]) -> str:
    """The open blanks, each with the option that fills it."""
    named = ", ".join(name for name in open_blanks if name != UNANSWERED)
    options = [f"{named} (--set name=value)"] if named else []
    return ", ".join([*options, *([f"{UNANSWERED} (--extra question=answer)"] if UNANSWERED in open_blanks else [])])


def warnings(catalogue: Catalogue, text: str, open_blanks: Collection[str]) -> list[str]:
    """What is left to do before the text can be sent."""
    number, limit = catalogue.source_language.number, catalogue.ses.numbers["case-characters"].value
    left = [f"fill in these blanks: {to_fill_in(open_blanks)}"] if open_blanks else []
    if len(text) > limit:
        left.append(
            f"{number(len(text))} characters: too long for one message (limit: {number(limit)}); shorten or split the text"
        )
    elif len(text) >= float(limit) * WARN_AT:
        left.append(f"{number(len(text))} characters: close to the limit of {number(limit)} for one message")
    return left


def record(text: str, settings: Settings, slug: str, reply: str) -> Path:
    """Save a text as sent today; returns where. Nothing is overwritten, and no partial file is left. Raises `OSError`."""
    number = 1
    while True:
        path = settings.private / sent_log.FOLDER / slug / sent_log.file_name(settings.today, reply, number)
        try:
            write_new(path, text.encode())
        except FileExistsError:
            number += 1
        else:
            return path


def print_next_step(catalogue: Catalogue, given: argparse.Namespace) -> None:
    """Print what to do next, with reply and guide. Raises `UsageError`, also if the state that was given does not decide it."""
    product = catalogue.products[known("product", given.slug, catalogue.products)].view
    look, asked = newest_account(product), AccountState(**{name: getattr(given, name) for name in STATE_INPUTS})
    seen = account_state(product)
    state = AccountState(**{name: getattr(given, name) or getattr(seen, name) for name in STATE_INPUTS})
    try:
        steps = catalogue.next_steps
        step = next_step(steps, product.stage, state) if asked != AccountState() else step_of(steps, product)
    except Undecided as undecided:
        wanted = (
            f"{option} {'|'.join(STATE_INPUTS[name])}" for option, name in STATE_OPTIONS.items() if name in undecided.missing
        )
        raise UsageError(f"the next step also depends on the state of the account: add {' and '.join(wanted)}") from None
    if look and look.day:
        print(f"state of the account: as seen in {look.region} on {look.day}", file=sys.stderr)
    print(plain(step.text, catalogue.source_language))
    for label, value in (("reply", step.reply), ("guide", step.guide)):
        if value:
            print(f"{label}: {value}")


def print_reply(given: argparse.Namespace) -> int:
    """Print, and record if requested; returns the exit code."""
    settings = current_settings(given.profile)
    catalogue = load(settings)
    if given.next:
        print_next_step(catalogue, given)
        return 0
    text, open_blanks = text_of(catalogue, given)
    if given.record and open_blanks:
        print(f"not recorded: fill in these blanks first: {to_fill_in(open_blanks)}", file=sys.stderr)
        return 1
    for line in warnings(catalogue, text, open_blanks):
        print(line, file=sys.stderr)
    if given.record:
        try:
            path = record(text, settings, given.slug, given.reply)
        except OSError as error:
            print(f"not recorded: {error}", file=sys.stderr)
            return 1
        print(f"recorded in {settings.shown(path)}", file=sys.stderr)
    sys.stdout.buffer.write((communication_json(text) if given.format == "json" else text).encode())
    sys.stdout.flush()
    return 0


def main(arguments: list[str] | None = None) -> int:
    """Run the command; returns the exit code."""
    given = arguments_of(arguments)
    return exit_code(lambda: print_reply(given))


if __name__ == "__main__":
    sys.exit(main())
