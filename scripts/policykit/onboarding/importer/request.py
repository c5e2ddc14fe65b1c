"""Finds what AWS's form and the support case have: Region, mail type, sandbox, ids, and the person who wrote from AWS.

Ids are also read in quotations, because they are the same there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from policykit.readiness.sentences import denies, denies_verb

from .draft import Draft, Sentence
from .found import DERIVED, LABELED, SAID, Found, Known, Taken, number
from .sample_blocks import SHOWS
from .stance import GAP, Stance
from .words import label, words

REGION = re.compile(r"(?<![\w.-])(?P<region>[a-z]{2,4}(?:-gov)?-[a-z]{4,9}-\d)(?![\w-])")
_LISTED = (
    "cape town af-south-1, tokyo ap-northeast-1, seoul ap-northeast-2, osaka ap-northeast-3, mumbai ap-south-1, "
    "hyderabad ap-south-2, singapore ap-southeast-1, singapur ap-southeast-1, sydney ap-southeast-2, jakarta ap-southeast-3, "
    "melbourne ap-southeast-4, frankfurt eu-central-1, zurich eu-central-2, zürich eu-central-2, stockholm eu-north-1, "
    "milan eu-south-1, ireland eu-west-1, irland eu-west-1, paris eu-west-3, tel aviv il-central-1, bahrain me-south-1, "
    "london eu-west-2, são paulo sa-east-1, virginia us-east-1, ohio us-east-2, california us-west-1, oregon us-west-2"
)
_PLACES = {place: code for place, _, code in (part.rpartition(" ") for part in _LISTED.split(", "))}
"""A place, as AWS's console names it -> its Region; the place counts only near the word "Region"."""
_REGION_LABEL = label("region, regionen, aws region, ses region, amazon ses region, preferred region")
_TYPE_LABEL = label(
    "mail type, email type, e-mail type, type of e-mail, type of e-mails, type, art der e-mail, art der e-mails, e-mail-typ"
)
_ONLY = re.compile(
    r"\btransactional (?:e-?mails?|mails?|messages?|content)? ?only\b|\bonly (?:send )?transactional\b"
    r"|\b(?:strictly|exclusively|purely) transactional\b|\b(?:ausschließlich|nur) transaktions"
    r"|\balle e-?mails sind transaktions"
    r"|\ball (?:of )?(?:our |the )?(?:e-?mails?|mails?|messages?) (?:\w+ )?are (?:\w+ )?transactional\b",
    re.I,
)
_TRANSACTIONAL = re.compile(r"\btrans[ak]+(?:c|k|t)\w*", re.I)
MARKETING = words("marketing, promotional, promotion*, newsletter*, advertising, werb*")
_PLAIN_TYPE = re.compile(r"(?:trans\w+-?(?:e?-?mails?)?|marketing)(?: (?:e-?mails?|mails?|messages?))?(?: only)?", re.I)
_SENDS = words("send, sends, sent, sending, versenden, senden, verschicken")
_SANDBOX = re.compile(r"\b(?:currently|still|derzeit|noch|account is|konto ist)\b[^.]{0,40}\bsandbox\b", re.I)
_LIMIT_NAME = label("limit, limit type, limit name, name of limit, name of the limit")
_LIMIT = words("daily quota, daily sending quota, tageskontingent, send rate, sending rate, senderate")
_CASE_URL = re.compile(r"https://[a-z0-9.-]*console\.aws\.amazon\.com/support/[^\s<>\"')\]]*", re.I)
_ID_IN_URL = re.compile(r"(?:displayId|caseId)=(?P<id>\d{6,20})\b")
_CASE_ID = re.compile(r"\b(?:case|fall(?:nummer)?|ticket)(?:\s*(?:id|number|no\.?|nr\.?))?\s*[:#]?\s*(?P<id>\d{9,20})\b", re.I)
_OTHER_CASE = words(
    "previous*, earlier, last, other, another, former, old, first, denied, rejected, refused, closed, prior, früher*, "
    "abgelehnt*"
)
_ACCOUNT = re.compile(
    r"(?:(?P<label>^(?:aws[\s-]*)?)|\baws[\s-]+)(?:account|konto)(?:[\s-]*(?:id|number|nummer|nr\.?))?\s*(?:is|ist|:|\()?\s*"
    r"(?P<id>\d{12}|\d{4}-\d{4}-\d{4})\b",
    re.I,
)
_GREETING = re.compile(
    r"(?i:hello|hi|dear|hallo|guten tag|liebe[r]?|sehr geehrte[r]?)\s+(?i:(?:herr|frau|mr\.?|ms\.?"
    r"|mrs\.?)\s+)?(?P<name>[A-ZÄÖÜ][\w'’-]+(?:\s+[A-ZÄÖÜ][\w'’-]+){0,2})\s*[,!]?"
)
_NOBODY = words(
    "aws, amazon, ses, support, team, all, there, sir, madam, every*, damen, herren, zusammen, customer, user, reviewer, kund*"
)
_POOL = re.compile(
    r"(?:(?P<service>(?:(?:AWS|Amazon) )?Cognito(?: User Pools?)?)\s*\(?\s*)?"
    r"(?<![\w-])(?P<id>(?P<region>[a-z]{2}-[a-z]{4,9}-\d)_[A-Za-z0-9]{6,55})(?![\w-])"
)


