"""Request form and contacts."""

from collections.abc import Iterator

from policykit.model import Stream
from policykit.readiness.email_addresses import NO_REPLY, is_freemail
from policykit.rules import Context, Found, ProductView, rule


@rule("error", covers=["SES-08"], sources=["AWS-01"])
def acknowledgement_not_true_yet(product: ProductView) -> Iterator[Found]:
    """The acknowledgement in the form would state a process that is not in place.

    The form makes you state that you have a process for bounces and complaints. A process that is planned, or that the source
    says is not there, makes the statement untrue on the day of the request (AWS-01).

    Wrong:
        handling: {complaint: {status: planned}}
        ---
        handling: {bounce_hard: {status: none}}
        ---
        handling: {complaint: (leave out)}
    Right:
        handling: {complaint: {status: implemented}}
    """
    # Bounces and complaints, where they are not handled today.
    for name, what in (("bounce_hard", "bounces"), ("complaint", "complaints")):
        mechanism = getattr(product.handling, name)
        if not mechanism or not mechanism.is_in_place:
            state = "not stated" if not mechanism else {"planned": "planned only", "none": "not there"}[mechanism.status]
            message = f"the process for {what} is {state}, and the form makes you acknowledge it"
            yield Found(f"handling.{name}", message, "put it in place, then tick the acknowledgement")


@rule("note", covers=["SES-06"], sources=["AWS-01"])
def contact_is_no_reply(product: ProductView) -> Iterator[Found]:
    """An additional contact is a mailbox that nobody reads.

    AWS writes to the additional contacts about the account. A notice in a no-reply mailbox is a notice nobody gets (AWS-01).

    Wrong:
        request: {additional_contacts: [no-reply@lantern.example.com]}
    Right:
        request: {additional_contacts: [post@lantern.example.com]}
    """
    # Each contact whose name says that nobody reads it.
    for index, contact in enumerate(product.request.additional_contacts):
        if NO_REPLY.match(contact):
            message = f"nobody reads {contact}, and AWS writes there about the account"
            yield Found(f"request.additional_contacts[{index}]", message, "name a mailbox that a team reads")


ACTIVE_DAYS = {"b2b": 22}
"""Our own: days a month on which a product for companies sends, where the stream states none; other products send on 30."""


@rule("error", covers=["SES-02"], sources=["AWS-01"])
def mail_type_contradicts_streams(product: ProductView) -> Iterator[Found]:
    """The mail type in the form is not what most of the mail is.

    AWS asks to choose the type that fits most of the mail. Marketing that is called transactional is seen in the first samples
    (AWS-01).

    Wrong:
        request: {mail_type: MARKETING}
        ---
        streams: [{}, {}, {volume: {typical_day: 300, max_day: 300, max_hour: 300, active_days_month: 30}}]
        ---
        request: {mail_type: MARKETING}
        streams: [{}, {}, (leave out)]
    Right:
        request: {mail_type: TRANSACTIONAL}
        ---
        request: {mail_type: MARKETING}
        streams: [{}, {}, {volume: {typical_day: 300, max_day: 300, max_hour: 300, active_days_month: 30}}]
        ---
        request: {mail_type: MARKETING}
        streams: [{volume: (leave out)}]
    """
    # A mail type without a stream of that kind, or with the smaller part of the volume.
    mail_type, streams = product.request.mail_type, product.streams
    if mail_type is None or not streams:
        return
    is_marketing = [stream.class_ == "marketing" for stream in streams]
    if mail_type == "MARKETING" and not any(is_marketing):
        yield Found("request.mail_type", "MARKETING, but no stream is marketing", "choose TRANSACTIONAL")
        return
    if mail_type == "TRANSACTIONAL" and all(is_marketing):
        yield Found("request.mail_type", "TRANSACTIONAL, but every stream is marketing", "choose MARKETING")
        return
    days = ACTIVE_DAYS.get(product.audience.kind or "", 30)
    months = [_month(stream, days) for stream in streams]
    if any(month is None for month in months):
        return
    marketing = sum(month or 0 for month, is_it in zip(months, is_marketing, strict=True) if is_it)
    rest = sum(month or 0 for month in months) - marketing
    larger = "MARKETING" if marketing > rest else "TRANSACTIONAL" if rest > marketing else mail_type
    if larger != mail_type:
        message = f"{mail_type}, but in an ordinary month {marketing:,} recipients get marketing and {rest:,} other mail"
        yield Found("request.mail_type", message, f"choose {larger}, or correct the volumes")


def _month(stream: Stream, days: int) -> int | None:
    volume = stream.volume
    if not volume:
        return None
    day = volume.typical_day if volume.typical_day is not None else volume.max_day
    return None if day is None else day * (volume.active_days_month or days)


@rule("note", covers=["SES-06"], sources=["AWS-01"])
def only_contact_is_private(product: ProductView) -> Iterator[Found]:
    """The only additional contact is a private mailbox.

    AWS writes to the additional contacts about the account. A private mailbox leaves with its owner; a role mailbox stays
    (AWS-01).

    Wrong:
        request: {additional_contacts: [lena.berger@gmail.com]}
    Right:
        request: {additional_contacts: [post@lantern.example.com]}
        ---
        request: {additional_contacts: [lena.berger@gmail.com, post@lantern.example.com]}
    """
    # A single contact at a provider for everybody.
    contacts = product.request.additional_contacts
    if len(contacts) == 1 and is_freemail(host := contacts[0].rpartition("@")[2].lower()):
        message = f"the only additional contact is a private mailbox at {host}"
        yield Found("request.additional_contacts[0]", message, "name a role mailbox of the company as well")


@rule("error", covers=["SES-03"], sources=["AWS-02"])
def too_many_contacts(product: ProductView, context: Context) -> Iterator[Found]:
    """The request names more additional contacts than the form takes.

    The form and the API take a few additional contacts and refuse more (AWS-02).

    Wrong:
        request: {additional_contacts: [a@example.com, b@example.com, c@example.com, d@example.com, e@example.com]}
    Right:
        request: {additional_contacts: [a@example.com, b@example.com]}
    """
    # More contacts than AWS takes.
    count, limit = len(product.request.additional_contacts), int(context.number("contacts"))
    if count > limit:
        message = f"{count} additional contacts, and the form takes {limit}"
        yield Found("request.additional_contacts", message, "keep the mailboxes that are read every day")


ACTORS = {"other_user": "another user", "admin": "an administrator", "schedule": "a schedule", "system": "the system"}


@rule("error", question="lists", covers=["SES-08"], sources=["AWS-01"])
def unasked_recipients(product: ProductView) -> Iterator[Found]:
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
    # Each such stream to others than oneself; marketing has a rule of its own.
    for path, stream in product.each_stream():
        actor = ACTORS.get(stream.trigger.actor) if stream.trigger else None
        if actor is None or stream.consent or stream.class_ == "marketing":
            continue
        if not stream.recipients or not stream.recipients.internal:
            message = f"{actor} sets `{stream.id}` off, and how its recipients asked for it is not stated"
            yield Found(path, message, "say in `consent:` what the recipient did before, or send this mail another way")
