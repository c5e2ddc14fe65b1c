"""What every reply of every product has in common: each test looks at all of them and names those that differ."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from functools import cache

from projects import PRODUCT, examples, needs, settings

from policykit.catalog.catalog import Entry
from policykit.catalog.loader import load
from policykit.foundation.diagnostics import SEVERITIES
from policykit.model import Product, validate
from policykit.model.paths import texts_of
from policykit.model.view import UNLISTED
from policykit.readiness.claims import FactState, claims_of
from policykit.readiness.coverage import coverage
from policykit.readiness.sentences import sentences
from policykit.rendering import blanks
from policykit.site.session import session_of
from policykit.yamlio.reader import parse_yaml

CATALOGUE = load(settings())
SESSION = session_of(CATALOGUE)


def made_up() -> Entry:
    """The made-up product of the small project."""
    source = parse_yaml(PRODUCT, "tidepool.yml")
    context = {"languages": list(CATALOGUE.languages), "regions": frozenset(CATALOGUE.ses.regions)}
    return Entry("tidepool", validate(Product, source, context), source)


ENTRIES = {**examples(CATALOGUE), "tidepool": made_up()}
NONE = "(no file)"
"""A product without a file."""
REPLIES = [(slug, reply) for slug in (*ENTRIES, NONE) for reply in CATALOGUE.template_ids("reply")]


@cache
def body(slug: str, reply: str) -> str:
    return SESSION.replies.unlisted(reply).text() if slug == NONE else SESSION.replies.text(ENTRIES[slug], reply)


def product(slug: str) -> Product:
    return UNLISTED if slug == NONE else ENTRIES[slug].product


@cache
def without_samples(slug: str, reply: str) -> str:
    """The reply without names and sample mails (they are indented), which may have any character."""
    text = re.sub(r"^    .*$", "", body(slug, reply), flags=re.MULTILINE)
    return text.replace(product(slug).name or "", "")


def wrong(look: Callable[[str, str], object]) -> dict[str, object]:
    """What `look(slug, reply)` finds wrong, for each reply where it finds anything."""
    assert len(REPLIES) >= 16
    return {f"{slug}: {reply}": found for slug, reply in REPLIES if (found := look(slug, reply))}


def test_a_reply_fits_into_one_message_of_a_case():
    limit = CATALOGUE.ses.numbers["case-characters"].value
    assert wrong(lambda *which: max(len(body(*which)) - limit, 0)) == {}


def test_a_reply_is_ascii_outside_names_and_samples():
    assert wrong(lambda *which: re.findall(r"[^\x00-\x7f]", without_samples(*which))) == {}


def test_a_reply_has_no_marks_of_markdown():
    marks = re.compile(r"\*\*|__|^#+ |`|^\|.*\|$|^> ", re.MULTILINE)
    assert wrong(lambda *which: marks.findall(without_samples(*which))) == {}


def test_a_reply_answers_the_questions_of_its_blocks_in_the_order_of_aws():
    def other_headings(slug: str, reply: str) -> object:
        blocks = re.findall(r"{% block (\w+) %}", CATALOGUE.template("en", "reply", reply)[0].body)
        found = re.findall(r"^\d+\. (.+)$", without_samples(slug, reply), re.MULTILINE)
        wanted = [question.heading for question in CATALOGUE.questions if question.id in blocks]
        return found != wanted and (found, wanted)

    assert wrong(other_headings) == {}


def test_a_reply_numbers_its_answers_without_a_gap():
    def numbers(slug: str, reply: str) -> object:
        found = re.findall(r"^(\d+)\. ", without_samples(slug, reply), re.MULTILINE)
        return found != [str(number) for number in range(1, len(found) + 1)] and found

    assert wrong(numbers) == {}


def test_a_reply_greets():
    assert wrong(lambda *which: None if body(*which).startswith("Hello,\n") else body(*which)[:40]) == {}


def unfinished(product: Product) -> Iterator[str]:
    """The texts of what is planned, or was never done."""
    for mechanism in (product.handling.named if product.handling else {}).values():
        if mechanism.planned:
            yield mechanism.planned.root["en"]
        if not mechanism.is_in_place:
            yield from (part.root["en"] for part in (mechanism.action, mechanism.mechanism) if part)
    for claims in (product.content, product.sending, product.security, product.lists.hygiene if product.lists else ()):
        yield from (claim.text.root["en"] for claim in claims if not claim.status.is_in_place)


def test_a_reply_states_nothing_that_is_planned_or_absent():
    texts = {slug: list(unfinished(entry.product)) for slug, entry in ENTRIES.items()}
    assert any(texts.values())
    assert wrong(lambda slug, reply: [text for text in texts.get(slug, ()) if text in body(slug, reply)]) == {}


def test_a_reply_states_no_claim_that_is_planned_or_contradicted():
    texts = {
        slug: {
            text.root["en"]
            for claim in claims_of(entry.view).values()
            if claim.state in (FactState.PLANNED, FactState.CONTRADICTED)
            for _, text in texts_of(claim.value)
        }
        for slug, entry in ENTRIES.items()
    }
    assert any(texts.values())
    assert wrong(lambda slug, reply: [text for text in texts.get(slug, ()) if text in body(slug, reply)]) == {}


def test_what_listbackups_own_checklist_leaves_open_is_not_stated():
    needs("listbackup")
    claimed = re.compile(r"\bSNS\b|\bremoved?\b|suppress|\bDKIM|\bSPF\b", re.I)
    marks = blanks.marks(CATALOGUE, product("listbackup"))

    def stated(slug: str, reply: str) -> list[str]:
        pieces = blanks.split(body(slug, reply), marks)
        return claimed.findall(" ".join(piece for piece, name in pieces if not name))

    assert {reply: found for reply in CATALOGUE.template_ids("reply") if (found := stated("listbackup", reply))} == {}


def test_a_reply_says_nothing_twice():
    def twice(slug: str, reply: str) -> list[str]:
        # A sentence with a blank is not finished yet.
        marks = blanks.marks(CATALOGUE, product(slug))
        text = "".join("\0" if name else piece for piece, name in blanks.split(without_samples(slug, reply), marks))
        found = Counter(said for line in text.splitlines() if not line.endswith(":") for said in sentences(line.lstrip("- ")))
        return [said for said, times in found.items() if times > 1 and "\0" not in said]

    assert wrong(twice) == {}


# Open facts and their blanks

STANDARD = "more-information"


def open_facts(entry: Entry, severities: Collection[str] = SEVERITIES) -> set[tuple[str, str]]:
    """Each fact that a product does not state, with the stream that lacks it (empty for others)."""
    ids = [stream.id for stream in entry.product.streams]
    return {
        (fact.needed.path, ids[int(index[1])] if (index := re.match(r"streams\[(\d+)\]", place)) else "")
        for item in coverage(CATALOGUE.questions, entry.view)
        for fact in item.facts
        for place, state in fact.places
        if state is not FactState.STATED
        if fact.needed.severity in severities
    }


def open_blanks(entry: Entry) -> set[tuple[str, str]]:
    """The field and the stream (empty for others) of each open blank in the reply to AWS's usual questions."""
    names = blanks.open_blanks(body(entry.slug, STANDARD), blanks.marks(CATALOGUE, entry.product))
    fields = {(blanks.blank_of(CATALOGUE, name).path, name.partition(".")[2]) for name in names}
    return {(path, stream) for path, stream in fields if path}


