"""Consent and legal basis."""

import re
from collections.abc import Iterator

from policykit.readiness.countries import goes_to
from policykit.readiness.sentences import english
from policykit.rules import Found, ProductView, rule
from policykit.rules.lib.advertising import CONSENT_RECORD, is_to_existing_customers

CONSENT = re.compile(r"(?<!without )(?<!no )\bconsent\b|\bopt-?in\b|6\(1\)\(a\)", re.I)


@rule(
    "warning",
    question="lists",
    covers=["EU-02", "CH-01"],
    sources=["EU-2", "CH-1"],
    severity_because="The rules on lists refuse advertising without consent; here a consent is described.",
)
def advertising_basis_not_consent(product: ProductView) -> Iterator[Found]:
    """Advertising names a legal basis other than consent, and no exception.

    The EU and Switzerland ask for consent before the first advertising email, with one exception for existing customers. A
    legitimate interest under the GDPR does not replace the consent.

    Fix: Name consent as the legal basis, or say in `existing_customers:` why none is needed.

    Wrong:
        streams:
          - id: newsletter
            legal_basis: legitimate interests
        ---
        markets: [CH]
        streams:
          - id: newsletter
            legal_basis: our interest in customers, without consent
    Right:
        streams:
          - id: newsletter
            legal_basis: consent, GDPR art. 6(1)(a)
    Silent:
        streams: [{}, {}, {legal_basis: existing customers}]
        ---
        markets: [US]
        streams: [{}, {}, {legal_basis: legitimate interests}]
        ---
        streams: [{}, {}, {legal_basis: double opt-in of the reader}]
        ---
        streams: [{}, {}, {consent: (leave out), legal_basis: legitimate interests}]
        ---
        streams: [{legal_basis: legitimate interests}]
    """
    if not goes_to(product, "EEA", "CH"):
        return
    for path, stream in product.marketing:
        basis = english(stream.legal_basis)
        # Without any consent, marketing-without-consent speaks.
        if stream.consent and basis and not CONSENT.search(basis) and not is_to_existing_customers(stream):
            yield Found(
                f"{path}.legal_basis",
                'You describe how recipients of `{stream}` agree, but the legal basis is "{basis}".',
                stream=stream.id,
                basis=basis,
            )


@rule(
    "warning",
    question="lists",
    covers=["HK-03"],
    sources=["HK-4"],
    asks="Recorded consent of customers in Hong Kong",
)
def direct_marketing_consent_missing(product: ProductView) -> Iterator[Found]:
    """Existing customers in Hong Kong get advertising, but a recorded consent is missing.

    Hong Kong asks for consent before personal data is used for direct marketing, from existing customers too.

    Fix: Ask for consent, record its date and wording, and describe that in `consent:`.

    Wrong:
        markets: [HK]
        streams:
          - id: newsletter
            consent: (leave out)
            legal_basis: existing customers
        ---
        markets: [HK]
        streams:
          - id: newsletter
            consent: Customers agree at the till.
            existing_customers: {address_from_sale: true}
    Right:
        streams:
          - id: newsletter
            consent: Customers tick the newsletter when they order; we record the date and the wording.
    Silent:
        markets: [HK]
        streams: [{}, {}, {existing_customers: {address_from_sale: true}}]
        ---
        markets: [HK]
        streams: [{}, {}, {consent: (leave out)}]
        ---
        streams: [{}, {}, {consent: (leave out), legal_basis: existing customers}]
    """
    if "HK" not in product.markets:
        return
    for path, stream in product.marketing:
        if is_to_existing_customers(stream) and not CONSENT_RECORD.search(english(stream.consent)):
            yield Found(
                f"{path}.consent",
                "Customers in Hong Kong get `{stream}`, but a record of their consent is missing."
                if stream.consent
                else "Customers in Hong Kong get `{stream}`, but their consent is missing.",
                stream=stream.id,
            )


TIME = re.compile(r"\b(?:time\w*|date|day|when)\b", re.I)
WORDING = re.compile(r"\b(?:words?|wording|text|form)\b", re.I)
CONFIRMATION = re.compile(r"\bconfirm\w*|\bdouble opt-?in\b", re.I)


