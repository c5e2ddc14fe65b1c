"""Finds what AWS's form and the support case have: Region, mail type, sandbox, ids, the person who wrote from AWS, contacts.

Ids are also read in quotations, because they are the same there. Names and a person's mailbox are private.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from policykit.readiness.sentences import denies, denies_verb

from .draft import Draft, Sentence
from .found import DERIVED, LABELED, SAID, Found, Known, number
from .sample_blocks import SHOWS
from .mailboxes import is_personal, mailboxes_in
from .stance import GAP, Stance
from .words import label, words

_REGION = re.compile(r"(?<![\w.-])(?P<region>[a-z]{2,4}(?:-gov)?-[a-z]{4,9}-\d)(?![\w-])")
_PLACES = dict(
    part.rsplit(" ", 1)
    for part in (
        "cape town af-south-1, tokyo ap-northeast-1, seoul ap-northeast-2, osaka ap-northeast-3, mumbai ap-south-1, "
        "hyderabad ap-south-2, singapore ap-southeast-1, singapur ap-southeast-1, sydney ap-southeast-2, jakarta ap-southeast-3, "
        "melbourne ap-southeast-4, frankfurt eu-central-1, zurich eu-central-2, zürich eu-central-2, stockholm eu-north-1, "
        "milan eu-south-1, ireland eu-west-1, irland eu-west-1, paris eu-west-3, tel aviv il-central-1, bahrain me-south-1, "
        "london eu-west-2, são paulo sa-east-1, virginia us-east-1, ohio us-east-2, california us-west-1, oregon us-west-2"
    ).split(", ")
)
"""A place, as AWS's console names it -> its Region; the place counts only near the word "Region"."""
_REGION_LABEL = label("region, regionen, aws region, ses region, amazon ses region, preferred region")
_TYPE_LABEL = label(
    "mail type, email type, e-mail type, type of e-mail, type of e-mails, type, art der e-mail, art der e-mails, e-mail-typ"
)
_ONLY = re.compile(
    r"\btransactional (?:e-?mails?|mails?|messages?|content)? ?only\b|\bonly (?:send )?transactional\b"
    r"|\b(?:strictly|exclusively|purely) transactional\b|\b(?:ausschließlich|nur) transaktions|\balle e-?mails sind transaktions"
    r"|\ball (?:of )?(?:our |the )?(?:e-?mails?|mails?|messages?) (?:\w+ )?are (?:\w+ )?transactional\b", re.I
)  # fmt: skip
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
    "previous*, earlier, last, other, another, former, old, first, denied, rejected, refused, closed, prior, früher*, abgelehnt*"
)
_ACCOUNT = re.compile(
    r"(?:^(?:aws[\s-]*)?|\baws[\s-]+)(?:account|konto)(?:[\s-]*(?:id|number|nummer|nr\.?))?\s*(?:is|ist|:|\()?\s*"
    r"(?P<id>\d{12}|\d{4}-\d{4}-\d{4})\b", re.I
)  # fmt: skip
_GREETING = re.compile(
    r"(?i:hello|hi|dear|hallo|guten tag|liebe[r]?|sehr geehrte[r]?)\s+(?i:(?:herr|frau|mr\.?|ms\.?|mrs\.?)\s+)?"
    r"(?P<name>[A-ZÄÖÜ][\w'’-]+(?:\s+[A-ZÄÖÜ][\w'’-]+){0,2})\s*[,!]?"
)
_NOBODY = words(
    "aws, amazon, ses, support, team, all, there, sir, madam, every*, damen, herren, zusammen, customer, user, reviewer, kund*"
)
_POOL = re.compile(
    r"(?:(?P<service>(?:(?:AWS|Amazon) )?Cognito(?: User Pools?)?)\s*\(?\s*)?"
    r"(?<![\w-])(?P<id>(?P<region>[a-z]{2}-[a-z]{4,9}-\d)_[A-Za-z0-9]{6,55})(?![\w-])"
)
_CONTACT = re.compile(
    r"(?:(?P<primary>primary|main|primärer?)|(?P<technical>tech(?:nical|nischer?)?)|(?P<support>support))[ -]?"
    r"(?:contact|kontakt|ansprechpartner(?:in)?)(?: person)?(?: e-?mail)?|contact|kontakt|contact person|ansprechpartner(?:in)?", re.I
)  # fmt: skip
_DETAILS = (
    ("email", re.compile(r"e-?mail(?:[ -]?(?:address|adresse))?|mail", re.I)),
    ("phone", re.compile(r"phone(?: number)?|telephone|mobile|telefon(?:nummer)?|mobil", re.I)),
    ("availability", re.compile(r"availability|business hours|erreichbarkeit|verfügbarkeit", re.I)),
)


