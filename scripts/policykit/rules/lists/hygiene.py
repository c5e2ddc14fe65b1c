"""How lists stay clean."""

import re
from collections.abc import Iterator

from policykit.readiness.sentences import english
from policykit.readiness.statements import wordings_with
from policykit.rules import Found, ProductView, rule
from policykit.rules.lib.senders import only_accounts

INACTIVE = re.compile(
    r"\b(?:inactiv\w+|dormant|stale|unused|unopened|unengaged|months?|years?)\b|\b(?:no|without) (?:a )?(?:sign|log)[- ]?in",
    re.I,
)


@rule(
    "note",
    question="lists",
    covers=["LIST-08"],
    sources=["AWS-04", "G-1", "A-1"],
    asks="When inactive recipients stop getting email",
)
def inactive_recipients_kept(product: ProductView) -> Iterator[Found]:
    """Nothing says when inactive recipients stop getting recurring email.

    An address that nobody reads any more may become a spam trap, and email to it counts against you.

    Fix: Stop after some months without sign-in, opening or click, and say so in `lists.hygiene`.

    Wrong:
        lists: {hygiene: [{status: implemented, text: Bounced addresses leave the list.}]}
        ---
        lists: {hygiene: (leave out)}
    Right:
        lists: {hygiene: [{status: implemented, text: An account without sign-in for 12 months gets no further email.}]}
        ---
        lists: {hygiene: (leave out)}
        streams: [{}, {}, (leave out)]
    Silent:
        lists: {hygiene: [{text: Dormant readers are dropped after half a year.}]}
    """
    claims = product.lists.hygiene
    if any(claim.status.is_in_place and INACTIVE.search(english(claim.text)) for claim in claims):
        return
    for path, stream in product.each_stream():
        if (stream.class_ == "marketing" or stream.trigger.actor == "schedule") and not stream.recipients.internal:
            yield Found(
                "lists.hygiene" if claims else path,
                "`{stream}` recurs, but you do not say when inactive recipients stop getting it.",
                stream=stream.id,
            )
            return


ABOUT = ("lists", "handling.abuse_limit", "security")
ROLE = re.compile(r"\b(?:abuse|postmaster|noc|webmaster|hostmaster|admin)@|\brole(?:-based)? (?:address|mailbox|account)", re.I)


@rule("note", question="lists", covers=["LIST-07"], sources=["AWS-05"], asks="Role addresses at sign-up")
def role_addresses_not_refused(product: ProductView) -> Iterator[Found]:
    """Nothing says that role addresses such as abuse@ are refused.

    Nobody subscribes from a role address. One on a list shows that addresses were typed in or collected unseen.

    Fix: Refuse abuse@, postmaster@, noc@ and the like at sign-up, and say so in `lists.never`.

    Wrong:
        lists: {never: [Lists are neither bought nor rented.]}
    Right:
        lists:
          never:
            - Lists are neither bought nor rented.
            - Role addresses such as abuse@ and postmaster@ are refused at sign-up.
    Silent:
        lists:
          never: [Lists are neither bought nor rented.]
          hygiene: [{status: implemented, text: Mail to postmaster@ and other role mailboxes is not possible.}]
        ---
        lists: {never: [We refuse role-based addresses.]}
        ---
        lists: {never: [Lists are neither bought nor rented.]}
        streams: [{}, {}, (leave out)]
        ---
        lists: (leave out)
    """
    if only_accounts(product):
        return
    if product.lists and not any(ROLE.search(item.text) for item in wordings_with(product, ("@", "role"), *ABOUT)):
        yield Found("lists", "You do not say that role addresses such as abuse@ are refused.")
