"""Request form and contacts."""

from collections.abc import Iterator

from policykit.model import Stream
from policykit.readiness.email_addresses import NO_REPLY, is_freemail
from policykit.readiness.sentences import english
from policykit.rules import Context, Found, ProductView, rule
from policykit.rules.lib.actions import EVENT


@rule("error", covers=["SES-08"], sources=["AWS-01"])
def acknowledgement_not_true_yet(product: ProductView) -> Iterator[Found]:
    """You would confirm a process for bounces and complaints that is not in place.

    AWS's form makes you confirm that you have such a process. If it is only planned, your confirmation is untrue on the day you
    send it.

    Fix: Put the process in place and set its status before you tick the box in the form.

    Wrong:
        handling: {complaint: {status: planned}}
        ---
        handling: {bounce_hard: {status: none}}
        ---
        handling:
          bounce_hard:
            mechanism: If a send fails, the error is logged.
            action: (leave out)
            planned: SES reports bounces through SNS, and we suppress the address.
    Right:
        handling:
          complaint:
            status: implemented
            mechanism: An SNS topic receives every complaint.
            action: The address is suppressed.
        ---
        handling: {complaint: (leave out)}
        ---
        handling: {complaint: {action: (leave out), planned: "Above a complaint rate of 0.05%, we will stop the stream."}}
    """
    for name in ("bounce_hard", "complaint"):
        mechanism = getattr(product.handling, name)
        # Neither a channel nor an action is in place, and the plan names both.
        is_only_planned = mechanism.planned and not mechanism.action and not EVENT.search(english(mechanism.mechanism))
        if mechanism and (not mechanism.is_in_place or is_only_planned):
            yield Found(
                f"handling.{name}",
                (
                    "Your process for bounces is planned, not in place."
                    if name == "bounce_hard"
                    else "Your process for complaints is planned, not in place."
                )
                if mechanism.planned or mechanism.status == "planned"
                else ("You have no process for bounces." if name == "bounce_hard" else "You have no process for complaints."),
            )


@rule("note", covers=["SES-06"], sources=["AWS-01"])
def contact_is_no_reply(product: ProductView) -> Iterator[Found]:
    """An additional contact is a mailbox that nobody reads.

    AWS writes to the additional contacts about your account. Nobody sees a notice in a no-reply mailbox.

    Fix: Enter a mailbox that your team reads.

    Wrong:
        request: {additional_contacts: [no-reply@lantern.example.com]}
    Right:
        request: {additional_contacts: [post@lantern.example.com]}
    """
    for index, contact in enumerate(product.request.additional_contacts):
        if NO_REPLY.match(contact):
            yield Found(
                f"request.additional_contacts[{index}]",
                "AWS would write to {contact}, but judging by its name nobody reads it.",
                contact=contact,
            )


ACTIVE_DAYS = {"b2b": 22}
"""Our own: days a month on which a product for companies sends, where the stream states none; other products send on 30."""


@rule("error", covers=["SES-02"], sources=["AWS-01"])
def mail_type_contradicts_streams(product: ProductView) -> Iterator[Found]:
    """The mail type you request does not fit most of your emails.

    AWS asks you to choose the type that fits most of your emails. A reviewer recognizes marketing in the first samples.

    Fix: Set `request.mail_type` to the type of most of your emails, or correct the volumes.

    Wrong:
        request: {mail_type: MARKETING}
        ---
        streams: [{}, {}, {volume: {typical_day: 300, max_day: 300, max_hour: 300, active_days_month: 30}}]
        ---
        request: {mail_type: MARKETING}
        streams: [{}, {}, (leave out)]
        ---
        streams: [(only), {id: newsletter, title: Newsletter, class: marketing}]
    Right:
        request: {mail_type: TRANSACTIONAL}
        ---
        request: {mail_type: MARKETING}
        streams: [{}, {}, {volume: {typical_day: 300, max_day: 300, max_hour: 300, active_days_month: 30}}]
        ---
        request: {mail_type: MARKETING}
        streams: [{volume: (leave out)}]
    """
    mail_type, streams = product.request.mail_type, product.streams
    if mail_type is None or not streams:
        return
    is_marketing = [stream.class_ == "marketing" for stream in streams]
    if mail_type == "MARKETING" and not any(is_marketing):
        yield Found(
            "request.mail_type", "You request MARKETING, but none of your streams is marketing.", "Choose TRANSACTIONAL."
        )
        return
    if mail_type == "TRANSACTIONAL" and all(is_marketing):
        yield Found("request.mail_type", "You request TRANSACTIONAL, but all your streams are marketing.", "Choose MARKETING.")
        return
    days = ACTIVE_DAYS.get(product.audience.kind or "", 30)
    months = [_month(stream, days) for stream in streams]
    if any(month is None for month in months):
        return
    marketing = sum(month or 0 for month, is_it in zip(months, is_marketing, strict=True) if is_it)
    rest = sum(month or 0 for month in months) - marketing
    larger = "MARKETING" if marketing > rest else "TRANSACTIONAL" if rest > marketing else mail_type
    if larger != mail_type:
        yield Found(
            "request.mail_type",
            "You request {mail_type}, but in an ordinary month you send {marketing} marketing emails and {rest} others.",
            "Choose {larger}, or correct the volumes.",
            mail_type=mail_type,
            marketing=marketing,
            rest=rest,
            larger=larger,
        )


def _month(stream: Stream, days: int) -> int | None:
    volume = stream.volume
    if not volume:
        return None
    day = volume.typical_day if volume.typical_day is not None else volume.max_day
    return None if day is None else day * (volume.active_days_month or days)


@rule("note", covers=["SES-06"], sources=["AWS-01"])
def only_contact_is_private(product: ProductView) -> Iterator[Found]:
    """The only additional contact is a private mailbox.

    AWS writes to the additional contacts about your account. A private mailbox leaves with its owner; a role mailbox stays.

    Fix: Add a role mailbox of your company.

    Wrong:
        request: {additional_contacts: [lena.berger@gmail.com]}
    Right:
        request: {additional_contacts: [post@lantern.example.com]}
        ---
        request: {additional_contacts: [lena.berger@gmail.com, post@lantern.example.com]}
    """
    contacts = product.request.additional_contacts
    if len(contacts) == 1 and is_freemail(host := contacts[0].rpartition("@")[2].lower()):
        yield Found(
            "request.additional_contacts[0]", "Your only additional contact is a private mailbox at {provider}.", provider=host
        )


@rule("error", covers=["SES-03"], sources=["AWS-02"])
def too_many_contacts(product: ProductView, context: Context) -> Iterator[Found]:
    """The request has more additional contacts than the form accepts.

    The form and the API accept a few additional contacts and reject more.

    Fix: Keep the mailboxes that somebody reads every day.

    Wrong:
        request: {additional_contacts: [a@example.com, b@example.com, c@example.com, d@example.com, e@example.com]}
    Right:
        request: {additional_contacts: [post@lantern.example.com, operations@lantern.example.com]}
    """
    count, limit = len(product.request.additional_contacts), int(context.number("contacts"))
    if count > limit:
        yield Found(
            "request.additional_contacts",
            "You list {count} additional contacts, but the form accepts {limit}.",
            count=count,
            limit=limit,
        )