def find(draft: Draft, known: Known) -> Iterator[Found]:
    """The fields of the form and the case, and the contacts."""
    yield from _regions(draft, known)
    yield from _contacts(draft)
    marketing = sends_marketing(draft)
    for sentence in draft.everything:
        is_answer = (
            sentence.kind == "lead" and sentence.is_first and _TYPE_LABEL.match(sentence.name)
        )  # the answer alone, in bold
        if not sentence.is_foreign and (is_answer or sentence.kind != "lead"):
            yield from _mail_type(sentence, draft.language, marketing)
        if sentence.is_claim and not sentence.is_foreign and (match := _SANDBOX.search(sentence.text)):
            yield sentence.took("request.sandbox", number("true"), match.start())
        if sentence.is_claim and names_limit(sentence):
            yield sentence.took("request.limit_name", sentence.value, rank=LABELED)
        is_service = sentence.is_claim and sentence.label.lower() in ("service", "limit increase type")
        if is_service and re.search(r"\bSES\b.*\blimits?\b", sentence.value, re.I):
            yield sentence.took("request.service", sentence.value, rank=LABELED)
        yield from _case(sentence)
        for match in _POOL.finditer(sentence.text):
            yield from _pool(sentence, match, known)


def names_limit(sentence: Sentence) -> bool:
    """Whether a line names the limit of AWS's form, whose value is on another line."""
    return bool(_LIMIT_NAME.match(sentence.label) and _LIMIT.search(sentence.value))


def regions_in(text: str, known: Known) -> list[str]:
    """The Region codes of SES in a text."""
    return [match["region"] for match in _REGION.finditer(text) if match["region"] in known.regions]


def sends_marketing(draft: Draft) -> bool:
    """Whether a sentence says that marketing emails are sent, or will be."""
    stated = (sentence.text for sentence in draft.sentences if sentence.stance in (Stance.CLAIM, Stance.PLAN))
    return any(_SENDS.search(text) and _mentions_marketing(text) for text in stated)


def _mentions_marketing(text: str) -> bool:
    """Whether a text has marketing that its own part of the text does not deny: not "orders only (no newsletters)"."""
    parts = re.split(r"[,;()]|\bbut\b|\baber\b", text)
    return any(MARKETING.search(part) and not denies(part) for part in parts) and not denies_verb(text)


def class_of_all(draft: Draft) -> tuple[str, int] | None:
    """The class that the draft gives to all its emails, and the line; None if it gives none."""
    marketing = sends_marketing(draft)
    found = (item for sentence in draft.sentences for item in _mail_type(sentence, "", marketing))
    return next((("transactional", item.line) for item in found if getattr(item, "value", "") == "TRANSACTIONAL"), None)


def _regions(draft: Draft, known: Known) -> Iterator[Found]:
    """The labeled Region, else all Regions that the draft names; several different ones count as contradictions."""
    named: list[Found] = []
    labeled = False
    for sentence in draft.sentences:
        text = sentence.text.lower()
        codes = set(regions_in(sentence.text, known))
        places = {code for place, code in _PLACES.items() if place in text and code in known.regions} if not codes else set()
        if _REGION_LABEL.match(sentence.name):
            labeled = True
            if len(codes or places) == 1 and sentence.is_claim:
                yield sentence.took("request.region", (codes or places).pop(), rank=LABELED)
            else:
                yield sentence.left("request.region", "not exactly one Region code of SES, such as eu-central-1")
        elif sentence.is_claim:
            named += [sentence.took("request.region", code, sentence.text.find(code)) for code in sorted(codes)]
            named += [sentence.took("request.region", code, rank=DERIVED) for code in sorted(places) if "region" in text]
    yield from () if labeled else named


