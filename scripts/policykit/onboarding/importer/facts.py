"""Finds facts about product and request: name, summary, website, company, Region, mail type, ids of the case, contacts.

A label outranks a sentence, a sentence a title, and a title the domain, whose spelling is looked up in the text. Names,
ids and a person's mailbox are private; ids are also read in quotations, because they are the same there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from policykit.readiness.domains import is_hosted, registrable
from policykit.readiness.email_addresses import base_of, is_freemail, is_reserved
from policykit.readiness.sentences import denies, denies_verb

from .draft import DERIVED, LABELED, SAID, Draft, Found, Known, Sentence, Taken, number
from .lines import SHOWS
from .stance import GAP, Stance
from .words import is_personal, label, mailboxes_in, squeezed, words

_URL = re.compile(r"https?://[^\s<>\"')\]|,;]+[^\s<>\"')\]|,;.:!?*]")
_LABELS = (
    ("name", label(
        "product, service, app, application, platform, project, brand, product name, service name, app name",
        "application name, platform name, project name, name of the product, name of the service, produktname, dienstname")),
    ("company.name", label(
        "company, company name, legal entity, organi*ation, organi*ation name, business, business name, firma, firmenname")),
    ("website.url", re.compile(r"(?:(?:company|product|our|your|main|official) )?(?:web ?site|webseite|homepage|site|url)"
                               r"(?:[ -]?(?:url|address|adresse|or app url))?\Z", re.I)),
    ("website.privacy_url", label("privacy, privacy policy, privacy notice, privacy url, privacy policy url")),
    ("website.terms_url", label("terms, terms of use, terms of service, terms url, terms and conditions")),
    ("website.imprint_url", label("imprint, legal notice, impressum")),
)  # fmt: skip
_AWS = words("amazon.com, amazonaws.com, amazonses.com, simple email service, amazon ses, aws ses")
_OWN = re.compile(
    r"\b(?:web ?site|webseite|homepage|site|platform|app|application|portal|shop|store|service|product|tool)\b.{0,30}$"
    r"|^[^.]{0,60}\($|\b(?:we|I)\b.{0,60}$", re.I
)  # fmt: skip
_FOREIGN = re.compile(
    r"\b(?:their|his|her|its|aws|amazon|competitor\w*|customers?['’]?s?|users?['’]s?|similar to|like|dev|development|staging"
    r"|test)\s[^.]{0,20}$", re.I
)  # fmt: skip
_N = r"(?P<name>[A-Z0-9][\w&'’.-]*(?: (?:[A-Z0-9][\w&'’.-]*|of|and|the|for))*(?<=[\w)]))"
_THING = (
    r"(?:platform|app|application|service|company|startup|business|web ?site|tool|saas|store|shop|product|system|solution"
    r"|software|marketplace|agency|organi[sz]ation|studio|firm|community|newsletter|project|portal|site|school|club|charity)"
)
_WHAT = rf"(?:an?|the|our) (?:[\w'’/-]+,? ){{0,6}}?{_THING}\b"
_DOES = r"(?:(?:operat|creat|provid)(?:e|ed|ing)|run(?:ning)?|own|built|(?:build|develop|launch|offer)(?:ed|ing)?)"
_NAMED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:^|\s){_N},? \((?:https?://|www\.)\S+\),? (?:is|are|an?|the|provides|offers|helps|lets|allows)\b",
        rf"\b(?:[Ww]e|I)(?:['’]re| are|['’]m| am)? (?:also )?{_DOES},? (?:the )?{_N}(?=,| \(| [-–—] | to |\.(?:\s|$)| http)",
        rf"\b(?:[Ww]e are|on behalf of|[Aa]t) {_N}(?=, (?:an?|the|we)\b| \(|,? and we\b|\.(?:\s|$)|$)",
        rf"^{_N}(?: \([^()]{{1,60}}\))?,? (?:is|are) {_WHAT}",
        rf"\b(?:[Oo]ur|[Mm]y) (?:[\w-]+ ){{0,3}}{_THING},? {_N}(?:,| \(|\.$)",
        rf"\b(?:called|named|namens) [\"“„]?{_N}",
        rf"\b[Ww]e (?:are|operate|run|build|built|provide|offer) {_WHAT} \({_N}\)",
        rf"\b(?:e-?mails?|messages|SES) for (?P<name>[\w.-]+(?: [A-Z][\w.-]*)*), {_WHAT}",
        rf"^{_N} (?:[-–—] (?:[Ss]ending\b|{_WHAT})|ist eine?\b|is an?\b|helps\b|lets\b|allows\b|enables\b|connects\b)",
    )
)
"""Sentences that name the product; the earlier pattern is the surer one."""
_NO_NAME = words(
    "amazon, aws, ses, sns, we, our, it, this, these, the, all, user*, email*, I, they, you, sandbox, production, simple, case",
    "region, transactional, marketing, each, every, cloudwatch, lambda, dkim, spf, dmarc, please, currently, dear, hello, hi",
    "if, when, no, yes, reply, request",
)
_CALLED = re.compile(
    r"\b(?:application|app|anwendung)\b[^.\"“„]{0,80}\b(?:called|named|namens)\s+[\"“„](?P<name>[^\"“”„\n]{2,60})[\"“”]", re.I
)
_DESCRIBES = re.compile(
    rf"\b(?:is|are|['’]re) (?:building |developing |running |launching |operating )?{_WHAT}"
    rf"|, {_WHAT}|, (?:runs|operates|provides|offers|sells) an?\b"
    rf"|\b(?:we|i|which|that|{_THING}) (?:operates?|runs?|provides?|offers?|lets?|allows?|helps?|enables?|connects?|build"
    r"|sells?|manages?|automates?)\b", re.I
)  # fmt: skip
_NO_SUMMARY = words("bounc*, complain*, unsubscri*")
_SENTENCE = re.compile(r"^(?:we|our|i|it|is|are|das|wir|unser)\b|[.!?;]\s|\b(?:is|are|ist|sind|will)\b", re.I)
_SIGN_OFF = re.compile(
    r"(?:(?:kind|best|warm|many)?\s*regards|best|sincerely|thank you|thanks|mit freundlichen grüßen|freundliche grüße"
    r"|viele grüße)\s*[,.]?", re.I
)  # fmt: skip
_UNFIT = (Stance.INSTRUCTION, Stance.GAP, Stance.OPEN, Stance.QUESTION)
_REGION = re.compile(r"(?<![\w.-])(?P<region>[a-z]{2,4}(?:-gov)?-[a-z]{4,9}-\d)(?![\w-])")
_PLACES = dict(
    re.findall(
        r"([^,]+) (\S+-\d)(?:, |$)",
        "cape town af-south-1, tokyo ap-northeast-1, seoul ap-northeast-2, osaka ap-northeast-3, mumbai ap-south-1, "
        "hyderabad ap-south-2, singapore ap-southeast-1, sydney ap-southeast-2, jakarta ap-southeast-3, "
        "melbourne ap-southeast-4, frankfurt eu-central-1, zurich eu-central-2, zürich eu-central-2, stockholm eu-north-1, "
        "milan eu-south-1, ireland eu-west-1, irland eu-west-1, paris eu-west-3, tel aviv il-central-1, bahrain me-south-1, "
        "london eu-west-2, são paulo sa-east-1, virginia us-east-1, ohio us-east-2, california us-west-1, oregon us-west-2",
    )
)
"""A place, as AWS's console names it -> its Region; the place counts only near the word "Region"."""
_REGION_LABEL = label("region, aws region, ses region")
_TYPE_LABEL = label("mail type, email type, e-mail type, type of e-mail, type, art der e-mail")
_ONLY = re.compile(
    r"\btransactional (?:e-?mails?|mails?|messages?|content)? ?only\b|\bonly (?:send )?transactional\b"
    r"|\b(?:strictly|exclusively|purely) transactional\b|\b(?:ausschließlich|nur) transaktions"
    r"|\balle e-?mails sind transaktions|\ball (?:of )?(?:our |the )?(?:e-?mails?|mails?"
    r"|messages?) (?:\w+ )?are (?:\w+ )?transactional\b", re.I
)  # fmt: skip
_TRANSACTIONAL = re.compile(r"\btrans[ak]+(?:c|k|t)\w*", re.I)
MARKETING = words("marketing, promotional, promotion*, newsletter*, advertising, werb*")
_SENDS = words("send, sends, sent, sending, versenden, senden")
_SANDBOX = re.compile(r"\b(?:currently|still|derzeit|noch|account is|konto ist)\b[^.]{0,40}\bsandbox\b", re.I)
_LIMIT_NAME = label("limit, limit type, limit name, name of limit, name of the limit")
_LIMIT = words("daily quota, daily sending quota, tageskontingent, send rate, sending rate, senderate")
_OF_CASE = (
    ("request.case_url", re.compile(
        r"(?P<value>https://[a-z0-9.-]*console\.aws\.amazon\.com/support/[^\s<>\"')\]]*"
        r"(?:displayId|caseId)=\d{6,20}[^\s<>\"')\].,;]*)", re.I)),
    ("request.case_id", re.compile(
        r"\b(?:(?:case|fall(?:nummer)?|ticket)(?:\s*(?:id|number|no\.?|nr\.?))?\s*[:#]?\s*(?=\d{9})|(?:displayId|caseId)=)"
        r"(?P<value>\d{6,20})\b", re.I)),
    ("request.case_subject", re.compile(r"^(?:case )?(?:subject|betreff): (?P<value>.*\b(?:case|fall)\b.{0,9}\d{9}.*)", re.I)),
    ("request.account_id", re.compile(
        r"(?:^(?:aws[\s-]*)?|\baws[\s-]+)(?:account|konto)(?:[\s-]*(?:id|number|nummer|nr\.?))?\s*(?:is|ist|:|\()?\s*"
        r"(?P<value>\d{12}|\d{4}-\d{4}-\d{4})\b", re.I)),
    ("request.addressee", re.compile(
        r"^(?i:hello|hi|dear|hallo|guten tag|liebe[r]?|sehr geehrte[r]?)\s+(?i:(?:herr|frau|mr\.?|ms\.?|mrs\.?)\s+)?"
        r"(?P<value>[A-ZÄÖÜ][\w'’-]+(?:\s+[A-ZÄÖÜ][\w'’-]+){0,2})\s*[,!]?$")),
)  # fmt: skip
"""What is private about the case and the account."""
_OTHER_CASE = words("previous*, earlier, last, other, another, old, first, denied, rejected, closed, prior")
_NOBODY = words("aws, amazon, ses, support, team, all, there, sir, madam, every*, customer, user")
_CONTACT = re.compile(
    r"(?:(?P<primary>primary|main|primärer?)|(?P<technical>tech(?:nical|nischer?)?)|(?P<support>support))[ -]?"
    r"(?:contact|kontakt|ansprechpartner(?:in)?)(?: person)?(?: e-?mail)?|contact(?: person)?|kontakt|ansprechpartner", re.I
)  # fmt: skip
_EMAIL = re.compile(r"e-?mail(?:[ -]?(?:address|adresse))?|mail", re.I)
_PHONE = re.compile(r"phone(?: number)?|telephone|mobile|telefon(?:nummer)?|mobil", re.I)


