"""Somebody other than the recipient sets a mail off, and how the recipient asked for it is not stated.

The form makes you state that you send only to people who explicitly requested it. Where another user, an administrator or a
schedule sends the mail, the request has to lie before it; say where (AWS-01).

Wrong:
    streams: [{}, {consent: (leave out)}]
    ---
    streams: [{trigger: {actor: schedule}, consent: (leave out)}]
Right:
    streams: [{}, {consent: Singers join the choir and switch its invitations on.}]
    ---
    streams: [{consent: (leave out)}]
    ---
    streams: [{}, {consent: (leave out), recipients: {internal: true}}]
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView

severity = "error"
covers = ("SES-08",)
question = "lists"
sources = ("AWS-01",)

ACTORS = {"other_user": "another user", "admin": "an administrator", "schedule": "a schedule", "system": "the system"}


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each such stream to others than oneself; marketing has a rule of its own."""
    for path, stream in product.each_stream():
        actor = ACTORS.get(stream.trigger.actor) if stream.trigger else None
        if actor is None or stream.consent or stream.class_ == "marketing":
            continue
        if not stream.recipients or not stream.recipients.internal:
            message = f"{actor} sets `{stream.id}` off, and how its recipients asked for it is not stated"
            yield Found(path, message, "say in `consent:` what the recipient did before, or send this mail another way")
