"""A person who complained about mail gets another mail.

Whoever marks mail as spam wants no more of it. AWS asks senders not to send anything further, not even a confirmation
(AWS-03).

Wrong:
    handling: {complaint: {action: "The address is suppressed, and a confirmation mail is sent to the recipient."}}
    ---
    handling: {complaint: {action: Support writes to the user and asks for the reason. The address is suppressed.}}
Right:
    handling: {complaint: {action: The address is suppressed silently.}}
Silent:
    handling: {complaint: {action: The recipient gets no further mail and no confirmation message.}}
    ---
    handling: {complaint: {action: The address is suppressed; SNS emails the technical lead.}}
"""

import re
from collections.abc import Iterator

from policykit.readiness.sentences import affirmed
from policykit.readiness.statements import mechanism_wordings
from policykit.rules import Context, Found, ProductView

severity = "error"
covers = ("CMP-01",)
question = "complaints"
sources = ("AWS-03",)

_PERSON = r"(?:recipient|complainant|user|customer|person|subscriber|sender of the complaint)s?"
ANSWER = re.compile(
    rf"\b(?:sends?|emails?|writes? to|contacts?|repl(?:y|ies) to|answers?|apologi[sz]es? to|asks?)\b[^.;]{{0,25}}\b{_PERSON}\b"
    rf"|\b{_PERSON}\b[^.;]{{0,20}}\b(?:gets?|receives?|is sent|is emailed|is contacted)\b"
    r"|\b(?:confirmation|apology|survey)(?: e?-?mail| message)?\b[^.;]{0,20}\b(?:is sent|goes)\b",
    re.I,
)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each sentence on complaints in which the person gets mail."""
    for item in mechanism_wordings(product, "complaint"):
        if match := affirmed(ANSWER, item.text):
            message = f'"{match[0]}": whoever complained gets mail once more'
            yield Found(item.path, message, "suppress the address silently; send no answer and no confirmation")
