"""Processors, disclosure and breaches."""

import re
from collections.abc import Iterator

from policykit.readiness.countries import concerns
from policykit.readiness.sentences import english
from policykit.rules import Found, ProductView, rule

LAW_NOT_AWS = "The law of a market asks for it, and AWS does not."
PERSON = re.compile(
    r"\b(?:creators?|organi[sz]ers?|inviters?|hosts?|senders?|authors?|participants?|members?|customers?|other users?"
    r"|the users?|teachers?|sellers?|buyers?|person who)\b",
    re.I,
)
SAFE = re.compile(r"\b(?:relay\w*|mask\w*|alias\w*|forward\w*|agree\w*|consent\w*|informed|told|support)\b|@", re.I)


@rule(
    "note", covers=["DAT-06"], sources=["EU-1"], severity_because="An invitation names its organizer anyway; AWS does not ask."
)
def address_shown_to_others(product: ProductView) -> Iterator[Found]:
    """An email shows one user's address to another.

    A Reply-To or a copy with the address of a user gives it to everybody who gets the email. A relay address serves the same
    purpose, or the user knows and agrees.

    Fix: Use a relay address, or say where this person agrees.

    Wrong:
        streams:
          - id: sign-in-code
            reply_to: the email address of the poll's creator
        ---
        streams:
          - id: rehearsal-invitation
            reply_to: Answers go to the organizer of the rehearsal.
    Right:
        streams:
          - id: sign-in-code
            reply_to: a relay address, which forwards replies to the creator of the poll
    Silent:
        streams: [{reply_to: post@lantern.example.com}]
        ---
        streams: [{reply_to: our support mailbox}]
        ---
        streams: [{}, {reply_to: a relay address of the organizer}]
        ---
        streams: [{}, {reply_to: "the organizer's address, to which the organizer has agreed"}]
        ---
        streams: [{}, {reply_to: the recipient's own organizer account at events@lantern.example.com}]
    """
    for path, stream in product.each_stream():
        text = english(stream.reply_to)
        if text and PERSON.search(text) and not SAFE.search(text):
            yield Found(
                f"{path}.reply_to",
                'Replies to `{stream}` go to "{who}", so each recipient sees this person\'s address.',
                stream=stream.id,
                who=text.rstrip("."),
            )


AWS = re.compile(r"\bAWS\b|\bAmazon\b", re.I)


@rule(
    "note",
    covers=["DAT-05"],
    sources=["EU-1", "CH-2", "AWS-26"],
    asks="AWS as a processor",
    severity_because=LAW_NOT_AWS,
)
def aws_not_among_processors(product: ProductView) -> Iterator[Found]:
    """AWS is missing among your processors.

    SES, its events and its logs contain the addresses of recipients, so AWS processes personal data for you. The EU and
    Switzerland ask for a contract. AWS's data processing addendum is one.

    Fix: Add AWS to `data.processors`, with its data processing addendum as the contract.

    Wrong:
        data: {processors: (leave out)}
        ---
        data: {processors: ["(only)", {name: Example Hosting Ltd, contract: A contract is signed.}]}
    Right:
        data:
          processors:
            - name: Amazon Web Services EMEA SARL
              role: It sends the email and stores data.
              country: LU
              contract: The AWS data processing addendum applies.
              transfer: Data stays in the EU.
    Silent:
        markets: [US]
        company: {country: US}
        data: {processors: (leave out)}
        ---
        markets: (leave out)
        company: (leave out)
        data: {processors: (leave out)}
    """
    if concerns(product, "EEA", "CH") and not any(AWS.search(processor.name) for processor in product.data.processors):
        yield Found("data.processors", "AWS sends your email and keeps its events, but is missing among your processors.")


BREACH = re.compile(r"\b(?:breach\w*|incidents?|leaks?)\b", re.I)
WHO = re.compile(r"@|\b(?:officers?|leads?|teams?|authorit\w+|commissioner|owners?|contacts?|dpo|management|director)\b", re.I)
WHEN = re.compile(r"\b\d+ (?:hours?|days?|minutes?)\b|\b(?:at once|immediately|same day|without delay|one day|a day)\b", re.I)


@rule("note", covers=["DAT-09"], sources=["EU-1", "CH-2"], asks="Contact and deadline for a data breach")
def breach_path_missing(product: ProductView) -> Iterator[Found]:
    """You do not say who hears of a data breach, or how soon.

    The GDPR gives you 72 hours to notify the authority, and Switzerland asks you to do it as soon as possible. Hours pass when
    nobody knows whom to call.

    Fix: Add a measure with the mailbox or role that hears of a data breach, and within how many hours.

    Wrong:
        data: {measures: [{status: implemented, text: A data breach is reported.}]}
        ---
        data: {measures: (leave out)}
    Right:
        data:
          measures:
            - status: implemented
              text: A data breach is reported to dpo@lantern.example.com within 24 hours.
    Silent:
        data: {measures: (leave out)}
        security: [{}, {status: implemented, text: "In a security incident the technical lead is told at once, by phone."}]
        ---
        markets: [US]
        company: {country: US}
        data: {measures: (leave out)}
        ---
        markets: [HK]
        company: {country: HK}
        data: {measures: (leave out)}
        ---
        markets: (leave out)
        company: (leave out)
        data: {measures: (leave out)}
        ---
        data: {measures: [{text: "The data protection officer hears of each incident on the same day."}]}
    """
    if not concerns(product, "EEA", "CH"):
        return
    claims = (*product.data.measures, *product.security)
    texts = [english(claim.text) for claim in claims if claim.status.is_in_place]
    text = " ".join(text for text in texts if BREACH.search(text))
    who, when = WHO.search(text), WHEN.search(text)
    if not who and not when:
        yield Found("data.measures", "You do not say who hears of a data breach, and within how many hours.")
    elif not who:
        yield Found("data.measures", "You do not say who hears of a data breach.")
    elif not when:
        yield Found("data.measures", "You do not say within how many hours you report a data breach.")
