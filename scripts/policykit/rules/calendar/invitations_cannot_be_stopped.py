"""Anybody can have invitations sent to an address, and its owner has no way to stop them.

Invitations to addresses that others typed in, or that nobody confirmed, get used for calendar spam; AWS holds the sender
responsible (AWS-03). "Stop invitations from this organiser" ends it.

Wrong:
    streams: [{}, {trigger: {actor: other_user}, unsubscribe: {offered: false}, recipients: {verified: none}}]
    ---
    streams: [{}, {trigger: {actor: other_user}, unsubscribe: {offered: false}, recipients: {verified: (leave out)}}]
Right:
    streams: [{}, {trigger: {actor: other_user}, recipients: {verified: none}}]
    ---
    streams: [{}, {unsubscribe: {offered: false}}]
    ---
    streams: [{}, {trigger: {actor: other_user}, unsubscribe: (leave out), recipients: {verified: (leave out)}}]
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.calendars import invitations

severity = "warning"
covers = ("CAL-06",)
question = "unsubscribes"
sources = ("AWS-03",)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each invitation to unconfirmed addresses that cannot be stopped; where that is open, unsubscribe-not-stated asks."""
    for path, stream in invitations(product):
        confirmed = stream.recipients.verified
        if confirmed in ("single", "double", "account") or not stream.unsubscribe or stream.unsubscribe.offered:
            continue
        how = "are not confirmed" if confirmed == "none" else "are not said to be confirmed"
        message = f"the addresses of `{stream.id}` {how}, and a recipient cannot stop it"
        fix = 'add "stop invitations from this organiser" and "stop all" to each invitation, and set `offered: true`'
        yield Found(f"{path}.unsubscribe", message, fix)
