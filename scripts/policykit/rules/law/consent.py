"""Consent and legal basis."""

import re
from collections.abc import Iterator

from policykit.readiness.sentences import english
from policykit.rules import Found, ProductView, rule
from policykit.rules.lib.advertising import CONSENT_RECORD, is_to_existing_customers
from policykit.rules.lib.markets import asked_by, is_at_home, is_market

CONSENT_ASKED_BY = {"EEA": "ePrivacy art. 13(1)", "CH": "art. 3(1)(o) UWG"}
CONSENT = re.compile(r"(?<!without )(?<!no )\bconsent\b|\bopt-?in\b|6\(1\)\(a\)", re.I)


@rule("error", question="lists", covers=["EU-02", "CH-01"], sources=["EU-2", "CH-1"])
def advertising_basis_not_consent(product: ProductView) -> Iterator[Found]:
    """A marketing stream rests on something other than consent, and no exception is stated.

    The texts of the EU (EU-2) and Switzerland (CH-1) ask for consent before the first advertising mail, with one exception for
    existing customers. A legitimate interest under the GDPR does not answer them. That a consent is stated and recorded, other
    rules ask.

    Wrong:
        streams: [{}, {}, {legal_basis: legitimate interests}]
        ---
        markets: [CH]
        streams: [{}, {}, {legal_basis: "our interest in customers, without consent"}]
    Right:
        streams: [{}, {}, {legal_basis: "consent, GDPR art. 6(1)(a)"}]
        ---
        streams: [{}, {}, {legal_basis: existing customers}]
        ---
        markets: [US]
        streams: [{}, {}, {legal_basis: legitimate interests}]
    Silent:
        streams: [{}, {}, {legal_basis: double opt-in of the reader}]
        ---
        streams: [{}, {}, {consent: (leave out), legal_basis: legitimate interests}]
        ---
        streams: [{legal_basis: legitimate interests}]
    """
    # Each marketing stream with a legal basis that is neither consent nor the exception.
    texts = asked_by(product, CONSENT_ASKED_BY) if product.marketing else ""
    if not texts:
        return
    for path, stream in product.marketing:
        basis = english(stream.legal_basis)
        # Where no consent is stated at all, marketing-without-consent tells it.
        if stream.consent and basis and not CONSENT.search(basis) and not is_to_existing_customers(stream):
            message = f'`{stream.id}` rests on "{basis}"; consent as the basis is asked for by {texts}'
            fix = "name consent as the basis, or state in `existing_customers:` why none is needed"
            yield Found(f"{path}.legal_basis", message, fix)


@rule("warning", question="lists", covers=["HK-03"], sources=["HK-4"])
def direct_marketing_consent_missing(product: ProductView) -> Iterator[Found]:
    """Existing customers in Hong Kong get advertising, and a recorded consent is not stated.

    Part 6A of the PDPO asks for consent before personal data is used for direct marketing, from customers too (HK-4). What
    marketing to others needs, the rules on lists ask everywhere.

    Wrong:
        markets: [HK]
        streams: [{}, {}, {consent: (leave out), legal_basis: existing customers}]
        ---
        markets: [HK]
        streams: [{}, {}, {consent: Customers agree at the till., existing_customers: {address_from_sale: true}}]
    Right:
        markets: [HK]
        streams: [{}, {}, {existing_customers: {address_from_sale: true}}]
        ---
        markets: [HK]
        streams: [{}, {}, {consent: (leave out)}]
        ---
        streams: [{}, {}, {consent: (leave out), legal_basis: existing customers}]
    """
    # Each marketing stream to existing customers whose consent, or its record, is not stated.
    if "HK" not in product.markets:
        return
    for path, stream in product.marketing:
        if is_to_existing_customers(stream) and not CONSENT_RECORD.search(english(stream.consent)):
            state = "a record of their consent" if stream.consent else "their consent"
            message = (
                f"`{stream.id}` goes to existing customers, and {state} is not stated; asked for by PDPO Part 6A (Hong Kong)"
            )
            fix = "ask for consent, record day and wording, and say so in `consent:`"
            yield Found(f"{path}.consent", message, fix)


TEXT = "section 7(2) no. 2 UWG (Germany) asks for express prior consent, and the sender has to prove it"
PARTS = {
    "the time": re.compile(r"\b(?:time\w*|date|day|when)\b", re.I),
    "the wording": re.compile(r"\b(?:words?|wording|text|form)\b", re.I),
    "the confirmation": re.compile(r"\bconfirm\w*|\bdouble opt-?in\b", re.I),
}


