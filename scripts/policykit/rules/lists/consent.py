"""Consent."""

import re
from collections.abc import Iterator

from policykit.readiness.contradictions import invitees_called_opted_in
from policykit.readiness.sentences import english, is_denied, sentence_at
from policykit.readiness.statements import wordings_with
from policykit.rules import Found, ProductView, rule
from policykit.rules.lib.advertising import CONSENT_RECORD, is_to_existing_customers

TERM = re.compile(r"\bdouble[- ]opt[- ]?in\b", re.I)
ADVERTISING = re.compile(r"\b(?:marketing|newsletters?|promotion\w*|advertis\w+)\b", re.I)


@rule("warning", question="lists", covers=["LIST-05"], sources=["DE-5", "G-3"])
def account_check_called_double_opt_in(product: ProductView) -> Iterator[Found]:
    """The confirmation of an account is called a double opt-in.

    A double opt-in is a consent to advertising that is confirmed by a link; in German practice it is a term of art. Who writes
    it of a sign-up makes the reader look for the advertising (DE-5, G-3).

    Wrong:
        lists: {confirmation: "Double opt-in: singers verify their address at sign-up."}
        streams: [{}, {}, (leave out)]
    Right:
        lists: {confirmation: "Verified registration: singers verify their address at sign-up."}
        streams: [{}, {}, (leave out)]
        ---
        lists: {double_opt_in: The newsletter needs a double opt-in.}
    Silent:
        lists: {double_opt_in: "Double opt-in does not apply, because there is no advertising."}
        streams: [{}, {}, (leave out)]
        ---
        lists: {double_opt_in: Double opt-in would be needed for marketing.}
        streams: [{}, {}, (leave out)]
    """
    # Each field that uses the term, where no stream has a double opt-in.
    if any(stream.recipients.verified == "double" for stream in product.streams):
        return
    for item in wordings_with(product, ("double",), "lists", "streams", "commitments", "content"):
        if item.path.startswith("statements"):
            return
        match = TERM.search(item.text)
        if match and not is_denied(item.text, match) and not ADVERTISING.search(sentence_at(item.text, match)):
            fix = 'write "verified registration", or set `verified: double` on the marketing stream that has it'
            yield Found(item.path, f'"{match[0]}", but only the address of an account is confirmed', fix)


@rule("error", question="lists", covers=["LIST-02"], sources=["AWS-05", "DE-1", "CH-1"])
def consent_not_recorded(product: ProductView) -> Iterator[Found]:
    """A marketing stream states a consent, but not that it is recorded.

    A consent that nobody can show later is none: keep the day, the words and the address with it (AWS-05, DE-1, CH-1).

    Wrong:
        streams: [{}, {}, {consent: Readers tick the newsletter and confirm a link.}]
    Right:
        streams: [{}, {}, {consent: Readers confirm a link; the day and the words are kept with the address.}]
    Silent:
        streams: [{}, {}, {consent: "The application logs each confirmation: day, text, address."}]
        ---
        streams: [{consent: Singers ask for each code themselves.}]
    """
    # Each marketing stream whose consent says nothing of a record.
    for path, stream in product.marketing:
        if stream.consent and not is_to_existing_customers(stream) and not CONSENT_RECORD.search(english(stream.consent)):
            message = f"`{stream.id}` states a consent, but not that it is recorded"
            fix = "keep day, words and address of each consent, and say so in `consent:`"
            yield Found(f"{path}.consent", message, fix)


@rule("error", question="lists", covers=["LIST-04"], sources=["AWS-01", "AWS-03"])
def invitee_called_opted_in(product: ProductView) -> Iterator[Found]:
    """People whose address somebody else entered are said to have asked for the mail.

    An invitee did nothing before the first mail, so "opted in" is not true of that mail. Say who enters the address, that each
    event makes one mail, who is named in it, and how it can be stopped (AWS-01, AWS-03).

    Wrong:
        streams:
          - {}
          - recipients: {address_source: The organizer types in the addresses of the guests.}
            consent: Guests have opted in.
        ---
        streams:
          - {}
          - trigger: (leave out)
            recipients: {address_source: (leave out), who: people who explicitly expect the invitation}
    Right:
        streams:
          - {}
          - recipients: {address_source: The organizer types in the addresses of the guests.}
            consent: The organizer asked the guest beforehand; the mail names the organizer.
    Silent:
        streams: [{}, {consent: Singers opted in when they joined the choir.}]
        ---
        streams:
          - {}
          - recipients: {address_source: Guests give the host their own address on a form.}
            consent: Guests opt in there.
    """
    # The first such claim of each stream.
    for item in invitees_called_opted_in(product):
        message = f'"{item.words}" is said of people whom somebody else invites or enters (`{item.stream}`)'
        fix = "say who enters the address, what the invitee can do, and what limits misuse; claim no opt-in"
        yield Found(item.about, message, fix)


@rule("error", question="lists", covers=["LIST-02"], sources=["AWS-05", "DE-1", "CH-1"])
def marketing_address_unconfirmed(product: ProductView) -> Iterator[Found]:
    """A marketing stream goes to addresses that nobody confirmed.

    Anybody can type in anybody's address. Without a confirmation the sender cannot show that the reader agreed (AWS-05, DE-1,
    CH-1).

    Wrong:
        streams: [{}, {}, {recipients: {verified: none}}]
        ---
        streams: [{}, {}, {recipients: {verified: (leave out)}}]
    Right:
        streams: [{}, {}, {recipients: {verified: double}}]
    """
    # Each marketing stream whose addresses are not confirmed, or may not be.
    for path, stream in product.marketing:
        if is_to_existing_customers(stream):
            continue
        if stream.recipients and stream.recipients.verified in (None, "none"):
            if stream.recipients.verified == "none":
                message = f"`{stream.id}` is marketing, and nobody confirms its addresses"
            else:
                message = f"`{stream.id}` is marketing, and whether its addresses are confirmed is not stated"
            fix = "send a link to confirm before the first mail, and set `verified: double`"
            yield Found(f"{path}.recipients", message, fix)


@rule("error", question="lists", covers=["LIST-02"], sources=["AWS-05", "DE-1", "CH-1", "EU-2"])
def marketing_without_consent(product: ProductView) -> Iterator[Found]:
    """A marketing stream does not say how its recipients agreed to it.

    Marketing needs consent before the first mail: AWS asks for it, and so do the laws of the EU, Germany and Switzerland
    (AWS-05, EU-2, DE-1, CH-1).

    Wrong:
        streams: [{}, {}, {consent: (leave out)}]
    Right:
        streams: [{}, {}, {consent: "Readers tick the newsletter and confirm a link; day, text and address are recorded."}]
        ---
        streams: [{consent: (leave out)}]
        ---
        streams: [{}, {}, {consent: (leave out), legal_basis: existing customers}]
    """
    # Each marketing stream without consent.
    for path, stream in product.marketing:
        if stream.consent is None and not is_to_existing_customers(stream):
            message = f"`{stream.id}` is marketing, and how its recipients agreed is not stated"
            fix = "ask before the first mail, and state in `consent:` where people agree and what is recorded"
            yield Found(path, message, fix)
