"""Advertising emails."""

import re
from collections.abc import Iterator

from policykit.rules import Found, ProductView, rule
from policykit.rules.lib.advertising import address_claims, is_to_existing_customers, shown_text
from policykit.rules.lib.markets import asked_by

ADDRESS_ASKED_BY = {"US": "15 U.S.C. 7704(a)(5)", "HK": "UEMO s. 8"}
POST_BOX = re.compile(r"\bP\.? ?O\.? ?Box\b|\bPost Office Box\b|\bPostfach\b|郵政信箱", re.I)


@rule("error", covers=["US-02", "HK-02"], sources=["US-1", "US-3", "HK-1", "HK-2"])
def advertising_address_missing(product: ProductView) -> Iterator[Found]:
    """Advertising goes out, but the postal address that it has to show is not stated.

    The American text on commercial mail (US-1, US-3) and the one of Hong Kong (HK-1, HK-2) ask for the advertiser's postal
    address in each mail. A registered post box will do in the United States, not in Hong Kong.

    Wrong:
        markets: [US]
        company: {address: (leave out)}
        ---
        markets: [US]
        content: (leave out)
        streams: [{}, {}, {sample: {text: "News of Lantern. Unsubscribe: https://lantern.example.com/stop"}}]
        ---
        markets: [HK]
        company: {address: {street: GPO Box 1234}}
    Right:
        markets: [US, HK]
        ---
        markets: [IE]
        company: {address: (leave out)}
        ---
        markets: [US]
        company: {address: (leave out)}
        streams: [{}, {}, (leave out)]
    """
    # The address that is missing, is a post box where that is not enough, or stands neither in a claim nor in the sample.
    texts = asked_by(product, ADDRESS_ASKED_BY)
    if not texts or not product.marketing:
        return
    company = product.company
    if not company or not company.address:
        message = f"the advertiser's postal address is not stated; asked for by {texts}"
        yield Found("company.address", message, "state the address, and show it in each advertising mail")
        return
    street = company.address.street
    if "HK" in product.markets and (POST_BOX.search(street) or street.upper().startswith("GPO")):
        message = f'the address is a post box ("{street}"), which Cap. 593A (Hong Kong) does not count as an address'
        yield Found("company.address.street", message, "state the street and number of the office")
    if any(address_claims(product)):
        return  # claim-missing-in-sample compares the claim with the samples
    for path, stream in product.marketing:
        text = shown_text(stream)
        if text and street not in text:
            message = f'the sample does not show the postal address ("{street}"); asked for by {texts}'
            yield Found(f"{path}.sample.text", message, "show the address in the mail")


LABEL = re.compile(
    r"\b(?:advert(?:isement|ising)|ad|promotion(?:al)?|solicitation|commercial (?:mail|message)|Anzeige|Werbung)\b", re.I
)


@rule("error", question="examples", covers=["US-02"], sources=["US-1", "US-3"])
def advertising_not_labelled(product: ProductView) -> Iterator[Found]:
    """Advertising to customers who did not agree to it does not say that it is advertising.

    The American text asks for a clear note that a mail is an advertisement; it waives the note for recipients who agreed to the
    mail before (US-1, US-3). Here such recipients are existing customers; of all others the rules on lists ask for consent.

    Wrong:
        markets: [US]
        streams: [{}, {}, {consent: (leave out), existing_customers: {address_from_sale: true}}]
    Right:
        markets: [US]
        ---
        markets: [US]
        streams: [{}, {}, {consent: (leave out), legal_basis: existing customers, sample: {subject: "Advertisement: seats"}}]
        ---
        streams: [{}, {}, {consent: (leave out), legal_basis: existing customers}]
    Silent:
        markets: [US]
        streams: [{}, {}, {consent: (leave out), legal_basis: existing customers, sample: {text: This mail is a promotion.}}]
        ---
        markets: [US]
        streams: [{}, {}, {consent: (leave out), legal_basis: existing customers, sample: (leave out)}]
    """
    # Each marketing sample without a label, where customers get the mail and no consent is stated.
    if "US" not in product.markets:
        return
    for path, stream in product.marketing:
        text = shown_text(stream)
        if stream.consent or not stream.sample or not text or not is_to_existing_customers(stream):
            continue
        if not LABEL.search(f"{stream.sample.subject}\n{text}"):
            message = (
                f"`{stream.id}` goes to customers, consent is not stated, and its sample does not say that it is advertising; "
                "asked for by 15 U.S.C. 7704(a)(5) (the United States)"
            )
            fix = "say in the mail that it is an advertisement, or ask for consent and state it in `consent:`"
            yield Found(f"{path}.sample.text", message, fix)


SENDER_ASKED_BY = {"CH": "art. 3(1)(o) UWG", "DE": "section 6(2) DDG", "HK": "UEMO s. 8"}