def _names(draft: Draft) -> Iterator[Found]:
    """Names, summary, URLs of the website, and the signature."""
    found = [item for sentence in draft.sentences for item in (*_labeled(sentence), *_website(sentence))]
    yield from found
    taken = [item for item in found if isinstance(item, Taken)]
    hosts = [urlsplit(item.value).hostname or "" for item in taken if item.place == ("website", "url")]
    companies = [item for item in taken if item.place == ("company", "name")]
    named = [item for item in taken if item.place == ("name",)] or list(_named(draft))
    if not any(item.place == ("name",) for item in named):
        of_company = (Taken(("name",), item.value, item.line, rank=DERIVED) for item in companies)
        named += [*of_company, *_of_domain(draft, hosts)][:1]
    yield from (item for item in named if item not in taken)
    yield from _summary(draft, named[-1].value if named else "")
    for signed in _signed(draft):
        if squeezed(re.sub(r"\bteam\b", "", signed.text, flags=re.I)) in {squeezed(item.value) for item in companies}:
            yield signed.took("company.signature", signed.text)
        else:
            yield signed.left("company.signature", "the signature must be a business name, not a person's name", private=True)


def _labeled(sentence: Sentence) -> Iterator[Found]:
    place = next((place for place, pattern in _LABELS if pattern.match(sentence.name)), "")
    value = sentence.given.strip(' "“”')
    if not place or sentence.stance not in (Stance.CLAIM, Stance.DENIAL) or _AWS.search(value):
        return
    url, name = _URL.search(value), re.sub(r"\s*\(?https?://\S+", "", value).strip()
    if place.endswith("url") and url:
        yield sentence.took(place, url[0], rank=LABELED)
    elif place.endswith("url") or _SENTENCE.search(name) or len(name.split()) > 7:
        yield sentence.left(place, "it is unclear whether this is a name, or a URL such as https://example.com")
    elif name and not re.search(r"\bSES\b", value):
        yield sentence.took(place, name, rank=LABELED)


