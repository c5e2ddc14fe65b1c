"""The request states as done what its own checklist leaves open.

An open box means that somebody has still to do or to check it. Until then the claim is not known to be true, and AWS can look
at much of it (AWS-03).

Wrong:
    checklist: [{list: before-request, text: DKIM records added and verified, done: false, about: "identities.domains[].dkim"}]
    ---
    checklist: [{list: before-request, text: Complaint endpoint configured, done: false, about: handling.complaint}]
Right:
    checklist: [{list: before-request, text: Complaint endpoint configured, done: true, about: handling.complaint}]
    ---
    checklist: [{list: before-request, text: Complaint endpoint configured, done: false, about: handling.complaint}]
    handling: {complaint: {status: planned}}
    ---
    checklist: [{list: before-request, text: Read the reply again, done: false}]
"""

from collections.abc import Iterator

from policykit.readiness.coverage import FactState, states_at
from policykit.readiness.sentences import english
from policykit.rules import Context, Found, ProductView

severity = "error"
covers = ("CON-04",)
sources = ("AWS-03",)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each open box about a field that is stated."""
    for index, entry in enumerate(product.checklist):
        if entry.done is False and entry.about and FactState.STATED in states_at(product, entry.about):
            message = f'the box "{english(entry.text)}" is open, but `{entry.about}` is stated as in place'
            fix = "if it is in place, tick the box; if not, set the field to `status: planned`"
            yield Found(f"checklist[{index}].done", message, fix)