def find(draft: Draft, known: Known) -> Iterator[Found]:
    """The fields of the form and the case."""
    yield from _regions(draft, known)
    marketing = sends_marketing(draft)
    for sentence in draft.sentences:
        yield from _mail_type(sentence, draft.language, marketing)
        if sentence.is_claim and (match := _SANDBOX.search(sentence.text)):
            yield Taken(("request", "sandbox"), number("true"), sentence.line_at(match.start()))
        if sentence.is_claim and names_limit(sentence):
            yield Taken(("request", "limit_name"), sentence.value, sentence.line, rank=LABELED)
        if (
            sentence.is_claim
            and sentence.label.lower() in ("service", "limit increase type")
            and re.search(r"\bSES\b.*\blimits?\b", sentence.value, re.I)
        ):
            yield Taken(("request", "service"), sentence.value, sentence.line, rank=LABELED)
    for sentence in draft.everything:
        if sentence.is_lead and sentence.is_first and not sentence.is_foreign and _TYPE_LABEL.match(sentence.name):
            yield from _mail_type(sentence, draft.language, marketing)  # the answer alone, in bold
        yield from _ids(sentence)
        yield from _case(sentence)
        for match in _POOL.finditer(sentence.text):
            yield from _pool(sentence, match, known)


def names_limit(sentence: Sentence) -> bool:
    """Whether a line names the limit of AWS's form, whose value is on another line."""
    return bool(_LIMIT_NAME.match(sentence.label) and _LIMIT.search(sentence.value))


def regions_in(text: str, known: Known) -> list[str]:
    """The Region codes of SES in a text."""
    return [match["region"] for match in REGION.finditer(text) if match["region"] in known.regions]


def sends_marketing(draft: Draft) -> bool:
    """Whether a sentence says that marketing emails are sent, or will be."""
    stated = (sentence for sentence in draft.sentences if sentence.stance in (Stance.CLAIM, Stance.PLAN))
    return any(_SENDS.search(sentence.text) and mentions_marketing(sentence.text) for sentence in stated)


def mentions_marketing(text: str) -> bool:
    """Whether a text has marketing that its own part of the text does not deny: not "orders only (no newsletters)"."""
    parts = re.split(r"[,;()]|\bbut\b|\baber\b", text)
    return any(MARKETING.search(part) and not denies(part) for part in parts) and not denies_verb(text)


def class_of_all(draft: Draft) -> tuple[str, int] | None:
    """The class that the draft gives to all its emails, and the line; None if it gives none."""
    marketing = sends_marketing(draft)
    for sentence in draft.sentences:
        only = not marketing and (match := _ONLY.search(sentence.text)) and _is_only(sentence, match)
        labeled = (
            _TYPE_LABEL.match(sentence.label)
            and _TRANSACTIONAL.search(sentence.value)
            and not mentions_marketing(sentence.value)
        )
        if only or (labeled and sentence.stance in (Stance.CLAIM, Stance.DENIAL)):
            return "transactional", sentence.line
    return None


def _regions(draft: Draft, known: Known) -> Iterator[Found]:
    """The labeled Region, else all Regions that the draft names; several different ones count as contradictions."""
    named: list[Found] = []
    labeled = False
    for sentence in draft.sentences:
        codes, text = set(regions_in(sentence.text, known)), sentence.text.lower()
        places = {code for place, code in _PLACES.items() if place in text and code in known.regions} if not codes else set()
        if _REGION_LABEL.match(sentence.name):
            labeled = True
            if len(codes or places) == 1 and sentence.is_claim:
                yield Taken(("request", "region"), (codes or places).pop(), sentence.line, rank=LABELED)
            else:
                yield sentence.left("request.region", "not exactly one Region code of SES, such as eu-central-1")
        elif sentence.is_claim:
            named += [Taken(("request", "region"), code, sentence.line_at(sentence.text.find(code))) for code in sorted(codes)]
            named += [
                Taken(("request", "region"), code, sentence.line, rank=DERIVED) for code in sorted(places) if "region" in text
            ]
    yield from () if labeled else named


