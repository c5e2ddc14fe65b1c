"""People whose address somebody else entered are said to have asked for the mail.

An invitee did nothing before the first mail, so "opted in" is not true of that mail. Say who enters the address, that each
event makes one mail, who is named in it, and how it can be stopped (AWS-01, AWS-03).

Wrong:
    streams:
      - {}
      - recipients: {address_source: The organizer types in the addresses of the guests.}
        consent: Guests have opted in.
    ---
    streams:
      - {}
      - trigger: (leave out)
        recipients: {address_source: (leave out), who: people who explicitly expect the invitation}
Right:
    streams:
      - {}
      - recipients: {address_source: The organizer types in the addresses of the guests.}
        consent: The organizer asked the guest beforehand; the mail names the organizer.
Silent:
    streams: [{}, {consent: Singers opted in when they joined the choir.}]
    ---
    streams:
      - {}
      - recipients: {address_source: Guests give the host their own address on a form.}
        consent: Guests opt in there.
"""

import re
from collections.abc import Iterator

from policykit.readiness.sentences import english
from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.invitees import is_entered_by_others

severity = "error"
covers = ("LIST-04",)
question = "lists"
sources = ("AWS-01", "AWS-03")

CLAIM = re.compile(
    r"\bopt(?:s|ed)?[- ]in\b|\bexplicitly (?:request|ask|expect|agree|consent|schedul)\w*"
    r"|\bonly (?:to )?(?:users|people|persons|recipients) who\b|\b(?:has|have) (?:requested|asked for)\b",
    re.I,
)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """The first such claim of each stream."""
    for path, stream in product.each_stream():
        if not stream.recipients or not is_entered_by_others(stream):
            continue
        for field, text in (("consent", stream.consent), ("recipients.who", stream.recipients.who)):
            if match := CLAIM.search(english(text)):
                message = f'"{match[0]}" is said of people whom somebody else invites or enters (`{stream.id}`)'
                fix = "say who enters the address, what the invitee can do, and what limits misuse; claim no opt-in"
                yield Found(f"{path}.{field}", message, fix)
                break
