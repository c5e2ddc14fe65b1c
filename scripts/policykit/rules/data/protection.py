"""Processors, disclosure and breaches."""

import re
from collections.abc import Iterator

from policykit.readiness.sentences import english
from policykit.rules import Found, ProductView, rule
from policykit.rules.lib.markets import EEA, is_at_home, is_market

PERSON = re.compile(
    r"\b(?:creators?|organi[sz]ers?|inviters?|hosts?|senders?|authors?|participants?|members?|customers?|other users?"
    r"|the users?|teachers?|sellers?|buyers?|person who)\b",
    re.I,
)
SAFE = re.compile(r"\b(?:relay\w*|mask\w*|alias\w*|forward\w*|agree\w*|consent\w*|informed|told|support)\b|@", re.I)


@rule("warning", covers=["DAT-06"], sources=["EU-1"])
def address_shown_to_others(product: ProductView) -> Iterator[Found]:
    """The mail shows one user's address to another.

    A Reply-To or a copy with the address of a user hands it to everybody who gets the mail. A relay address does the same work,
    or the user is told before and agrees (EU-1).

    Wrong:
        streams: [{reply_to: the email address of the poll's creator}]
        ---
        streams: [{}, {reply_to: Answers go to the organizer of the rehearsal.}]
    Right:
        streams: [{reply_to: post@lantern.example.com}]
    Silent:
        streams: [{reply_to: our support mailbox}]
        ---
        streams: [{}, {reply_to: a relay address of the organizer}]
        ---
        streams: [{}, {reply_to: "the organizer's address, to which the organizer has agreed"}]
        ---
        streams: [{}, {reply_to: the recipient's own organizer account at events@lantern.example.com}]
    """
    # Each stream whose answers go to a user, without a relay or a word of consent.
    for path, stream in product.each_stream():
        text = english(stream.reply_to)
        if text and PERSON.search(text) and not SAFE.search(text):
            message = f'answers go to "{text.rstrip(".")}", so that each recipient sees this person\'s address'
            fix = "use a relay address, or say where this person is told and agrees"
            yield Found(f"{path}.reply_to", message, fix)


AWS = re.compile(r"\bAWS\b|\bAmazon\b", re.I)


@rule("warning", covers=["DAT-05"], sources=["EU-1", "CH-2", "AWS-26"])
def aws_not_among_processors(product: ProductView) -> Iterator[Found]:
    """Amazon Web Services processes data for the product, and is not named among the processors.

    SES, its events and its logs hold recipients' addresses, so AWS is a processor. Its data processing addendum is the contract
    (EU-1, CH-2, AWS-26).

    Wrong:
        data: {processors: (leave out)}
        ---
        data: {processors: ["(only)", {name: Example Hosting Ltd, contract: A contract is signed.}]}
    Right:
        data: {processors: [{name: AWS}]}
        ---
        markets: [US]
        company: {country: US}
        data: {processors: (leave out)}
    """
    # No AWS among the processors, where the GDPR or the DSG is concerned.
    if not any(is_market(product, place) or is_at_home(product, place) for place in ("EEA", "CH")):
        return
    if not any(AWS.search(processor.name) for processor in product.data.processors):
        message = (
            "AWS sends the mail and keeps its events, and is not named as a processor; GDPR art. 28 and DSG art. 9 ask for it"
        )
        fix = "add it to `data.processors`, with AWS's data processing addendum as the contract"
        yield Found("data.processors", message, fix)


BREACH = re.compile(r"\b(?:breach\w*|incidents?|leaks?)\b", re.I)
WHO = re.compile(r"@|\b(?:officers?|leads?|teams?|authorit\w+|commissioner|owners?|contacts?|dpo|management|director)\b", re.I)
WHEN = re.compile(r"\b\d+ (?:hours?|days?|minutes?)\b|\b(?:at once|immediately|same day|without delay|one day|a day)\b", re.I)


@rule("note", covers=["DAT-09"], sources=["EU-1", "CH-2"])
def breach_path_missing(product: ProductView) -> Iterator[Found]:
    """Whom to tell of a data breach, and within which time, is not stated.

    GDPR art. 33 leaves 72 hours to tell the authority, DSG art. 24 asks for it as soon as possible (EU-1, CH-2). Hours go by
    where nobody knows whom to call, in Hong Kong as anywhere.

    Wrong:
        data: {measures: (leave out)}
        ---
        data: {measures: [{text: A data breach is reported.}]}
    Right:
        data: {measures: [{text: "A data breach is reported to dpo@lantern.example.com within 24 hours."}]}
        ---
        data: {measures: (leave out)}
        security: [{}, {status: implemented, text: "In a security incident the technical lead is told at once, by phone."}]
        ---
        markets: [US]
        company: {country: US}
        data: {measures: (leave out)}
    Silent:
        data: {measures: [{text: "The data protection officer hears of each incident on the same day."}]}
    """
    # No measure in place that names a person or mailbox and a time, in the EU, Switzerland or Hong Kong.
    if not any(is_market(product, place) or is_at_home(product, place) for place in ("EEA", "CH", "HK")):
        return
    claims = (*product.data.measures, *product.security)
    texts = [english(claim.text) for claim in claims if claim.status.is_in_place]
    text = " ".join(text for text in texts if BREACH.search(text))
    missing = [] if WHO.search(text) else ["who is told of a data breach"]
    missing += [] if WHEN.search(text) else ["within which time"]
    if missing:
        fix = "add a measure with the mailbox or role and the hours, such as a data breach going to dpo@ within 24 hours"
        yield Found("data.measures", f"not stated: {', '.join(missing)}", fix)


WITHIN = EEA | {"CH"}


@rule("warning", covers=["DAT-05"], sources=["EU-1", "CH-2", "AWS-26"])
def processor_without_contract(product: ProductView) -> Iterator[Found]:
    """A processor is named without its contract, or without the ground on which data leaves the country.

    GDPR art. 28 and DSG art. 9 ask for a contract with whoever processes data for you; chapter V and art. 16 for a ground,
    where data goes to a country outside (EU-1, CH-2).

    Wrong:
        data: {processors: [{contract: (leave out)}]}
        ---
        data: {processors: [{country: US, transfer: (leave out)}]}
    Right:
        data: {processors: [{transfer: (leave out)}]}
        ---
        markets: [US]
        company: {country: US}
        data: {processors: [{contract: (leave out), transfer: (leave out)}]}
    """
    # Each processor that lacks one of the two, where the GDPR or the DSG is concerned; no ground within the EEA and CH.
    if not any(is_market(product, place) or is_at_home(product, place) for place in ("EEA", "CH")):
        return
    for index, processor in enumerate(product.data.processors):
        path = f"data.processors[{index}]"
        if processor.contract is None:
            message = f"the contract with {processor.name} is not stated; GDPR art. 28 and DSG art. 9 ask for one"
            yield Found(f"{path}.contract", message, "name the contract, such as its data processing addendum")
        if processor.transfer is None and processor.country is not None and processor.country not in WITHIN:
            message = f"{processor.name} has its seat in {processor.country}, and the ground for the transfer is not stated"
            yield Found(f"{path}.transfer", message, "name the adequacy decision or the standard contractual clauses")