@rule("error", covers=["CH-01", "DE-05", "HK-02"], sources=["CH-1", "DE-3", "HK-1"])
def advertising_sender_missing(product: ProductView) -> Iterator[Found]:
    """Advertising goes out, but who advertises, or how to reach them, is not stated.

    The texts of Switzerland (CH-1), Germany (DE-3) and Hong Kong (HK-1) ask that advertising shows its true sender; the one of
    Hong Kong also asks for a way to contact the sender.

    Wrong:
        markets: [CH]
        company: (leave out)
        ---
        markets: [DE]
        streams: [{}, {}, {from: (leave out)}]
        ---
        markets: [HK]
        contacts: (leave out)
        streams: [{}, {}, {reply_to: (leave out)}]
    Right:
        markets: [CH, DE, HK]
        ---
        markets: [CH]
        contacts: (leave out)
        streams: [{}, {}, {reply_to: (leave out)}]
        ---
        markets: [FR]
        streams: [{}, {}, {from: (leave out)}]
    """
    # The company and each sender address that is not stated; in Hong Kong also the contact.
    texts = asked_by(product, SENDER_ASKED_BY)
    if not texts or not product.marketing:
        return
    if not product.company:
        message = f"who advertises is not stated; asked for by {texts}"
        yield Found("company", message, "state the company, and name it in each advertising mail")
    has_mailbox = any(contact.email for contact in product.contacts.values())
    for path, stream in product.marketing:
        if stream.from_ is None:
            message = f"the sender address of `{stream.id}` is not stated; the true sender is asked for by {texts}"
            yield Found(f"{path}.from", message, "state the address that recipients see as sender")
        if "HK" in product.markets and not has_mailbox and stream.reply_to is None:
            message = f"how a recipient of `{stream.id}` reaches the sender is not stated; asked for by UEMO s. 8 (Hong Kong)"
            yield Found(f"{path}.reply_to", message, "state a mailbox that is read, and show it in the mail")


SUBJECT_ASKED_BY = {"DE": "section 6(2) DDG", "US": "15 U.S.C. 7704(a)(2)", "HK": "UEMO s. 12"}
DISGUISE = re.compile(
    r"^(?:(?:re|fwd?|aw|wg|antw)\s*:|(?:important|urgent|wichtig\w*|dringend\w*)\b(?:\s+(?:notice|information|message|mitteilung|nachricht))?\s*[:!]"
    r"|your (?:invoice|order|payment|delivery|parcel|account)\b|ihre? (?:rechnung|bestellung|zahlung|lieferung|paket|konto)\b)",
    re.I,
)


@rule("error", question="examples", covers=["DE-05", "US-02", "HK-02"], sources=["DE-3", "US-3", "HK-1"])
def advertising_subject_disguised(product: ProductView) -> Iterator[Found]:
    """The subject of an advertising mail looks like an answer, a notice or an invoice.

    The texts of Germany (DE-3), the United States (US-3) and Hong Kong (HK-1) ask for a subject that does not hide what the
    mail is. Recipients who feel tricked press the spam button, wherever they live.

    Wrong:
        markets: [DE]
        streams: [{}, {}, {sample: {subject: "Re: [topic]"}}]
        ---
        markets: [US]
        streams: [{}, {}, {sample: {subject: "Important notice: [topic]"}}]
        ---
        markets: [DE]
        streams: [{}, {}, {sample: {subject: "Ihre Rechnung: [topic]"}}]
    Right:
        markets: [DE, US, HK]
        ---
        markets: [DE]
        streams: [{sample: {subject: "Re: your sign-in code"}}]
    Silent:
        markets: [DE]
        streams: [{}, {}, {sample: {subject: "Order now: [topic]"}}]
        ---
        markets: [US]
        streams: [{}, {}, {sample: {subject: "Invoices made easy: [topic]"}}]
        ---
        markets: [US]
        streams: [{}, {}, {sample: {subject: "Why seating plans are important: [topic]"}}]
    """
    # Each marketing sample whose subject begins like mail of another kind.
    if not product.marketing:
        return
    texts = asked_by(product, SUBJECT_ASKED_BY)
    for path, stream in product.marketing:
        match = DISGUISE.search(stream.sample.subject) if stream.sample and texts else None
        if match:
            message = f'the subject of `{stream.id}` begins with "{match[0]}"; an honest one is asked for by {texts}'
            yield Found(f"{path}.sample.subject", message, "say in the subject what is advertised")


# Streets that stand in templates. A number alone proves nothing: 123 Oxford Road exists.
MADE_UP = re.compile(
    r"\b(?:123|1234|12345) (?:main|business|example|sample|test|any|fake|your)\b|\bmuster(?:straße|strasse|str\.|weg|gasse)"
    r"|\b(?:example|sample|your|any) ?(?:street|st\.|avenue|ave|road)\b",
    re.I,
)


@rule("error", covers=["US-03"], sources=["US-1"])
def claimed_address_not_real(product: ProductView) -> Iterator[Found]:
    """A text says that mail shows the postal address, but no real address is stated.

    A reviewer looks for the address in the sample. The American text asks for a street address, a registered post box or a
    registered mailbox (US-1); a made-up one makes the claim false.

    Wrong:
        company: {address: (leave out)}
        ---
        company: {address: {street: 123 Main Street}}
        ---
        company: {address: {street: Musterstraße 1}}
        content: [{text: The footer of each mail states the physical address.}]
    Right:
        company: {address: {street: 123 Oxford Road}}
        ---
        company: {address: (leave out)}
        content: (leave out)
    Silent:
        company: {address: (leave out)}
        content: [{status: planned, text: The footer states the postal address.}]
        ---
        company: {address: (leave out)}
        content: [{text: The footer states the email address of the support.}]
        ---
        company: {address: {street: 7 Main Street}}
    """
    # Each claim of an address, where none or a made-up one is stated.
    company = product.company
    address = company.address
    if address and not MADE_UP.search(address.street):
        return
    state = f'the stated one looks made up: "{address.street}"' if address else "none is stated"
    for path, words in address_claims(product):
        fix = "state street, registered post box or registered mailbox in `company.address`, and show it in each mail"
        yield Found(path, f"mail is said to show a {words}, but {state}", fix)