@rule("error", question="lists", covers=["DE-01"], sources=["DE-1", "DE-4", "DE-5"])
def double_opt_in_record_missing(product: ProductView) -> Iterator[Found]:
    """Advertising for Germany goes out, but the double opt-in or a part of its record is not stated.

    Section 7(2) no. 2 UWG asks for express consent before the first mail, between businesses too (DE-1), and the sender has to
    prove it (DE-4). Double opt-in with a record is the proof that courts and authorities know (DE-5): time, wording and
    confirmation; the mail that asks for the confirmation holds no advertising. That there is a consent and a record at all,
    other rules ask.

    Wrong:
        markets: [DE]
        streams: [{}, {}, {recipients: {verified: account}}]
        ---
        markets: [DE]
        streams: [{}, {}, {consent: Readers tick the newsletter; the address is recorded.}]
    Right:
        markets: [DE]
        ---
        markets: [FR]
        streams: [{}, {}, {recipients: {verified: account}}]
        ---
        markets: [DE]
        streams: [{}, {}, {recipients: {verified: account}, existing_customers: {address_from_sale: true}}]
    Silent:
        markets: [DE]
        streams: [{}, {}, {consent: "Date, wording of the form and the click on the confirmation link are stored."}]
        ---
        markets: [DE]
        streams: [{}, {}, {consent: Readers tick the newsletter.}]
    """
    # Each marketing stream that is not confirmed by double opt-in, or records less than the proof needs.
    if "DE" not in product.markets:
        return
    for path, stream in product.marketing:
        if is_to_existing_customers(stream):
            continue
        verified, consent = stream.recipients.verified, english(stream.consent)
        if verified in ("single", "account"):
            message = f"addresses of `{stream.id}` are confirmed by `{verified}`, not by double opt-in; {TEXT}"
            fix = "send the newsletter only after a link in a confirmation mail was opened; keep that mail free of advertising"
            yield Found(f"{path}.recipients.verified", message, fix)
        missing = [name for name, words in PARTS.items() if not words.search(consent)]
        if missing and CONSENT_RECORD.search(consent):
            message = f"the record of the consent to `{stream.id}` is not said to hold {', '.join(missing)}; {TEXT}"
            yield Found(f"{path}.consent", message, "record time, wording and confirmation, and say so in `consent:`")


CONDITIONS_ASKED_BY = {"DE": "section 7(3) UWG", "EEA": "ePrivacy art. 13(2)", "CH": "art. 3(1)(o) UWG"}
CONDITIONS = {
    "address_from_sale": "the address came with a sale",
    "own_similar_goods": "only own, similar goods are advertised",
    "no_objection": "who objected gets no more advertising",
    "told_each_time": "the right to object is told at collection and in each mail",
}


@rule("warning", question="lists", covers=["DE-02"], sources=["DE-1", "EU-2", "CH-1"])
def existing_customer_conditions_missing(product: ProductView) -> Iterator[Found]:
    """Advertising goes to existing customers without consent, and a condition for that is not stated.

    The exception for existing customers has conditions that hold together (DE-1, EU-2, CH-1): the address came with a sale,
    only own and similar goods are advertised, the customer has not objected, and the right to object is told at collection and
    in each mail.

    Wrong:
        markets: [DE]
        streams: [{}, {}, {existing_customers: {address_from_sale: true, own_similar_goods: true, no_objection: true}}]
        ---
        streams: [{}, {}, {legal_basis: existing customers}]
        ---
        markets: [CH]
        streams: [{}, {}, {existing_customers: {address_from_sale: false}}]
    Right:
        markets: [DE]
        streams:
          - {}
          - {}
          - existing_customers: {address_from_sale: true, own_similar_goods: true, no_objection: true, told_each_time: true}
        ---
        markets: [US]
        streams: [{}, {}, {legal_basis: existing customers}]
    Silent:
        streams: [{}, {}, {consent: Customers tick the newsletter when they buy.}]
    """
    # Each marketing stream to existing customers, with the conditions that are not stated or do not hold.
    texts = asked_by(product, CONDITIONS_ASKED_BY) if product.marketing else ""
    if not texts:
        return
    for path, stream in product.marketing:
        if is_to_existing_customers(stream):
            stated = stream.existing_customers
            open_conditions = [words for name, words in CONDITIONS.items() if getattr(stated, name, None) is not True]
            if open_conditions:
                conditions = "; ".join(open_conditions)
                message = f"`{stream.id}` goes to existing customers; not stated, though asked for by {texts}: {conditions}"
                fix = "meet all four conditions and state them in `existing_customers:`, or ask for consent"
                yield Found(f"{path}.existing_customers", message, fix)


@rule("error", covers=["EU-01"], sources=["EU-1"])
def legal_basis_missing(product: ProductView) -> Iterator[Found]:
    """A stream to recipients in the EU does not say on which legal basis it rests.

    Article 6 of the GDPR asks for a legal basis for each processing (EU-1): usually a contract for mail about an account, a
    legitimate interest for security notices, consent for advertising.

    Wrong:
        streams: [{legal_basis: (leave out)}]
        ---
        markets: [US]
        company: {country: DE}
        streams: [{}, {legal_basis: (leave out)}]
    Right:
        markets: [US]
        company: {country: US}
        streams: [{legal_basis: (leave out)}]
        ---
        streams: [{legal_basis: (leave out), recipients: {internal: true}}]
    """
    # Each stream without a legal basis; mail to the company's own mailbox is left out.
    if not is_market(product, "EEA") and not is_at_home(product, "EEA"):
        return
    for path, stream in product.each_stream():
        if stream.legal_basis is None and not stream.recipients.internal:
            message = f"the legal basis of `{stream.id}` is not stated; GDPR art. 6 asks for one"
            fix = "state it in `legal_basis:`: contract for account mail, consent for advertising, or what holds"
            yield Found(f"{path}.legal_basis", message, fix)