def _mail_type(sentence: Sentence, language: str, marketing: bool) -> Iterator[Found]:
    place, value = "request.mail_type", sentence.given
    is_said = sentence.stance in (Stance.CLAIM, Stance.DENIAL)
    if _TYPE_LABEL.match(sentence.name):
        is_transactional, is_marketing = bool(_TRANSACTIONAL.search(value)), _mentions_marketing(value)
        if (is_said or re.match(r"(?:select|choose)\b", value, re.I)) and is_transactional is not is_marketing:
            yield sentence.took(place, "TRANSACTIONAL" if is_transactional else "MARKETING", rank=LABELED)
            if not _PLAIN_TYPE.fullmatch(value) and sentence.is_claim and language == "en":
                yield sentence.took("request.mail_type_stated", value, rank=LABELED)
        elif is_transactional or is_marketing:
            yield sentence.left(place, "it is unclear whether all emails are transactional, or some are marketing")
    elif match := _ONLY.search(sentence.text):
        # A denial may only follow, not precede it.
        if is_said and not denies_verb(sentence.text[: match.start() + 1]) and not marketing:
            yield sentence.took(place, "TRANSACTIONAL", match.start())
        else:
            yield sentence.left(place, "the sentence denies it, or another one says that marketing emails are sent")


def _case(sentence: Sentence) -> Iterator[Found]:
    """The ids and the subject of the case, and the person greeted; others may belong to another email."""
    text, is_other = sentence.text, bool(_OTHER_CASE.search(sentence.text))
    for match in _CASE_URL.finditer(text):
        if (found := _ID_IN_URL.search(match[0])) and not is_other:
            yield sentence.took("request.case_url", match[0].rstrip(".,;"), match.start(), private=True)
            yield sentence.took("request.case_id", found["id"], match.start(), private=True)
        else:
            yield sentence.left("request.case_url", "the link contains no id of this case", private=True)
    for match in _CASE_ID.finditer(text):
        if is_other:
            yield sentence.left("request.case_id", "this may be another case", private=True)
        else:
            yield sentence.took("request.case_id", match["id"], match.start(), private=True)
    if account := _ACCOUNT.search(text):
        rank, value = LABELED if sentence.label else SAID, account["id"].replace("-", "")
        yield sentence.took("request.account_id", value, account.start("id"), private=True, rank=rank)
    is_example = any(SHOWS.search(line) for line in sentence.above[:2])
    if sentence.label.lower() in ("subject", "betreff", "case subject") and not GAP.fullmatch(sentence.value):
        if _CASE_ID.search(sentence.value):
            yield sentence.took("request.case_subject", sentence.value, private=True)
        elif is_example:
            yield sentence.left("streams[].sample.subject", "the draft does not show the text of this email")
        else:
            yield sentence.left("request.case_subject", "it is unclear whether this is the case's subject", private=True)
    greeting = _GREETING.fullmatch(text)
    if greeting and not sentence.is_foreign and not is_example and not _NOBODY.search(greeting["name"]):
        yield sentence.took("request.addressee", greeting["name"], private=True)


def _pool(sentence: Sentence, match: re.Match[str], known: Known) -> Iterator[Found]:
    """The Amazon Cognito user pool; its id contains the Region and is private."""
    if match["region"] in known.regions and match["service"] and sentence.stance in (Stance.CLAIM, Stance.DENIAL):
        for key, value in (("service", match["service"]), ("region", match["region"]), ("resource_id", match["id"])):
            place = f"infrastructure.cognito.{key}"
            yield sentence.took(place, value, match.start("id"), private=key == "resource_id", rank=LABELED)
    else:
        yield sentence.left("infrastructure", "it is unclear whether this is the id of a resource in use", private=True)


def _contacts(draft: Draft) -> Iterator[Found]:
    """Each labeled contact, with details from the five lines below it."""
    role, section, line = "", -1, 0
    for sentence in draft.sentences:
        match, value = _CONTACT.fullmatch(sentence.label), sentence.value
        if match:
            role, section, line = match.lastgroup or "?", sentence.section, sentence.line
        elif sentence.section != section or sentence.line > line + 5:
            continue
        key = "name" if match else next((key for key, pattern in _DETAILS if pattern.fullmatch(sentence.label)), "")
        if not key or GAP.search(value):
            continue
        address, at = next(mailboxes_in(value), ("", len(value)))
        name = value[:at].strip(" (<,;–—-")
        if role == "?" or key == "availability":
            yield sentence.left("contacts", "it is unclear which role this contact has, or when it is there", private=True)
        elif key == "phone":
            private = any(char.isdigit() for char in value)
            yield sentence.took(f"contacts.{role}.phone", value, private=private, rank=LABELED)
        elif key == "name" and name:
            yield sentence.took(f"contacts.{role}.name", name, private=True, rank=LABELED)
        if address and role != "?":
            yield sentence.took(f"contacts.{role}.email", address, private=is_personal(address), rank=LABELED)
