"""Company details."""

import re
from collections.abc import Iterator

from policykit.readiness.sentences import english
from policykit.rules import Found, ProductView, rule
from policykit.rules.lib.markets import concerns, home, is_at_home

LAW_NOT_AWS = "The law of a market asks for it, and AWS does not."


@rule("warning", covers=["DE-03", "CH-02"], sources=["DE-2", "CH-1"], asks="Country of the company")
def company_country_missing(product: ProductView) -> Iterator[Found]:
    """The country of your company is missing.

    A legal notice, contracts with processors and the reporting of data breaches depend on where your company is. Without the
    country it is unclear what applies to you.

    Fix: Add the country of the registered office to `company.country`.

    Wrong:
        company: {country: (leave out), address: (leave out)}
        ---
        company: (leave out)
    Right:
        company: {name: Lantern Ltd, country: IE}
    Silent:
        company: {country: (leave out), address: {country: IE}}
    """
    if home(product) is None:
        yield Found("company.country", "The country of your company is missing.")


@rule("warning", covers=["LAW-02"], asks="Markets")
def markets_missing(product: ProductView) -> Iterator[Found]:
    """The countries that your email goes to are missing.

    Consent, advertising and personal data have rules of their own in each country. Without your markets it is unclear which
    of them apply to you.

    Fix: List the countries of your recipients in `markets:`, by their codes.

    Wrong:
        markets: (leave out)
    Right:
        markets: [IE]
    """
    if not product.markets:
        yield Found("markets", "The countries that your email goes to are missing.")


@rule(
    "note",
    covers=["DE-03", "CH-02"],
    sources=["DE-2", "CH-1"],
    asks="Legal notice on your website",
    severity_because=LAW_NOT_AWS,
)
def imprint_missing(product: ProductView) -> Iterator[Found]:
    """The legal notice of your website is missing.

    Germany asks businesses for a legal notice on their website. Switzerland asks whoever offers something online for their
    identity and a contact address, including an email address.

    Fix: Publish a page with your name, postal address and email address, and give its URL in `website.imprint_url`.

    Wrong:
        markets: [DE]
        website: {imprint_url: (leave out)}
        ---
        company: {country: CH}
        website: {imprint_url: (leave out)}
    Right:
        website:
          url: https://lantern.example.com
          imprint_url: https://lantern.example.com/imprint
    Silent:
        markets: [DE, CH]
        ---
        website: {imprint_url: (leave out)}
        ---
        markets: [DE]
        website: (leave out)
        ---
        markets: (leave out)
        company: (leave out)
        website: {imprint_url: (leave out)}
    """
    website = product.website
    if website and not website.imprint_url and concerns(product, "DE", "CH"):
        yield Found("website.imprint_url", "The legal notice of {url} is missing.", url=website.url)


# The two laws of the source. Those on AG, OHG and KG are others.
REGISTERED = re.compile(r"^(?!.*\bKG).*\b(?:gGmbH|GmbH|UG|e\. ?K\.)(?!\w)")
REGISTER = re.compile(r"\bHR[AB] ?\d|\b(?:Amts|Register)gericht\b|\bHandelsregister\b|\bcommercial register\b", re.I)


@rule("note", question="examples", covers=["DE-04"], sources=["DE-6"])
def register_data_missing(product: ProductView) -> Iterator[Found]:
    """Emails of a German company show no register data.

    Business letters of a German GmbH, UG or registered merchant (e. K.) have to show legal form, seat, register court and
    register number, and emails count as letters. Whether an automatic email is a business letter depends on what it says.

    Fix: Add a footer with legal form, seat, register court, register number and the names of those who represent the company.

    Wrong:
        company: {country: DE, legal_form: GmbH}
    Right:
        streams:
          - id: sign-in-code
            sample: {text: "Your code is [code]. Lantern GmbH, Berlin, Amtsgericht Charlottenburg, HRB 12345 B"}
          - id: rehearsal-invitation
            sample: {text: "Rehearsal on [day]. Lantern GmbH, Berlin, Amtsgericht Charlottenburg, HRB 12345 B"}
          - id: newsletter
            sample: {text: "News. Lantern GmbH, Berlin, Amtsgericht Charlottenburg, HRB 12345 B"}
    Silent:
        company: {country: DE, legal_form: GmbH}
        streams: [{sample: (leave out)}, {sample: (leave out)}, {sample: (leave out)}]
        ---
        company: {country: DE, legal_form: (leave out)}
        ---
        company: {country: CH, legal_form: GmbH}
        ---
        company: {country: DE, legal_form: GbR}
        ---
        company: {country: DE, legal_form: AG}
        ---
        company: {country: DE, legal_form: KG}
        ---
        company: {country: DE, legal_form: GmbH & Co. KG}
        ---
        company: {country: DE, legal_form: OHG}
    """
    form = product.company.legal_form
    if not form or not is_at_home(product, "DE") or not REGISTERED.search(form):
        return
    texts = [(path, stream.id, stream.sample.text) for path, stream in product.each_stream()]
    bare = [(path, stream) for path, stream, text in texts if text and not REGISTER.search(text)]
    if bare:
        yield Found(
            f"{bare[0][0]}.sample.text",
            "Your company is a {form}, but these samples show no register data: {streams}.",
            form=form,
            streams=[f"`{stream}`" for _, stream in bare],
        )


@rule(
    "note",
    covers=["CH-03"],
    sources=["CH-2"],
    asks="Where personal data goes",
    severity_because=LAW_NOT_AWS,
)
def swiss_information_missing(product: ProductView) -> Iterator[Found]:
    """You do not say where personal data goes, and Switzerland asks for the countries.

    Swiss law asks you to tell people into which countries their data goes. Your privacy policy can say no more than you know.

    Fix: Add the Region of each store and the country of each processor.

    Wrong:
        markets: [CH]
        data: {kinds: [{region: (leave out)}]}
        ---
        company: {country: CH}
        data: {processors: [{country: (leave out)}]}
    Right:
        data:
          kinds:
            - what: address of the account
              purpose: It receives codes and invitations.
              store: DynamoDB
              region: eu-west-1
              days: 365
              deletion: It is deleted with the account.
          processors:
            - name: Amazon Web Services EMEA SARL
              role: It sends the email and stores data.
              country: LU
              contract: The AWS data processing addendum applies.
              transfer: Data stays in the EU.
    Silent:
        markets: [CH]
        ---
        data: {kinds: [{region: (leave out)}]}
        ---
        markets: [CH]
        data: (leave out)
    """
    if not concerns(product, "CH"):
        return
    for index, kind in enumerate(product.data.kinds):
        if kind.store and kind.region is None:
            yield Found(
                f"data.kinds[{index}].region",
                'You do not say in which Region {store} keeps "{what}".',
                store=kind.store,
                what=english(kind.what),
            )
    for index, processor in enumerate(product.data.processors):
        if processor.country is None:
            yield Found(f"data.processors[{index}].country", "The country of {name} is missing.", name=processor.name)
