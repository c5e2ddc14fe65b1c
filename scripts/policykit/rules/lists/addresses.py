"""Addresses."""

import re
from collections.abc import Iterator

from policykit.foundation.diagnostics import Severity
from policykit.model import Stream
from policykit.readiness.invitees import is_entered_by_others
from policykit.readiness.sentences import affirmed, english
from policykit.readiness.statements import stream_text, wordings
from policykit.rules import Found, ProductView, rule
from policykit.rules.lib.advertising import is_to_existing_customers
from policykit.rules.lib.senders import only_accounts
from policykit.rules.lib.user_text import words_of_users


@rule("error", question="lists", covers=["LIST-01"], sources=["AWS-03", "AWS-04", "AWS-18"])
def addresses_bought(product: ProductView) -> Iterator[Found]:
    """Addresses were bought, rented or scraped.

    AWS's Acceptable Use Policy and the rules of SES exclude such lists. They contain dead addresses and spam traps, and nobody
    on them asked for your email.

    Fix: Delete these addresses, and send only to people who gave you theirs. Then set `lists.purchased: false`.

    Wrong:
        lists: {purchased: true}
    Right:
        lists: {purchased: false}
    """
    if product.lists.purchased:
        yield Found("lists.purchased", "Your file says that addresses were bought, rented or scraped.")


NAMED = re.compile(r"\b(?:bought|purchas\w+|rent(?:ed|al)?|scrap(?:ed?|ing)|harvest\w*)\b", re.I)


@rule(
    "warning",
    question="lists",
    covers=["LIST-01"],
    sources=["AWS-03", "AWS-04", "AWS-18"],
    asks="Statement that no addresses were bought, rented or scraped",
    severity_because="The file only lacks the sentence; the entry's error is for lists that were bought.",
)
def bought_lists_not_ruled_out(product: ProductView) -> Iterator[Found]:
    """Nothing says that no addresses were bought, rented or scraped.

    Reviewers look for this sentence, because bought lists are the most common source of bounces and complaints.

    Fix: If it is true, set `lists.purchased: false`, and say so in `lists.never`.

    Wrong:
        lists:
          purchased: (leave out)
          never: ["Role addresses such as abuse@ are refused at sign-up."]
    Milder:
        lists: {purchased: (leave out), never: ["Role addresses such as abuse@ are refused at sign-up."]}
        streams: [{}, {}, (leave out)]
    Right:
        lists:
          purchased: false
          never:
            - Lists are neither bought, rented nor scraped.
            - Role addresses such as abuse@ are refused at sign-up.
        ---
        lists: {purchased: (leave out), never: [Lists are neither bought nor rented.]}
    Silent:
        lists: {purchased: (leave out), never: [Addresses are never scraped from the web.]}
    """
    # Nobody buys addresses for accounts that their owners open and confirm.
    severity: Severity | None = "note" if only_accounts(product) else None
    said = any(NAMED.search(item.text) for item in wordings(product, "lists", "commitments"))
    if product.lists.purchased is None and not said:
        yield Found("lists", "You do not say that no addresses were bought, rented or scraped.", severity=severity)


BOUGHT = re.compile(
    r"\b(?:pay|pays|paid|paying|payments?|purchas\w+|checkout|buys?|bought|book(?:ed|ing|ings)|reserve[sd]?|reservations?|donat\w+|ordered)\b"
    r"|(?<!in )\border\b"
    r"|\b(?:who|guests?|customers?|users?|recipients?|patients?|clients?|members?|persons?|people) (?:books?|orders?)\b",
    re.I,
)


def _is_from_a_purchase(stream: Stream) -> bool:
    """Whether the owner of the address typed it in for a payment, booking or order."""
    people, trigger = stream.recipients, stream.trigger
    if stream.class_ == "marketing" or trigger.actor in ("other_user", "admin") or is_entered_by_others(stream):
        return False
    texts = (trigger.event if trigger else None, people.who, people.address_source)
    return any(affirmed(BOUGHT, english(text)) for text in texts)


TYPED = re.compile(r"\b(?:typ(?:e|es|ed)|enters?|entered|gives?|provides?)\b", re.I)


@rule(
    "error",
    question="lists",
    covers=["LIST-03"],
    sources=["AWS-03", "AWS-05"],
    asks="How each stream's addresses are confirmed",
    severity_because="If somebody else triggers email to an address that anybody can type in, strangers get it.",
)
def address_confirmation_missing(product: ProductView) -> Iterator[Found]:
    """How the addresses of a stream are confirmed is missing.

    AWS asks how you confirm addresses. Mistyped ones bounce, and people type in addresses that belong to others.

    Fix: Say with `recipients.verified` how the address is confirmed: `account` for a code or link at sign-up, `double` for a
    double opt-in, `single` or `none` otherwise. List the email with the code or link as a stream, too; AWS will ask for it.

    Wrong:
        streams:
          - id: reading-reminder
            trigger: {actor: other_user}
            recipients: {address_source: Participants type in their own address when they vote., verified: (leave out)}
    Milder:
        streams:
          - id: reading-reminder
            recipients: {address_source: Readers type their address into the sign-up form., verified: (leave out)}
        ---
        streams: [{}, {}, {recipients: {address_source: (leave out), verified: (leave out)}}]
    Right:
        streams:
          - id: reading-reminder
            recipients:
              who: readers with an account
              address_source: Readers type their address into the sign-up form.
              verified: account
        ---
        streams: [{recipients: {verified: (leave out), internal: true}}]
    Silent:
        streams:
          - trigger: {actor: recipient, event: A guest pays the deposit for a booking.}
            recipients: {who: guests, address_source: Guests type it into the booking form., verified: (leave out)}
        ---
        streams: [{}, {}, {legal_basis: existing customers, recipients: {verified: (leave out)}}]
    """
    for path, stream in product.each_stream():
        people = stream.recipients
        if not people or people.internal or people.verified is not None or _is_from_a_purchase(stream):
            continue
        if stream.class_ == "marketing" and is_to_existing_customers(stream):
            continue
        if stream.class_ == "marketing" or people.address_source:
            source = english(people.address_source)
            is_open = stream.trigger.actor == "other_user" and TYPED.search(source) and "account" not in source
            yield Found(
                f"{path}.recipients",
                "`{stream}` does not say how its addresses are confirmed.",
                severity=None if is_open else "warning",
                stream=stream.id,
            )