def _website(sentence: Sentence) -> Iterator[Found]:
    """A website that a sentence names: "our website (https://...)", "we run X (https://...)", "X (https://...) is a ..."."""
    if sentence.stance in _UNFIT or any(pattern.match(sentence.label) for place, pattern in _LABELS if place[-1] == "l"):
        return
    for match in _URL.finditer(sentence.text):
        before = sentence.text[: match.start()]
        if _OWN.search(before) and not any(pattern.search(before) for pattern in (_FOREIGN,)) and not _AWS.search(match[0]):
            rank = SAID if re.search(r"\b(?:website|webseite|homepage)", before, re.I) else DERIVED
            yield sentence.took("website.url", match[0], match.start(), rank=rank)
            return


def _named(draft: Draft) -> Iterator[Taken]:
    """The application if it has a name of its own, else the name in the first sentence that names the product."""
    for sentence in draft.sentences:
        if (match := _CALLED.search(sentence.text)) and sentence.is_claim:
            yield sentence.took("application", match["name"], match.start("name"))
            return
    signed = {signed.text for signed in _signed(draft)}
    for pattern in _NAMED:
        for sentence in draft.sentences:
            match = pattern.search(sentence.value) or pattern.search(sentence.text)
            name = match["name"].strip(" .,") if match and sentence.stance not in _UNFIT else ""
            if name and not _NO_NAME.match(name) and len(name) <= 60 and name not in signed:
                yield sentence.took("name", name, sentence.text.find(name))
                return


