"""Advertising emails."""

import re
from collections.abc import Iterator

from policykit.readiness.countries import goes_to
from policykit.rules import Found, ProductView, rule
from policykit.rules.lib.advertising import address_claims, is_to_existing_customers

LAW_NOT_AWS = "The law of a market asks for it. AWS asks about it at most."
POST_BOX = re.compile(r"\bP\.? ?O\.? ?Box\b|\bPost Office Box\b|\bPostfach\b|郵政信箱|^GPO", re.I)


@rule(
    "warning",
    question="examples",
    covers=["US-02", "HK-02"],
    sources=["US-1", "US-3", "HK-1", "HK-2"],
    severity_because=LAW_NOT_AWS,
)
def advertising_address_not_shown(product: ProductView) -> Iterator[Found]:
    """An advertising email shows no postal address that its market accepts.

    In the United States and Hong Kong, each advertising email has to show your postal address. In the United States a
    registered post box will do, in Hong Kong it will not.

    Fix: Show street, number and city of your company in the email.

    Wrong:
        markets: [US]
        content: (leave out)
        streams:
          - id: newsletter
            sample: {text: "News of Lantern. Unsubscribe: https://lantern.example.com/stop"}
        ---
        markets: [HK]
        company: {address: {street: GPO Box 1234}}
    Right:
        streams:
          - id: newsletter
            sample:
              text: |
                This month Lantern learned to print seating plans.

                Unsubscribe: https://lantern.example.com/stop
                Lantern Ltd, 4 Harbour Row, Dublin
    Silent:
        markets: [US, HK]
        ---
        markets: [IE]
        content: (leave out)
        streams: [{}, {}, {sample: {text: "News of Lantern. Unsubscribe: https://lantern.example.com/stop"}}]
    """
    if not goes_to(product, "US", "HK") or not product.marketing or not product.company.address:
        return
    street = product.company.address.street
    if "HK" in product.markets and POST_BOX.search(street):
        yield Found(
            "company.address.street",
            'You advertise in Hong Kong, where your post box ("{street}") does not count as an address.',
            "Give street and number of your office.",
            street=street,
        )
    if any(address_claims(product)):
        return  # claim-missing-in-sample compares the claim with the samples
    for path, stream in product.marketing:
        if stream.sample.text and street not in stream.sample.text:
            yield Found(
                f"{path}.sample.text",
                "The sample of `{stream}` does not show your postal address ({street}).",
                stream=stream.id,
                street=street,
            )


LABEL = re.compile(
    r"\b(?:advert(?:isement|ising)|ad|promotion(?:al)?|solicitation|commercial (?:mail|message)|Anzeige|Werbung)\b", re.I
)


@rule("warning", question="examples", covers=["US-02"], sources=["US-1", "US-3"], severity_because=LAW_NOT_AWS)
def advertising_not_labelled(product: ProductView) -> Iterator[Found]:
    """Advertising to customers who did not agree to it does not say that it is advertising.

    In the United States, a commercial email has to say clearly that it is an advertisement, unless the recipient agreed to it
    beforehand.

    Fix: Say in the email that it is an advertisement, or ask for consent and describe it in `consent:`.

    Wrong:
        markets: [US]
        streams:
          - id: newsletter
            consent: (leave out)
            existing_customers: {address_from_sale: true}
    Right:
        streams:
          - id: newsletter
            sample: {subject: "Advertisement: [topic]"}
    Silent:
        markets: [US]
        ---
        markets: [US]
        streams: [{}, {}, {consent: (leave out), legal_basis: existing customers, sample: {text: This mail is a promotion.}}]
        ---
        markets: [US]
        streams: [{}, {}, {consent: (leave out), legal_basis: existing customers, sample: (leave out)}]
        ---
        streams: [{}, {}, {consent: (leave out), legal_basis: existing customers}]
    """
    if "US" not in product.markets:
        return
    for path, stream in product.marketing:
        text = stream.sample.text
        if stream.consent or not text or not is_to_existing_customers(stream):
            continue
        if not LABEL.search(f"{stream.sample.subject}\n{text}"):
            yield Found(
                f"{path}.sample.text",
                "`{stream}` goes to customers without their consent, and its sample does not say that it is advertising.",
                stream=stream.id,
            )


DISGUISE = re.compile(
    r"^(?:(?:re|fwd?|aw|wg|antw)\s*:|(?:important|urgent|wichtig\w*|dringend\w*)\b(?:\s+(?:notice|information|message|mitteilung|nachricht))?\s*[:!]"
    r"|your (?:invoice|order|payment|delivery|parcel|account)\b|ihre? (?:rechnung|bestellung|zahlung|lieferung|paket|konto)\b)",
    re.I,
)


