"""Mail of a German company shows no register data.

Sections 35a GmbHG and 37a HGB ask for legal form, seat, register court and number on business letters, and e-mail counts as one
(DE-6). Whether an automatic mail is a business letter depends on what it says, hence only a note.

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

import re
from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.advertising import shown_text
from policykit.rules.lib.markets import is_at_home

severity = "note"
covers = ("DE-04",)
question = "examples"
sources = ("DE-6",)

REGISTERED = re.compile(r"\b(?:GmbH|UG|AG|e\. ?K\.|KGaA|OHG|KG)(?!\w)")
REGISTER = re.compile(r"\bHR[AB] ?\d|\b(?:Amts|Register)gericht\b|\bHandelsregister\b|\bcommercial register\b", re.I)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """The samples of a registered German company that show no register data, in one finding."""
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