def _of_domain(draft: Draft, hosts: list[str]) -> Iterator[Taken]:
    """A name from the draft's only domain, as the text spells it, else without its ending; never from a provider's domain."""
    mailed = [address.rpartition("@")[2] for sentence in draft.sentences for address, _ in mailboxes_in(sentence.text)]
    own = {
        host.lower() if is_reserved(host) else base_of(host.lower())
        for host in (*hosts, *(host for host in mailed if not is_reserved(host)))
        if host.isascii() and not (is_freemail(host) or is_hosted(host) or _AWS.search(host)) and registrable(host)
    }
    base = own.pop() if len(own) == 1 else ""
    brand = base.partition(".")[0]
    for letters in (base.replace(".", ""), brand) if 2 < len(base) <= 60 else ():
        spelled = re.compile(rf"(?<![\w.@/-]){'[. -]?'.join(map(re.escape, letters))}(?![\w-]|\.\w)", re.I)
        for line, text in enumerate(draft.lines, 1):
            found = (match[0] for match in spelled.finditer(text[:2000]) if match[0][0].isupper())
            yield from (Taken(("name",), name, line, rank=DERIVED) for name in found)
    if base and not re.search(r"\d", brand):
        line = next(line for line, text in enumerate(draft.lines, 1) if base in text.lower())
        yield Taken(("name",), brand.capitalize(), line, rank=DERIVED)


def _summary(draft: Draft, name: str) -> Iterator[Taken]:
    """The first sentence that describes the product; only in English, as AWS reads it."""
    told = [s for s in draft.sentences if s.is_claim and 25 <= len(s.text) <= 400 and not _NO_SUMMARY.search(s.text)]
    begins = re.compile(rf"(?:at )?{re.escape(name)}\b.{{0,80}}?\b(?:is|are|helps|lets|provides|offers)\b", re.I)
    named = [s for s in told if name and begins.match(s.value or s.text)]
    for sentence in [*named, *(s for s in told if _DESCRIBES.search(s.text))][: draft.language == "en"]:
        text = sentence.value if sentence.label and len(sentence.value.split()) > 2 else sentence.text
        yield sentence.took("summary", text, whole=True)


def _signed(draft: Draft) -> Iterator[Sentence]:
    """The line below "Kind regards"."""
    for sentence, signed in zip(draft.everything, draft.everything[1:], strict=False):
        is_name = re.fullmatch(r"[^\W\d_][\w .&'’-]{1,60}", signed.text)
        if _SIGN_OFF.fullmatch(sentence.text) and signed.line <= sentence.line + 3 and is_name:
            yield signed