def is_same(fact: tuple[str, str], blank: tuple[str, str]) -> bool:
    """Whether one path leads to the other; a blank without a stream stands for all of them."""
    paths = [re.split(r"\.|(?=\[)", path) for path in (fact[0], blank[0])]
    return all(a == b for a, b in zip(*paths, strict=False)) and blank[1] in ("", fact[1])


def test_every_fact_without_which_aws_may_refuse_has_a_blank():
    missing = {
        entry.slug: lacking
        for entry in ENTRIES.values()
        if (
            lacking := {
                fact for fact in open_facts(entry, ["error"]) if not any(is_same(fact, blank) for blank in open_blanks(entry))
            }
        )
    }
    assert missing == {}


def test_every_blank_of_the_file_belongs_to_a_fact_that_is_not_stated():
    idle = {
        entry.slug: needless
        for entry in ENTRIES.values()
        if (needless := {blank for blank in open_blanks(entry) if not any(is_same(fact, blank) for fact in open_facts(entry))})
    }
    assert idle == {}


# Form


def test_a_reply_has_no_future_tense_outside_samples():
    future = re.compile(r"\b(?:will|shall|going to|plan to|intend to|soon)\b")
    assert wrong(lambda *which: future.findall(without_samples(*which))) == {}


def test_a_reply_has_no_placeholder_but_declared_ones():
    marks = blanks.marks_in_all_languages(CATALOGUE)
    assert wrong(lambda *which: set(re.findall(r"\[[^\]\n]+\]", without_samples(*which))) - marks) == {}


def test_a_reply_has_no_two_empty_lines_and_no_space_at_the_end_of_a_line():
    assert wrong(lambda *which: re.findall(r"\n\n\n|[ \t]+$", body(*which), re.MULTILINE)) == {}


def test_a_reply_ends_with_the_end_of_a_line():
    assert wrong(lambda *which: not body(*which).endswith("\n")) == {}