@rule("error", question="examples", covers=["DE-05", "US-02", "HK-02"], sources=["DE-3", "US-3", "HK-1"])
def advertising_subject_disguised(product: ProductView) -> Iterator[Found]:
    """The subject of an advertising email looks like a reply, a notice or an invoice.

    Recipients who feel tricked press the spam button, and each complaint counts against your account. Germany, the United
    States and Hong Kong also forbid a subject that hides what the email is.

    Fix: Say in the subject what you advertise.

    Wrong:
        streams:
          - id: newsletter
            sample: {subject: "Re: [topic]"}
        ---
        streams:
          - id: newsletter
            sample: {subject: "Important notice: [topic]"}
        ---
        streams:
          - id: newsletter
            sample: {subject: "Ihre Rechnung: [topic]"}
    Right:
        streams:
          - id: newsletter
            sample: {subject: "News from Lantern: [topic]"}
    Silent:
        streams: [{sample: {subject: "Re: your sign-in code"}}]
        ---
        streams: [{}, {}, {sample: {subject: "Order now: [topic]"}}]
        ---
        streams: [{}, {}, {sample: {subject: "Invoices made easy: [topic]"}}]
        ---
        streams: [{}, {}, {sample: {subject: "Why seating plans are important: [topic]"}}]
    """
    # In every market: a deceptive subject is AWS's problem too, wherever the recipients are.
    for path, stream in product.marketing:
        match = DISGUISE.search(stream.sample.subject or "")
        if match:
            yield Found(
                f"{path}.sample.subject",
                'The subject of `{stream}` begins with "{words}", but the email is advertising.',
                stream=stream.id,
                words=match[0],
            )


# Streets that appear in templates. A number alone proves nothing: 123 Oxford Road exists.
MADE_UP = re.compile(
    r"\b(?:123|1234|12345) (?:main|business|example|sample|test|any|fake|your)\b|\bmuster(?:straße|strasse|str\.|weg|gasse)"
    r"|\b(?:example|sample|your|any) ?(?:street|st\.|avenue|ave|road)\b",
    re.I,
)


@rule(
    "warning",
    question="examples",
    covers=["US-03"],
    sources=["US-1"],
    asks="Postal address",
    severity_because="A missing address proves nothing wrong. AWS will ask for it.",
)
def claimed_address_missing(product: ProductView) -> Iterator[Found]:
    """A text says that emails show your postal address, but the address is missing.

    A reviewer looks for the address in the sample. Without it, nothing supports what you say.

    Fix: Add a street, a registered post box or a registered mailbox to `company.address`, or remove the sentence.

    Wrong:
        company: {address: (leave out)}
    Right:
        company:
          address: {street: 4 Harbour Row, postcode: D02 X285, city: Dublin, country: IE}
    Silent:
        company: {address: (leave out)}
        content: (leave out)
        ---
        company: {address: (leave out)}
        content: [{status: planned, text: The footer states the postal address.}]
        ---
        company: {address: (leave out)}
        content: [{text: The footer states the email address of the support.}]
        ---
        markets: [US]
        company: {address: (leave out)}
    """
    if product.company.address or (goes_to(product, "US", "HK") and product.marketing):
        return  # there advertising-address-missing asks
    for _, words in address_claims(product):
        yield Found("company.address", 'You say that your emails show a "{words}", but the address is missing.', words=words)
        return


@rule("error", question="examples", covers=["US-03"], sources=["US-1"])
def claimed_address_not_real(product: ProductView) -> Iterator[Found]:
    """A text says that emails show your postal address, but the address looks made up.

    A reviewer looks for the address in the sample. A made-up one makes the statement false.

    Fix: Give a real street, a registered post box or a registered mailbox in `company.address`, and show it in each email and
    its sample.

    Wrong:
        company: {address: {street: 123 Main Street}}
        ---
        company: {address: {street: Musterstraße 1}}
        content: [{text: The footer of each mail states the physical address.}]
    Right:
        company:
          address: {street: 4 Harbour Row, postcode: D02 X285, city: Dublin, country: IE}
    Silent:
        company: {address: {street: 123 Oxford Road}}
        ---
        company: {address: {street: 7 Main Street}}
        ---
        company: {address: {street: 123 Main Street}}
        content: (leave out)
    """
    street = product.company.address.street
    if not street or not MADE_UP.search(street):
        return
    for path, words in address_claims(product):
        yield Found(
            path, 'You say that your emails show a "{words}", but "{street}" looks made up.', words=words, street=street
        )
