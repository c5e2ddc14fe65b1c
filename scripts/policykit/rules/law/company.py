"""Company details."""

import re
from collections.abc import Iterator

from policykit.readiness.sentences import english
from policykit.rules import Found, ProductView, rule
from policykit.rules.lib.advertising import shown_text
from policykit.rules.lib.markets import is_at_home

ASKED_BY = {
    "DE": "section 5 DDG (Germany) asks for one",
    "CH": "art. 3(1)(s) UWG (Switzerland) asks for one where something is offered online",
}


@rule("warning", covers=["DE-03", "CH-02"], sources=["DE-2", "CH-1"])
def imprint_missing(product: ProductView) -> Iterator[Found]:
    """The website is not said to have a legal notice with who runs it and how to reach them.

    Section 5 DDG asks German services for a legal notice (DE-2); art. 3(1)(s) of the Swiss UWG asks those who offer goods or
    services online for their identity and contact address, e-mail included (CH-1).

    Wrong:
        markets: [DE]
        website: {imprint_url: (leave out)}
        ---
        company: {country: CH}
        website: {imprint_url: (leave out)}
    Right:
        markets: [DE, CH]
        ---
        website: {imprint_url: (leave out)}
        ---
        markets: [DE]
        website: (leave out)
    """
    # A website without a legal notice, where a market or the seat asks for one.
    website = product.website
    if not website or website.imprint_url:
        return
    texts = [text for place, text in ASKED_BY.items() if place in product.markets or is_at_home(product, place)]
    if texts:
        message = f"a legal notice is not stated; {'; '.join(texts)}"
        fix = "publish a page with name, postal address and email address, and state its address in `imprint_url:`"
        yield Found("website.imprint_url", message, fix)


REGISTERED = re.compile(r"\b(?:GmbH|UG|AG|e\. ?K\.|KGaA|OHG|KG)(?!\w)")
REGISTER = re.compile(r"\bHR[AB] ?\d|\b(?:Amts|Register)gericht\b|\bHandelsregister\b|\bcommercial register\b", re.I)


@rule("note", question="examples", covers=["DE-04"], sources=["DE-6"])
def register_data_missing(product: ProductView) -> Iterator[Found]:
    """Mail of a German company shows no register data.

    Sections 35a GmbHG and 37a HGB ask for legal form, seat, register court and number on business letters, and e-mail counts as
    one (DE-6). Whether an automatic mail is a business letter depends on what it says, hence only a note.

    Wrong:
        company: {country: DE, legal_form: GmbH}
    Right:
        company: {country: DE, legal_form: GmbH}
        streams:
          - {sample: {text: "Hello [name], your code is [code]. Lantern GmbH, Berlin, Amtsgericht Charlottenburg, HRB 12345 B"}}
          - {sample: {text: (leave out)}}
          - {sample: {text: "News. Lantern GmbH, Berlin, Amtsgericht Charlottenburg, HRB 12345 B"}}
        ---
        company: {country: DE, legal_form: (leave out)}
        ---
        company: {country: CH, legal_form: GmbH}
    Silent:
        company: {country: DE, legal_form: GmbH}
        streams: [{sample: (leave out)}, {sample: (leave out)}, {sample: (leave out)}]
        ---
        company: {country: DE, legal_form: GbR}
    """
    # The samples of a registered German company that show no register data, in one finding.
    company = product.company
    if not company or not is_at_home(product, "DE") or not REGISTERED.search(company.legal_form or ""):
        return
    bare = [
        (path, stream.id)
        for path, stream in product.each_stream()
        if (text := shown_text(stream)) and not REGISTER.search(text)
    ]
    if bare:
        names = ", ".join(f"`{name}`" for _, name in bare)
        message = (
            f"no register data in the samples of {names}; sections 35a GmbHG and 37a HGB ask for it on business letters "
            f"of a {company.legal_form}"
        )
        fix = "add a footer with legal form, seat, register court, register number and those who represent the company"
        yield Found(f"{bare[0][0]}.sample.text", message, fix)


@rule("warning", covers=["CH-03"], sources=["CH-2"])
def swiss_information_missing(product: ProductView) -> Iterator[Found]:
    """What people in Switzerland have to be told about their data is not stated in full.

    The revised DSG asks to tell for what data is collected and into which countries it goes (CH-2: art. 19 and 16); the privacy
    policy can say no more than the data here.

    Wrong:
        markets: [CH]
        data: {kinds: [{purpose: (leave out)}]}
        ---
        markets: [CH]
        data: {kinds: [{}, {region: (leave out)}]}
        ---
        company: {country: CH}
        data: {processors: [{country: (leave out)}]}
    Right:
        markets: [CH]
        ---
        data: {kinds: [{purpose: (leave out)}]}
        ---
        markets: [CH]
        data: (leave out)
    """
    # Each kind of data without purpose or Region and each processor without country; that any are named, other rules ask.
    if "CH" not in product.markets and not is_at_home(product, "CH"):
        return
    for index, kind in enumerate(product.data.kinds):
        path, what = f"data.kinds[{index}]", english(kind.what)
        if kind.purpose is None:
            message = f'for what "{what}" is collected is not stated; DSG art. 19 (Switzerland) asks for it'
            yield Found(f"{path}.purpose", message, "state the purpose, here and in the privacy policy")
        if kind.store and kind.region is None:
            message = f'in which Region "{what}" is stored is not stated; DSG art. 16 and 19 (Switzerland) ask for the country'
            yield Found(f"{path}.region", message, "state the Region of the store")
    for index, processor in enumerate(product.data.processors):
        if processor.country is None:
            message = f"the country of {processor.name} is not stated; DSG art. 16 and 19 (Switzerland) ask for it"
            yield Found(f"data.processors[{index}].country", message, "state the seat of the processor")