def _mail_type(sentence: Sentence, language: str, marketing: bool) -> Iterator[Found]:
    place, value = ("request", "mail_type"), sentence.given
    if _TYPE_LABEL.match(sentence.name):
        is_transactional, is_marketing = bool(_TRANSACTIONAL.search(value)), mentions_marketing(value)
        is_mail = sentence.name.lower() != "type" or re.search(r"mails?\b|messages?\b", value, re.I)
        is_said = sentence.stance in (Stance.CLAIM, Stance.DENIAL) or re.match(r"(?:select|choose)\b", value, re.I)
        if is_said and is_transactional is not is_marketing and is_mail:
            yield Taken(place, "TRANSACTIONAL" if is_transactional else "MARKETING", sentence.line, rank=LABELED)
            if not _PLAIN_TYPE.fullmatch(value) and sentence.is_claim and language == "en":
                yield Taken(("request", "mail_type_stated"), value, sentence.line, rank=LABELED)
        elif is_transactional or is_marketing:
            yield sentence.left(
                "request.mail_type", "it is unclear whether all emails are transactional, or some are marketing"
            )
    elif match := _ONLY.search(sentence.text):
        if _is_only(sentence, match) and not marketing:
            yield Taken(place, "TRANSACTIONAL", sentence.line_at(match.start()), rank=SAID)
        else:
            yield sentence.left(
                "request.mail_type",
                "another sentence says that marketing emails are sent" if marketing else "the sentence denies it",
            )


def _is_only(sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether a sentence says that all emails are transactional; a denial may only follow, not precede it."""
    return sentence.stance in (Stance.CLAIM, Stance.DENIAL) and not denies_verb(sentence.text[: match.start() + 1])


def _ids(sentence: Sentence) -> Iterator[Found]:
    text, is_other = sentence.text, bool(_OTHER_CASE.search(sentence.text))
    for match in _CASE_URL.finditer(text):
        url, line = match[0].rstrip(".,;"), sentence.line_at(match.start())
        if (found := _ID_IN_URL.search(url)) and not is_other:
            yield Taken(("request", "case_url"), url, line, private=True)
            yield Taken(("request", "case_id"), found["id"], line, private=True)
        else:
            yield sentence.left("request.case_url", "the link contains no id of this case", private=True)
    for match in _CASE_ID.finditer(text):
        if is_other:
            yield sentence.left("request.case_id", "this may be another case", private=True)
        else:
            yield Taken(("request", "case_id"), match["id"], sentence.line_at(match.start()), private=True)
    if account := _ACCOUNT.search(text):
        rank, line = LABELED if sentence.label else SAID, sentence.line_at(account.start("id"))
        yield Taken(("request", "account_id"), account["id"].replace("-", ""), line, private=True, rank=rank)


def _case(sentence: Sentence) -> Iterator[Found]:
    """The case's subject, if it contains a case id, and the person greeted; others may belong to another email."""
    is_example = any(SHOWS.search(line) for line in sentence.above[:2])
    if sentence.label.lower() in ("subject", "betreff", "case subject") and not GAP.fullmatch(sentence.value):
        if _CASE_ID.search(sentence.value):
            yield Taken(("request", "case_subject"), sentence.value, sentence.line, private=True)
        elif is_example:
            yield sentence.left("streams[].sample.subject", "the draft does not show the text of this email")
        else:
            yield sentence.left("request.case_subject", "it is unclear whether this is the case's subject", private=True)
    greeting = _GREETING.fullmatch(sentence.text)
    if greeting and not sentence.is_foreign and not is_example and not _NOBODY.search(greeting["name"]):
        yield Taken(("request", "addressee"), greeting["name"], sentence.line, private=True)


def _pool(sentence: Sentence, match: re.Match[str], known: Known) -> Iterator[Found]:
    """The Amazon Cognito user pool; its id contains the Region and is private."""
    line, place = sentence.line_at(match.start("id")), ("infrastructure", "cognito")
    if match["region"] in known.regions and match["service"] and sentence.stance in (Stance.CLAIM, Stance.DENIAL):
        yield Taken((*place, "service"), match["service"], line, rank=LABELED)
        yield Taken((*place, "region"), match["region"], line, rank=LABELED)
        yield Taken((*place, "resource_id"), match["id"], line, private=True, rank=LABELED)
    else:
        yield sentence.left("infrastructure", "it is unclear whether this is the id of a resource in use", private=True)