@rule(
    "note",
    question="lists",
    covers=["DE-01"],
    sources=["DE-1", "DE-4", "DE-5"],
    asks="Double opt-in and its record",
    severity_because="German courts ask for this proof. AWS does not.",
)
def double_opt_in_record_missing(product: ProductView) -> Iterator[Found]:
    """You advertise in Germany, but the double opt-in or a part of its record is missing.

    Germany asks for express consent before the first advertising email, between businesses too, and the sender has to prove it.
    A double opt-in with a record of time, wording and confirmation is the proof that courts and authorities know.

    Fix: Send advertising only after the recipient opened a link in a confirmation email without advertising. Record time,
    wording and confirmation, and describe that in `consent:`.

    Wrong:
        markets: [DE]
        streams:
          - id: newsletter
            recipients: {verified: account}
        ---
        markets: [DE]
        streams:
          - id: newsletter
            consent: Readers tick the newsletter; the address is recorded.
    Right:
        streams:
          - id: newsletter
            recipients: {verified: double}
            consent: Readers tick the newsletter and confirm a link. We record date, wording and confirmation.
    Silent:
        markets: [FR]
        streams: [{}, {}, {recipients: {verified: account}}]
        ---
        markets: [DE]
        streams: [{}, {}, {recipients: {verified: account}, existing_customers: {address_from_sale: true}}]
        ---
        markets: [DE]
        streams: [{}, {}, {consent: "Date, wording of the form and the click on the confirmation link are stored."}]
        ---
        markets: [DE]
        streams: [{}, {}, {consent: Readers tick the newsletter.}]
    """
    if "DE" not in product.markets:
        return
    for path, stream in product.marketing:
        if is_to_existing_customers(stream):
            continue
        verified, consent = stream.recipients.verified, english(stream.consent)
        if verified in ("single", "account"):
            yield Found(
                f"{path}.recipients.verified",
                "The addresses of `{stream}` are confirmed by `{check}`, not by a double opt-in.",
                stream=stream.id,
                check=verified,
            )
        if CONSENT_RECORD.search(consent):
            place = f"{path}.consent"
            if not TIME.search(consent):
                yield Found(place, "The time of the consent to `{stream}` is missing in your record.", stream=stream.id)
            if not WORDING.search(consent):
                yield Found(place, "The wording of the consent to `{stream}` is missing in your record.", stream=stream.id)
            if not CONFIRMATION.search(consent):
                yield Found(place, "The confirmation of the consent to `{stream}` is missing in your record.", stream=stream.id)


CONDITIONS = ("address_from_sale", "own_similar_goods", "no_objection", "told_each_time")


@rule("warning", question="lists", covers=["DE-02"], sources=["DE-1", "EU-2", "CH-1"])
def existing_customer_condition_not_met(product: ProductView) -> Iterator[Found]:
    """Advertising goes to existing customers without consent, but a condition for that is not met.

    The exception for existing customers in the EU and Switzerland has four conditions, and all of them have to be met.

    Fix: Meet all four conditions, or ask for consent and remove `existing_customers:`.

    Wrong:
        markets: [CH]
        streams:
          - id: newsletter
            existing_customers: {address_from_sale: false, own_similar_goods: true, no_objection: true, told_each_time: true}
    Right:
        streams:
          - id: newsletter
            existing_customers: {address_from_sale: true, own_similar_goods: true, no_objection: true, told_each_time: true}
    Silent:
        streams: [{}, {}, {existing_customers: {address_from_sale: true}}]
        ---
        markets: [US]
        streams: [{}, {}, {existing_customers: {address_from_sale: false}}]
    """
    if not goes_to(product, "EEA", "CH"):
        return
    for path, stream in product.marketing:
        fields = [f"`{name}`" for name in CONDITIONS if getattr(stream.existing_customers, name) is False]
        if fields:
            yield Found(
                f"{path}.existing_customers",
                "`{stream}` goes to existing customers, but you set {fields} to false.",
                stream=stream.id,
                fields=fields,
            )