def find(draft: Draft, known: Known) -> Iterator[Found]:
    """Facts about product, form and case, and the contacts."""
    yield from _names(draft)
    yield from _regions(draft, known)
    yield from _contacts(draft)
    marketing = sends_marketing(draft)
    for sentence in draft.everything:
        # A lead is an answer if it is the answer alone, in bold.
        is_answer = sentence.kind != "lead" or (sentence.is_first and _TYPE_LABEL.match(sentence.name))
        if is_answer and not sentence.is_foreign:
            yield from _mail_type(sentence, marketing)
        if sentence.is_claim and not sentence.is_foreign and (match := _SANDBOX.search(sentence.text)):
            yield sentence.took("request.sandbox", number("true"), match.start())
        if sentence.is_claim and names_limit(sentence):
            yield sentence.took("request.limit_name", sentence.value, rank=LABELED)
        yield from _case(sentence)


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
    found = (item for sentence in draft.sentences for item in _mail_type(sentence, marketing))
    return next((("transactional", item.line) for item in found if getattr(item, "value", "") == "TRANSACTIONAL"), None)


def _regions(draft: Draft, known: Known) -> Iterator[Found]:
    """The labeled Region, and all Regions that the draft names; several different ones count as contradictions."""
    for sentence in draft.sentences:
        text, is_label = sentence.text.lower(), _REGION_LABEL.match(sentence.name)
        codes = set(regions_in(text, known))
        if not codes and (is_label or "region" in text):
            codes = {code for place, code in _PLACES.items() if place in text and code in known.regions}
        if is_label and (len(codes) != 1 or not sentence.is_claim):
            yield sentence.left("request.region", "not exactly one Region code of SES, such as eu-central-1")
            continue
        for code in sorted(codes) if sentence.is_claim else ():
            rank = LABELED if is_label else SAID if code in text else DERIVED
            yield sentence.took("request.region", code, text.find(code), rank=rank)


def _mail_type(sentence: Sentence, marketing: bool) -> Iterator[Found]:
    place, value = "request.mail_type", sentence.given
    is_said = sentence.stance in (Stance.CLAIM, Stance.DENIAL)
    if _TYPE_LABEL.match(sentence.name):
        is_transactional, is_marketing = bool(_TRANSACTIONAL.search(value)), _mentions_marketing(value)
        if (is_said or re.match(r"(?:select|choose)\b", value, re.I)) and is_transactional is not is_marketing:
            yield sentence.took(place, "TRANSACTIONAL" if is_transactional else "MARKETING", rank=LABELED)
        elif is_transactional or is_marketing:
            yield sentence.left(place, "it is unclear whether all emails are transactional, or some are marketing")
    elif match := _ONLY.search(sentence.text):
        # A denial may only follow, not precede it.
        if is_said and not denies_verb(sentence.text[: match.start() + 1]) and not marketing:
            yield sentence.took(place, "TRANSACTIONAL", match.start())
        else:
            yield sentence.left(place, "the sentence denies it, or another one says that marketing emails are sent")


def _case(sentence: Sentence) -> Iterator[Found]:
    """The ids and the subject of the case, and the person greeted, who is somebody else in an example."""
    is_example = sentence.is_foreign or any(SHOWS.search(line) for line in sentence.above[:2])
    for place, pattern in _OF_CASE:
        for match in pattern.finditer(sentence.text):
            if place == "request.addressee" and (is_example or _NOBODY.search(match["value"])):
                continue
            if _OTHER_CASE.search(sentence.text):
                yield sentence.left(place, "this may be another case", private=True)
            else:
                value = match["value"].replace("-", "") if place == "request.account_id" else match["value"]
                yield sentence.took(place, value, match.start("value"), private=True)


def _contacts(draft: Draft) -> Iterator[Found]:
    """Each labeled contact, with mailbox and phone from the five lines below it."""
    role, section, line = "", -1, 0
    for sentence in draft.sentences:
        match, value = _CONTACT.fullmatch(sentence.label), sentence.value
        if match:
            role, section, line = match.lastgroup or "", sentence.section, sentence.line
        if not role or sentence.section != section or sentence.line > line + 5 or GAP.search(value):
            continue
        address, at = next(mailboxes_in(value), ("", len(value)))
        name = value[:at].strip(" (<,;–—-")
        if match and name:
            yield sentence.took(f"contacts.{role}.name", name, private=True, rank=LABELED)
        if address and (match or _EMAIL.fullmatch(sentence.label)):
            yield sentence.took(f"contacts.{role}.email", address, private=is_personal(address), rank=LABELED)
        if _PHONE.fullmatch(sentence.label):
            is_number = any(char.isdigit() for char in value)
            yield sentence.took(f"contacts.{role}.phone", value, private=is_number, rank=LABELED)