CONFIRMS = re.compile(r"\b(?:confirms?|verif(?:y|ies)|activates?) (?:\w+ )?(?:e-?mail )?address", re.I)
"""The email that confirms an address goes to it before it is confirmed."""


@rule("warning", question="lists", covers=["LIST-03"], sources=["AWS-03", "AWS-05"])
def entered_address_unconfirmed(product: ProductView) -> Iterator[Found]:
    """Emails go to addresses that were typed in and not confirmed.

    Mistyped addresses bounce, and people type in addresses that belong to others. A link or code before any further email stops
    both. This does not apply if the owner of the address pays or books.

    Fix: Send a link or code before any further email, and set `recipients.verified: account`.

    Wrong:
        streams:
          - id: reading-reminder
            recipients: {verified: none}
        ---
        streams: [{recipients: {verified: single}}]
        ---
        streams:
          - recipients: {address_source: The host types in the guests' addresses., verified: none}
            trigger: {event: A host pays for a booking.}
    Right:
        streams:
          - id: reading-reminder
            recipients:
              who: readers with an account
              address_source: Readers type their address into the sign-up form and confirm it with a link.
              verified: account
        ---
        streams: [{recipients: {verified: none, internal: true}}]
    Silent:
        streams:
          - title: Booking confirmation
            trigger: {actor: recipient, event: A guest pays for a booking.}
            recipients: {who: the guest, address_source: The guest types the address into the booking form., verified: none}
        ---
        streams:
          - title: Receipt
            trigger: {actor: system, event: The payment arrives.}
            recipients: {who: customers, address_source: Customers type the address in at the checkout., verified: single}
        ---
        streams:
          - title: Confirm your address
            purpose: The link confirms the address of a new member.
            recipients: {who: new members, address_source: The member enters it at sign-up., verified: single}
    """
    for path, stream in product.each_stream():
        people = stream.recipients
        if people.internal or people.address_source is None or people.verified not in ("none", "single"):
            continue
        if _is_from_a_purchase(stream) or CONFIRMS.search(stream_text(stream)):
            continue
        if stream.class_ == "marketing" and (people.verified == "none" or "DE" in product.markets):
            continue  # rules on consent say it
        yield Found(
            f"{path}.recipients",
            "`{stream}` goes to addresses that were typed in, and nobody confirms them."
            if people.verified == "none"
            else "`{stream}` goes to addresses that were typed in and not confirmed (single opt-in).",
            stream=stream.id,
        )


@rule(
    "warning",
    question="purpose",
    covers=["LIST-06"],
    sources=["AWS-03", "AWS-05"],
    asks="Text that users write, and its limits",
)
def user_text_without_limits(product: ProductView) -> Iterator[Found]:
    """Users write text that others receive, and its limits are missing.

    AWS warns of user-defined input, because it is how spam gets into honest email. Say which fields users fill in, and what
    limits length, links and the number of emails.

    Fix: List the fields in `user_content.fields`, and the limits on length, links and number of emails in `limits`.

    Wrong:
        streams:
          - id: guest-invitation
            user_content: {fields: [title of the event]}
        ---
        streams: [{sample: {text: "Hello [name], Jane sends you this: [personal_message]. Your code is [code]."}}]
        ---
        streams: [{}, {trigger: {actor: other_user}, sample: {subject: "Invitation: [Meeting Title]"}}]
        ---
        streams: [{}, {trigger: (leave out), sample: {event: {title: Choir meeting, start: "2027-05-03 19:00", minutes: 60,
          zone: Europe/Dublin}}}]
        ---
        streams: [{title: New comment, purpose: A reader learns that a member left a comment.}]
    Right:
        streams:
          - id: guest-invitation
            user_content:
              fields: [title of the event]
              limits: A title has at most 80 characters and no links; a user sends at most 20 invitations per day.
    Silent:
        streams: [{}, {trigger: {actor: schedule, event: The loan ends in three days.},
          sample: {subject: "Your loan of [title] ends soon"}}]
        ---
        streams: [{sample: {text: "Hello [name], the code [code] does not work any more: [error message]"}}]
        ---
        streams: [{purpose: Users cannot add a personal message to this email.}]
        ---
        streams: [{}, {}, {sample: {subject: "News: [topic]", text: "Hello, [message] Unsubscribe: https://lantern.example.com/stop"}}]
    """
    for path, stream in product.each_stream():
        content = stream.user_content
        if content.fields and not content.limits:
            yield Found(f"{path}.user_content", "Users write into `{stream}`, but limits are missing.", stream=stream.id)
        elif content or stream.class_ == "marketing" or stream.recipients.internal:
            continue
        elif words := words_of_users(stream):
            yield Found(
                f"{path}.user_content",
                'Users seem to write into `{stream}` ("{words}"), but you do not say what, and within which limits.',
                stream=stream.id,
                words=words,
            )
