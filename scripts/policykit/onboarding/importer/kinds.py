"""Finds the kinds of email that a draft names, as titles with what their sentence says of each.

A kind is an item of a list that a line such as "We send these emails:" introduces, a heading with the details of one kind below
it, or a title with its class in brackets. Only where there are none, sentences are searched for kinds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from policykit.readiness.sentences import denies

from .draft import Draft, Sentence
from .figures import amounts_of
from .stance import Stance
from .words import label, words

_NUMBERED = re.compile(
    r"^\s*(?:(?:e-?mail )?(?:example|sample|beispiel)(?:\s+(?:e-?mail|mail))?\s*(?:\d{1,2}|[A-Z]\b)?\s*[:.–—-]"
    r"|\d{1,2}(?:\.\d{1,2})*[.)]|[A-Z][.)])\s*", re.I
)  # fmt: skip
_CLASS = re.compile(r"\(\s*(?P<class>transactional|marketing|relationship|system(?: notification)?s?)\s*\)\s*$", re.I)
_ASIDE = re.compile(r"\s*\([^)]*\)$", re.I)
_GENERIC = words(
    "a, an, the, of, our, your, for, to, and, with, in, on, e-mail*, mail*, content*, sample*, example*, text, template*, body",
    "message*, format, beispiel*, für, und, mit, notification*, transactional, request*, user*, automated, these, such",
    "promotional, bulk, one time, all, every, each, new, communication*, regular, other, any",
)
KIND_WORDS = words(
    "email*, e-mail*, message*, notification*, notice*, alert*, reminder*, confirmation*, receipt*, invoice*, invit*",
    "newsletter*, digest*, update, updates, verif*, code, codes, password*, reset*, welcome, otp, 2fa, mfa, order*, booking*",
    "registration*, report, reports, announcement*, campaign*, summary, summaries, link, links, onboarding, sign up*, renewal*",
    "statement*, ticket*, authentication, passcode*, cancellation*, activation, warning*",
)
_NO_KIND = words(
    "use case*, volume*, overview, detail*, profile, type*, handling, management, process, compliance, list*, no, not, never",
    "only, bounce*, following, complaint*, unsubscribe*, limit*, rate*, dkim, spf, dmarc, ses, quota, address*, users can",
    "users must, users who, we, our, region, domain, sender, policy, opt in, monitoring, cloudwatch, log*, double, links in",
    "each, every, all, to, from, verified",
)
_MAILS = r"(?:e-?mails?|messages|notifications)"
_LISTS = re.compile(
    rf"\b(?:types?|kinds?|category|categories|examples?) of (?:[\w-]+ ){{0,3}}(?:{_MAILS}|communication)"
    r"|\be-?mail (?:types?|categories|streams|use cases?)\b|\be-?mails?\b.{0,30}\btypes\b|\bcategories are$"
    rf"|^(?:primary )?use cases?$|\bfollowing (?:[\w-]+ ){{0,4}}{_MAILS}|\b(?:we|i|will|to|application|platform"
    rf"|app)\b.{{0,40}}\bsend\b.{{0,40}}$"
    rf"|\b(?:sends?|sending|uses?|requires?|needs?)\b.{{0,60}}\b{_MAILS}\b(?! (?:address|list)).{{0,60}}$"
    r"|\bse?nds?(?: [\w-]+){0,5}$|^(?:what|which)(?: e-?mails?)? (?:we|i) .{0,20}send"
    rf"|^(?:transactional|marketing|automated|system|outgoing)? ?{_MAILS}(?: we send| include| sent)?$", re.I
)  # fmt: skip
_INLINE = re.compile(
    r"\b(?P<what>e-?mails?|messages|notifications|alerts)\b[^.:()]{0,60}?(?P<by>\bsuch as|\bincluding|\blike|\be\.g\.,?"
    r"|\bnamely|\bi\.e\.,?|\(|:| for)\s*(?P<list>[^.()]{8,400})", re.I
)  # fmt: skip
_SENT = (
    re.compile(
        r"\b(?:sends?|sending|receives?) (?:out )?(?:an? |the )?(?P<title>(?:[\w-]+ ){1,3}?(?:e-?mails?|messages?"
        r"|newsletters?|notifications?|reminders?|confirmations?|codes?|receipts?|alerts?|invitations?|links?|digests?|reports?"
        r"|updates?))\b", re.I
    ),
    re.compile(
        r"(?:^|, (?:an? )?)(?P<title>\w[\w-]*(?: [\w-]+){0,3}?) (?:are|is|go|goes|get|gets) (?:only |automatically )?"
        r"(?:out|sent|triggered|to)\b"
    ),
)  # fmt: skip
_PARTS = re.compile(r"\s*[(]|\s+[-–—]\s+|\s+(?=(?:when|after|once|upon|if|sent|to|for|with|that|who|on behalf)\b)|:\s")
WHEN = re.compile(
    r"\b(?P<word>when(?:ever)?|after|once|upon|on(?! behalf| average| our| the| a)|if|as soon as|before|every time)"
    r"\s+(?P<event>[^.;()]{4,200}?)(?=,\s|[.;()]|\sand\s[^.]{0,80}\bwhen\b|$)", re.I
)  # fmt: skip
_TELLS = re.compile(rf"^(?:sent|alerts?|an?|one|messages?|e-?mails?)\b|{WHEN.pattern}", re.I)
"""In the value of a label: says what an email is, or when it is sent."""
_DETAILS = (
    ("purpose", label("purpose, goal, description, what")),
    ("trigger", label("trigger, triggers, triggered by, when, when sent, sent when, timing, example, event")),
    ("recipients", label("recipient, recipients, sent to, to, audience, who, target")),
    ("volume", label("frequency, volume, expected volume, estimated volume, how often")),
    ("from", re.compile(r"(?:(?:primary|default|our|clear) )?(?:from|send(?:er|ing)|sent from)(?: e-?mail)?(?: address)?"
                        r"(?: verified)?\Z", re.I)),
)  # fmt: skip


@dataclass(frozen=True)
class Kind:
    """A kind of email that the draft names: its title and class (or empty), its sentence, and what that says of it."""

    title: str
    of_class: str
    sentence: Sentence
    rest: str = ""
    is_headed: bool = False


def title_of(heading: str) -> tuple[str, str]:
    """Title and class from the heading of an email; both may be empty."""
    match = _CLASS.search(heading)
    title = _NUMBERED.sub("", heading[: match.start()] if match else heading).strip(" :–—-\"'*")
    return _ASIDE.sub("", title), match["class"].lower().split()[0].removesuffix("s") if match else ""


def stems_of(title: str) -> frozenset[str]:
    """The words of a title that are not common to most emails, shortened, so that singular and plural are the same."""
    return frozenset(word[:5] for word in re.findall(r"[\w-]+", _GENERIC.sub(" ", title.lower())) if word.strip("-"))


def detail_of(sentence: Sentence) -> str:
    """The detail of an email that a labeled line has, such as `trigger`; empty for any other."""
    return next((key for key, pattern in _DETAILS if pattern.match(sentence.label)), "")


def kinds_of(draft: Draft) -> list[Kind]:
    """The kinds that the draft lists; else those that its sentences mention."""
    details: dict[tuple[int, str], list[Sentence]] = {}
    for sentence in draft.sentences:
        if sentence.above and detail_of(sentence):
            details.setdefault((sentence.section, sentence.above[0]), []).append(sentence)
    headed = {key: found[0] for key, found in details.items() if len(found) > 1 and _is_kind(title_of(key[1])[0])}
    listed: list[Kind] = []
    said: list[Kind] = []
    for sentence in draft.sentences:
        first = headed.get((sentence.section, sentence.above[0])) if sentence.above else None
        title, of_class = title_of(sentence.label)
        is_item = sentence.kind == "item"
        if first is sentence:
            listed.append(Kind(*title_of(sentence.above[0]), sentence, is_headed=True))
        if first or sentence.stance not in (Stance.CLAIM, Stance.DENIAL, Stance.PLAN, Stance.CONDITION):
            continue
        above = sentence.above[: 1 if sentence.label else 2] if is_item and (sentence.label or not sentence.is_labeled) else ()
        if title and of_class:
            listed.append(Kind(title, of_class, sentence, sentence.text))
        elif any(_LISTS.search(line) for line in above):
            listed += _inline(sentence) or _item(sentence)
        elif _is_kind(title) and (any(amounts_of(sentence, draft.language)) if is_item else _TELLS.search(sentence.value)):
            said.append(Kind(title, "", sentence, sentence.text))
        else:
            said += _inline(sentence) + list(_sent(sentence))
    return listed or said


def _is_kind(title: str) -> bool:
    return bool(KIND_WORDS.search(title)) and not _NO_KIND.search(title) and len(title.split()) <= 8 and bool(stems_of(title))


def _item(sentence: Sentence) -> list[Kind]:
    """The kind that an item of a list of emails names."""
    title, *rest = [sentence.label, sentence.value] if sentence.label else _PARTS.split(sentence.text, maxsplit=1)
    name, of_class = title_of(title.rstrip(".,; "))
    if KIND_WORDS.fullmatch(name) and not stems_of(name) and not sentence.label and len(sentence.text.split()) <= 10:
        # "Notifications to hosts about orders": the first word alone names no email.
        return [Kind(sentence.text.rstrip(".,; "), "", sentence)]
    is_told = sentence.label and not _NO_KIND.search(name) and len(name.split()) <= 6 and WHEN.search(sentence.value)
    is_kind = _is_kind(name) or (is_told and stems_of(name))
    return [Kind(name, of_class, sentence, sentence.text if rest else "")] if is_kind else []


def _inline(sentence: Sentence) -> list[Kind]:
    """The kinds that a sentence lists: "transactional emails such as order confirmations and password resets"."""
    match = _INLINE.search(sentence.text)
    if not match or denies(sentence.text[: match.end()]):
        return []
    parts = [
        re.sub(r"^(?:(?:and|or)\s+)?(?:an?\s+|the\s+)?|\s+(?:e-?mails?|messages)$", "", part.strip())
        for part in re.split(r",|;|\s(?:and|or)\s|/", match["list"])
    ]
    parts = [first if _is_kind(first := _PARTS.split(part, maxsplit=1)[0]) else part for part in parts]
    kinds = [part for part in parts if 0 < len(part.split()) <= 4 and not _NO_KIND.search(part) and stems_of(part)]
    head = sentence.text[: match.start("by")].rstrip()
    is_title = match["by"] in ("(", ":") and len(head) == match.end("what") and re.fullmatch(r"[\w -]*", head)
    if len(kinds) < 2 or not ((sentence.kind == "item" and is_title) or 2 * sum(map(_is_kind, kinds)) >= len(kinds)):
        return []
    return [Kind(part, "", sentence) for part in kinds]


def _sent(sentence: Sentence) -> Iterator[Kind]:
    """The kind that a sentence says is sent: "We send a receipt when ...", "Receipts are sent when ..."."""
    for pattern in _SENT if sentence.stance in (Stance.CLAIM, Stance.PLAN) else ():
        if (match := pattern.search(sentence.text)) and _is_kind(match["title"]) and not match["title"][0].isdigit():
            title = re.sub(r"^(?:an?|the|out|you|them|users?)\s+", "", match["title"], flags=re.I)
            yield Kind(title, "", sentence, sentence.text[match.end() :])
            return
