"""Finds the product's name, what it does, its company and its website.

A label outranks a sentence, a sentence a title, and a title the domain, whose spelling is looked up in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from policykit.readiness.domains import is_hosted, registrable
from policykit.readiness.email_addresses import base_of, is_freemail, is_reserved

from .draft import Draft, Sentence
from .found import DERIVED, LABELED, SAID, Found, Known, Taken
from .mailboxes import mailboxes_in
from .stance import Stance
from .words import label, words

_URL = re.compile(r"https?://[^\s<>\"')\]|,;]+[^\s<>\"')\]|,;.:!?*]")
_LABELS = (
    ("name", label(
        "product, service, app, application, platform, project, brand, product name, service name, app name, application name",
        "platform name, project name, name of the product, name of the service, produkt, produktname, dienst, dienstname")),
    ("company.name", label("company, company name, legal entity, organi*ation, organi*ation name, business, business name, firma",
                           "firmenname, unternehmen")),
    ("website.url", re.compile(r"(?:(?:company|product|our|your|main|official|public) )?(?:web ?site|webseite|homepage|site|url)"
                               r"(?:[ -]?(?:url|address|adresse|or app url))?\Z", re.I)),
    ("website.privacy_url", label("privacy, privacy policy, privacy notice, privacy url, privacy policy url, datenschutz*")),
    ("website.terms_url", label("terms, terms of use, terms of service, terms url, terms and conditions, nutzungsbedingungen, agb")),
    ("website.imprint_url", label("imprint, legal notice, impressum")),
)  # fmt: skip
_AWS = words("amazon.com, amazonaws.com, amazonses.com, aws.com, simple email service, amazon ses, aws ses")
_OWN = re.compile(
    r"\b(?:web ?site|webseite|homepage|site|platform|app|application|portal|shop|store|service|product|tool)\b.{0,30}$"
    r"|^[^.]{0,60}\($|\b(?:we|I)\b.{0,60}$", re.I
)  # fmt: skip
_FOREIGN = re.compile(
    r"\b(?:their|his|her|its|aws|amazon|competitor\w*|customers?['’]?s?|users?['’]s?|similar to|like|dev|development|staging"
    r"|test)\s[^.]{0,20}$", re.I
)  # fmt: skip
_PAGE = re.compile(
    r"\b(?:(?P<privacy_url>privacy|datenschutz)|(?P<terms_url>terms|conditions)|unsubscribe)\w*[^.]{0,30}$", re.I
)
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
    "region, transactional, marketing, each, every, cloudwatch, lambda, dkim, spf, dmarc, please, currently, dear, hello, hi, if",
    "when, no, yes, reply, request",
)
_CALLED = re.compile(
    r"\b(?:application|app|anwendung)\b[^.\"“„]{0,80}\b(?:called|named|namens)\s+[\"“„](?P<name>[^\"“”„\n]{2,60})[\"“”]", re.I
)
_TITLE = re.compile(
    r"\b(?:request|application|appeal|response|setup|access)(?: draft)?(?: for| of|:| -| –| —)+ (?P<name>[^:()]{2,40})", re.I
)
_TITLE_WORD = words(
    "amazon, aws, ses, sandbox, production, access, request*, draft, response, template, guide, email*, simple, service, setup",
    "how, to, the, for, a, an, your, my, our, exit, move, moving, out, of, increase, limit, sending, submit*, appeal, additional",
    "information, reply, ticket, answer, letter, notes, support, use, case, step*, antrag, auf, produktionszugriff",
)
_DESCRIBES = re.compile(
    rf"\b(?:is|are|['’]re) (?:building |developing |running |launching |operating )?{_WHAT}"
    rf"|, {_WHAT}|, (?:runs|operates|provides|offers|sells) an?\b"
    rf"|\b(?:we|i|which|that|{_THING}) (?:operates?|runs?|provides?|offers?|lets?|allows?|helps?|enables?|connects?|build|sells?"
    r"|manages?|automates?)\b", re.I
)  # fmt: skip
_NO_SUMMARY = words("looking, bounc*, complain*, unsubscri*")
_SENTENCE = re.compile(r"^(?:we|our|i|it|is|are|das|wir|unser)\b|[.!?;]\s|\b(?:is|are|ist|sind|will)\b", re.I)
_SIGN_OFF = re.compile(
    r"(?:(?:kind|best|warm|many)?\s*regards|best|sincerely|thank you|thanks|mit freundlichen grüßen|freundliche grüße"
    r"|viele grüße)\s*[,.]?", re.I
)  # fmt: skip
_UNFIT = (Stance.INSTRUCTION, Stance.GAP, Stance.OPEN, Stance.QUESTION)


def find(draft: Draft, _known: Known) -> Iterator[Found]:
    """Names, summary, URLs of the website, and the signature."""
    found = [item for sentence in draft.sentences for item in (*_labeled(sentence), *_website(sentence))]
    yield from found
    taken = [item for item in found if isinstance(item, Taken)]
    hosts = [urlsplit(item.value).hostname or "" for item in taken if item.place == ("website", "url")]
    companies = [item for item in taken if item.place[0] == "company"]
    names = [item for item in taken if item.place == ("name",)]
    if not names:
        names = list(_named(draft))
        yield from names
    if not any(item.place == ("name",) for item in names):
        named = (Taken(("name",), item.value, item.line, rank=DERIVED) for item in companies)
        derived = [*named, *_of_title(draft), *_of_domain(draft, hosts)][:1]
        names += derived
        yield from derived
    yield from _summary(draft, names[0].value if names else "")
    yield from _signature(draft, {_letters(item.value) for item in companies})


def _labeled(sentence: Sentence) -> Iterator[Found]:
    place = next((place for place, pattern in _LABELS if pattern.match(sentence.name)), "")
    value = sentence.given.strip(' "“”')
    if not place or sentence.stance not in (Stance.CLAIM, Stance.DENIAL) or _AWS.search(value):
        return
    url, name = _URL.search(value), re.sub(r"\s*\(?https?://\S+", "", value).strip()
    if place.endswith("url"):
        if url:
            yield sentence.took(place, url[0], rank=LABELED)
        else:
            yield sentence.left(place, "not a URL with scheme and host, such as https://example.com")
    elif _SENTENCE.search(name) or len(name.split()) > 7:
        yield sentence.left(place, "it is unclear whether this is a name")
    elif name and not re.search(r"\bSES\b", value):
        yield sentence.took(place, name, rank=LABELED)


def _website(sentence: Sentence) -> Iterator[Found]:
    """A website that a sentence names: "our website (https://...)", "we run X (https://...)", "X (https://...) is a ..."."""
    if sentence.stance in _UNFIT or any(pattern.match(sentence.label) for place, pattern in _LABELS if place[-1] == "l"):
        return
    for match in _URL.finditer(sentence.text):
        before, page = sentence.text[: match.start()], _PAGE.search(sentence.text[: match.start()])
        if not _OWN.search(before) or _FOREIGN.search(before) or _AWS.search(match[0]):
            continue
        if not page or page.lastgroup:
            rank = SAID if page or re.search(r"\b(?:website|webseite|homepage)", before, re.I) else DERIVED
            yield sentence.took(f"website.{page.lastgroup if page else 'url'}", match[0], match.start(), rank=rank)
        if not page:
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


def _of_title(draft: Draft) -> Iterator[Taken]:
    for line, title in draft.titles[:1]:
        match = _TITLE.search(title)
        name = match["name"].strip(" .,-–—:\"'") if match else ""
        is_name = all(word[0].isupper() or word in ("of", "and", "the", "for") for word in name.split())
        if re.search(r"\w", _TITLE_WORD.sub("", name)) and len(name.split()) <= 4 and is_name:
            yield Taken(("name",), name, line, rank=DERIVED)


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


def _signature(draft: Draft, companies: set[str]) -> Iterator[Found]:
    """The signature, if it is the company's name; any other name may be a person's and becomes a review entry."""
    for signed in _signed(draft):
        if _letters(re.sub(r"\bteam\b", "", signed.text, flags=re.I)) in companies:
            yield signed.took("company.signature", signed.text)
        else:
            yield signed.left("company.signature", "the signature must be a business name, not a person's name", private=True)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.lower())
