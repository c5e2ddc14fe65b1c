"""Company details."""

import re
from collections.abc import Iterator

from policykit.readiness.countries import is_at_home
from policykit.rules import Found, ProductView, rule

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
