"""Finds the streams: the kinds of email that a draft names, each with trigger, recipients, frequency, sender and sample.

A kind is an item of a list that a line such as "We send these emails:" introduces, a heading with the details of one kind below
it, or a title with its class in brackets. Only where there are none, sentences are searched for kinds; a sample without one of
these becomes a stream of its own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import parseaddr

from policykit.readiness.sentences import denies

from .draft import DERIVED, LABELED, Draft, Found, Item, Known, Place, Sentence, Taken, Unsure, language_of, place_of
from .facts import MARKETING, class_of_all
from .figures import amounts_of
from .lines import SHOWS, SampleBlock, plain
from .stance import Stance
from .words import holds_personal, is_personal, label, mailboxes_in, words

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
LONGEST_ID = 60
_AFTER = ("after", "upon", "on", "before")
"""Words that stay part of the event; "when" and its like do not."""
_SENT_TO = re.compile(r"(?:only )?sent (?:only )?to (?P<who>[^.;]{4,150})", re.I)
_SENDER = re.compile(
    r"(?:\b(?i:sender|absender|from address|from)\s*:|\bFrom|\b[Ss]en[dt]s? from"
    r"|\b[Ss]ender(?: e-?mail)?(?: address)? (?:is|will be))\s*(?:[\w .\"]{1,40}<)?$"
)
_STATED = (Stance.CLAIM, Stance.PLAN, Stance.DENIAL)
_ACTORS = (
    ("schedule", words("daily, weekly, monthly, schedule*, every week, hours before, expir*")),
    ("admin", words("admin*, operator, our team, staff, we")),
    ("other_user", words("another, other, creator, invites, provider")),
    ("recipient", words(
        "user*, member*, customer*, client*, they, someone, visitor*, guest*, parent*, subscriber*, buyer*, student*",
        "people, account, sign*, log*, register*, registration*, subscri*, purchase*, order*, request*")),
)  # fmt: skip
_BRACKETS = re.compile(r"\[([^\[\]\n]{1,60})\]")
_PLACEHOLDER = re.compile(
    r"\{\{\{?\s*([^{}\n]{1,60}?)\s*\}?\}\}|\$\{\s*([^{}\n]{1,60}?)\s*\}|\{%\s*([^%{}\n]{1,60}?)\s*%\}"
    r"|\{([A-Za-z][\w .-]{0,40})\}|<([A-Za-z][\w .-]{1,40})>|%([A-Za-z_]{2,30})%"
)


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


def find(draft: Draft, _known: Known) -> Iterator[Found]:
    """The streams that the draft names, with what it says of each, and the samples."""
    of_all = class_of_all(draft)
    streams: dict[str, frozenset[str]] = {}
    lists: dict[str, tuple[str, ...]] = {}
    for kind in kinds_of(draft):
        sentence, title, stems = kind.sentence, kind.title[:1].upper() + kind.title[1:], stems_of(kind.title)
        is_marketing = MARKETING.search(title) or re.search(r"\b(?:campaigns?|offers?|digest)\b", title, re.I)
        is_transactional = of_all or KIND_WORDS.search(title)
        of_class = kind.of_class or ("marketing" if is_marketing else "transactional" if is_transactional else "")
        # Items of the same list are different emails, unless their titles have the same words.
        around = sentence.above if sentence.kind == "item" else ()
        others = [known for other, known in streams.items() if not around or lists[other] != around or known == stems]
        if any(stems and (stems <= known or known <= stems) for known in others):
            continue
        if draft.language != "en" or not (name := stream_id(title)) or not of_class:
            yield sentence.left("streams", "its title must be English and name an email that is transactional or marketing")
            continue
        streams[name], lists[name] = stems, around
        place = place_of("streams", Item(name))
        line = _title_line(draft, sentence.line, title) if kind.is_headed else sentence.line
        for key, value in (("id", name), ("title", title), ("class", of_class)):
            yield Taken((*place, key), value, line, rank=LABELED)
        yield from () if kind.is_headed else _told(draft, kind, place)
        yield from _details(draft, sentence.section, sentence.above[0] if kind.is_headed else sentence.text, place)
    for sample in draft.samples:
        yield from _sample(draft, sample, of_all, streams)
    yield from _senders(draft, list(streams))


def stream_id(title: str) -> str:
    """A stream id derived from a title; empty if the title has no usable letters."""
    ascii_only = unicodedata.normalize("NFKD", title.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-").lstrip("0123456789-")[:LONGEST_ID].rstrip("-")


def _told(draft: Draft, kind: Kind, place: Place) -> Iterator[Found]:
    """What the sentence of a stream says of it; further sentences of the same item belong to its label."""
    sentence = kind.sentence
    if (match := WHEN.search(kind.rest)) and sentence.stance is not Stance.DENIAL:
        yield from _event(place, match["word"], match["event"], sentence)
    later = [other for other in draft.sentences if sentence.label and other.above[:1] == (sentence.label,)]
    for told in [sentence, *later] if kind.rest else ():
        yield from _volume(draft, told, place)
        yield from (
            told.took((*place, "from"), address, at)
            for address, at in mailboxes_in(told.text)
            if _SENDER.search(told.text[:at])
        )


def _senders(draft: Draft, streams: list[str]) -> Iterator[Found]:
    """The only From address of the draft, for each stream; where there are several, a person decides."""
    found = [
        (address, line)
        for line in draft.sentences
        for address, at in (mailboxes_in(line.text) if line.stance in _STATED else ())
        if detail_of(line) == "from" or _SENDER.search(line.text[:at])
    ]
    is_only = len({address for address, _ in found}) == 1
    for address, sentence in found:
        if is_only and streams and not is_personal(address):
            yield from (sentence.took(place_of("streams", Item(name), "from"), address, rank=DERIVED) for name in streams)
        else:
            yield sentence.left("streams[].from", "it is unclear which emails come from this address")


def _details(draft: Draft, section: int, title: str, place: Place) -> Iterator[Found]:
    """The details below the title of a stream, most of them labeled."""
    for sentence in draft.sentences:
        if sentence.section != section or sentence.above[:1] != (title,):
            continue
        key, value = detail_of(sentence), sentence.value
        address = next((address for address, _ in mailboxes_in(value)), "")
        if match := _SENT_TO.match(sentence.text):
            yield sentence.took((*place, "recipients", "who"), match["who"].rstrip("."), whole=True)
        elif key == "purpose" and sentence.stance in (Stance.CLAIM, Stance.PLAN, Stance.INSTRUCTION):
            yield sentence.took((*place, "purpose"), _closed(value), whole=True)
        elif key == "trigger":
            match = WHEN.search(value)
            yield from _event(place, *((match["word"], match["event"]) if match else ("when", value)), sentence)
        elif key == "recipients" and not address:
            yield sentence.took((*place, "recipients", "who"), value, whole=True)
        elif key == "volume":
            yield from _volume(draft, sentence, place)
        elif key == "from" and address:
            yield sentence.took((*place, "from"), address)


def _closed(text: str) -> str:
    """A text that begins and ends as a sentence does."""
    text = text.strip().rstrip(",;:")
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith(('.', '!', '?', '…')) else '.'}"


def _event(place: Place, word: str, event: str, sentence: Sentence) -> Iterator[Found]:
    actor = next((actor for actor, pattern in _ACTORS if pattern.search(event)), "")
    if actor:
        said = _closed(f"{word} {event}" if word.lower() in _AFTER else event)
        yield sentence.took((*place, "trigger", "actor"), actor)
        yield sentence.took((*place, "trigger", "event"), said, whole=True)
    else:
        yield sentence.left("streams[].trigger", "it is unclear who or what triggers the email")


def _volume(draft: Draft, sentence: Sentence, place: Place) -> Iterator[Found]:
    """The figure of one stream per day; other periods are left to a person."""
    for amount in amounts_of(sentence, draft.language):
        if amount.per != "day" or amount.high is None or amount.high < (amount.low or 0):
            yield sentence.left("streams[].volume", "this is no clear figure per day")
            continue
        is_most = amount.low is not None or amount.is_fewer
        yield sentence.took((*place, "volume", "max_day" if is_most else "typical_day"), amount.high)
        if amount.low is not None:
            yield sentence.took((*place, "volume", "min_day"), amount.low)


def _title_line(draft: Draft, below: int, title: str) -> int:
    """The line of a title: the last one above a line that contains it."""
    return next((line for line in range(below - 1, 0, -1) if title in plain(draft.lines[line - 1])), below)


def _sample(
    draft: Draft, sample: SampleBlock, of_all: tuple[str, int] | None, streams: dict[str, frozenset[str]]
) -> Iterator[Found]:
    """A sample with its stream: one that the draft names, or one of its own if title, class and language are certain."""
    subject = sample.headers["subject"][0]
    title, of_class = title_of(sample.above[0] if sample.above else "")
    shows = any(SHOWS.search(above) for above in sample.above[:3])
    language = language_of(f"{subject} {sample.text}")
    stems = stems_of(title) or stems_of(subject)
    shared = [stem for known in streams.values() for stem in known]
    fits = {name: sum(1 / shared.count(stem) for stem in known & stems) for name, known in streams.items()}
    same = max(fits, key=lambda name: fits[name], default="")
    doubt = sample.doubt if language else "the language of the email is unclear"
    if same and fits[same] and not doubt and (shows or not title):
        yield from _sample_of(draft, sample, same, language or "en")
        return
    kind, name = of_class or (of_all[0] if of_all else ""), stream_id(title)
    is_named = shows and stems_of(title) and len(title) <= 100 and draft.language == "en" and name and name not in streams
    if doubt or not is_named or not kind:
        says = "\n".join(draft.lines[number - 1] for number in sample.numbers).strip()
        line = next(number for number in sample.numbers if draft.lines[number - 1].strip())
        why = doubt or "it is unclear which email this is: its heading must name it in English, and the draft say its class"
        yield Unsure(line, "streams[].sample", why, says, holds_personal(says), sample.numbers)
        return
    streams[name] = stems
    at = _title_line(draft, sample.numbers[0], title)
    for key, value, line in (
        ("id", name, at),
        ("title", title, at),
        ("class", kind, at if of_class or not of_all else of_all[1]),
    ):
        yield Taken(("streams", Item(name), key), value, line)
    yield from _sample_of(draft, sample, name, language or "en")


def _sample_of(draft: Draft, sample: SampleBlock, stream: str, language: str) -> Iterator[Found]:
    """The values of a sample of the stream with this id."""
    of_stream = place_of("streams", Item(stream))
    place = (*of_stream, "sample")
    subject, line = sample.headers["subject"]
    yield Taken((*place, "language"), language, line)
    yield Taken((*place, "subject"), _bracketed(subject), line, also=sample.numbers)
    shown, at = sample.headers.get("from", ("", 0))
    sender, address = parseaddr(shown)
    if "@" in address:
        yield Taken((*place, "sent_from"), shown, at)
        yield Taken((*of_stream, "from"), address, at)
        yield from [Taken((*of_stream, "from_name"), sender, at)] if sender else []
    shown, at = sample.headers.get("to", ("", 0))
    if "@" in shown and holds_personal(shown, but_reserved=True):
        yield Unsure(at, "streams[].sample.sent_to", "the recipient may be a real person", says=shown, private=True)
    elif "@" in shown:
        yield Taken((*place, "sent_to"), shown, at)
    if sample.text:
        yield Taken((*place, "text"), _bracketed(sample.text), sample.first, also=sample.numbers)
    for at, text in [(line, subject), *((number, draft.lines[number - 1]) for number in sample.numbers)]:
        for name in _BRACKETS.findall(_bracketed(text)):
            # Its own name is the example, until a person writes a better one.
            value = re.sub(r"[\W_]+", " ", name).strip() or "example"
            yield Taken((*place, "variables", name), value, at, rank=DERIVED)


def _bracketed(text: str) -> str:
    """A text with every placeholder written as [name]."""
    return _PLACEHOLDER.sub(lambda match: f"[{next(filter(None, match.groups()))}]", text)
