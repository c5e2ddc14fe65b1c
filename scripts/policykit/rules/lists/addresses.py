"""Addresses."""

import re
from collections.abc import Iterator

from policykit.readiness.sentences import english
from policykit.readiness.statements import wordings, wordings_with
from policykit.rules import Found, ProductView, rule


@rule("error", question="lists", covers=["LIST-01"], sources=["AWS-03", "AWS-04", "AWS-18"])
def addresses_bought(product: ProductView) -> Iterator[Found]:
    """Addresses were bought, rented or scraped.

    AWS's Acceptable Use Policy and the rules of SES exclude such lists. They hold dead addresses and traps, and nobody on them
    asked for your mail (AWS-03, AWS-04, AWS-18).

    Wrong:
        lists: {purchased: true}
    Right:
        lists: {purchased: false}
    """
    # Lists that did not come from the recipients.
    if product.lists.purchased:
        fix = "delete those addresses, and send only to people who gave you theirs"
        yield Found("lists.purchased", "addresses were bought, rented or scraped", fix)


NAMED = re.compile(r"\b(?:bought|purchas\w+|rent(?:ed|al)?|scrap(?:ed?|ing)|harvest\w*)\b", re.I)


@rule("error", question="lists", covers=["LIST-01"], sources=["AWS-03", "AWS-04", "AWS-18"])
def bought_lists_not_ruled_out(product: ProductView) -> Iterator[Found]:
    """The request does not say that no addresses were bought, rented or scraped.

    Every reviewer looks for this sentence, because bought lists are the commonest source of bounces and complaints (AWS-03,
    AWS-04, AWS-18).

    Wrong:
        lists: {purchased: (leave out), never: [We send nothing to people who left.]}
    Right:
        lists: {purchased: false}
        ---
        lists: {purchased: (leave out), never: [Lists are neither bought nor rented.]}
    Silent:
        lists: {purchased: (leave out), never: [Addresses are never scraped from the web.]}
    """
    # Neither the field nor a sentence says it.
    if product.lists.purchased is None and not any(
        NAMED.search(item.text) for item in wordings(product, "lists", "commitments")
    ):
        fix = "if it is true, set `lists.purchased: false`, and say so in `lists.never:`"
        yield Found("lists", "that no addresses were bought, rented or scraped is not stated", fix)


STATES = {None: "whether that address is confirmed is not stated", "none": "nobody confirms that address"}


@rule("warning", question="lists", covers=["LIST-03"], sources=["AWS-03", "AWS-05"])
def entered_address_unconfirmed(product: ProductView) -> Iterator[Found]:
    """Mail goes to addresses that were typed in and not confirmed.

    Typing errors bounce, and people type in the addresses of others. A link or code before the first further mail stops both
    (AWS-03, AWS-05).

    Wrong:
        streams: [{recipients: {verified: none}}]
        ---
        streams: [{recipients: {verified: single}}]
        ---
        streams: [{recipients: {verified: (leave out)}}]
    Right:
        streams: [{recipients: {verified: account}}]
        ---
        streams: [{recipients: {verified: none, internal: true}}]
    """
    # Each stream that says where addresses come from and confirms none; marketing has rules of its own.
    for path, stream in product.each_stream():
        people = stream.recipients
        if not people or people.internal or people.address_source is None or people.verified in ("double", "account"):
            continue
        if stream.class_ == "marketing" and (people.verified != "single" or "DE" in product.markets):
            continue
        state = STATES.get(people.verified, "it is used without a confirmation (single opt-in)")
        fix = "send a link or code before any further mail, and set `verified:`"
        yield Found(f"{path}.recipients", f"`{stream.id}` goes to an address that was typed in; {state}", fix)


INACTIVE = re.compile(
    r"\b(?:inactiv\w+|dormant|stale|unused|unopened|unengaged|months?|years?)\b|\b(?:no|without) (?:a )?(?:sign|log)[- ]?in",
    re.I,
)


@rule("note", question="lists", covers=["LIST-08"], sources=["AWS-04", "G-1", "A-1"])
def inactive_recipients_kept(product: ProductView) -> Iterator[Found]:
    """Recurring mail goes on to recipients who have long been inactive.

    An address that nobody reads any more may become a trap, and mail to it counts against the sender. Stop after some months
    without a sign of life (AWS-04, G-1, A-1).

    Wrong:
        lists: {hygiene: (leave out)}
        ---
        lists: {hygiene: [{text: Bounced addresses leave the list.}]}
    Right:
        lists: {hygiene: [{text: An account without sign-in for 12 months gets no further mail.}]}
        ---
        lists: {hygiene: (leave out)}
        streams: [{}, {}, (leave out)]
    Silent:
        lists: {hygiene: [{text: Dormant readers are dropped after half a year.}]}
    """
    # The first stream that is marketing or sent by a schedule, where nothing in place stops it for inactive people.
    claims = product.lists.hygiene
    if any(claim.status.is_in_place and INACTIVE.search(english(claim.text)) for claim in claims):
        return
    for path, stream in product.each_stream():
        recurring = stream.class_ == "marketing" or stream.trigger.actor == "schedule"
        if recurring and not stream.recipients.internal:
            message = f"`{stream.id}` recurs, and when inactive recipients stop getting it is not stated"
            fix = "stop after some months without sign-in, opening or click, and say so in `lists.hygiene:`"
            yield Found("lists.hygiene" if claims else path, message, fix)
            return


ABOUT = ("lists", "handling.abuse_limit", "security")
ROLE = re.compile(r"\b(?:abuse|postmaster|noc|webmaster|hostmaster|admin)@|\brole(?:-based)? (?:address|mailbox|account)", re.I)


@rule("note", question="lists", covers=["LIST-07"], sources=["AWS-05"])
def role_addresses_not_refused(product: ProductView) -> Iterator[Found]:
    """Nothing is said about role addresses such as abuse@ and postmaster@.

    Nobody subscribes from a role address. One on a list shows that addresses were typed in or collected unseen, so refuse them
    on entry (AWS-05).

    Wrong:
        lists: {never: [Lists are neither bought nor rented.]}
    Right:
        lists: {never: ["Role addresses such as abuse@ and postmaster@ are refused at sign-up."]}
    Silent:
        lists:
          never: [Lists are neither bought nor rented.]
          hygiene: [{status: implemented, text: Mail to postmaster@ and other role mailboxes is not possible.}]
        ---
        lists: {never: [We refuse role-based addresses.]}
        ---
        lists: (leave out)
    """
    # Lists that say nothing of role addresses.
    if not product.lists:
        return
    if not any(ROLE.search(item.text) for item in wordings_with(product, ("@", "role"), *ABOUT)):
        fix = "refuse abuse@, postmaster@, noc@ and the like on entry, and say so in `lists.never:`"
        yield Found("lists", "that role addresses are refused is not stated", fix)


@rule("warning", question="purpose", covers=["LIST-06"], sources=["AWS-03", "AWS-05"])
def user_text_without_limits(product: ProductView) -> Iterator[Found]:
    """Users can write text that others receive, and no limit is stated.

    AWS warns of input that users define: it is how spam gets into honest mail. State the limits of length, links and number
    (AWS-03, AWS-05).

    Wrong:
        streams: [{}, {user_content: {fields: [title of the rehearsal]}}]
    Right:
        streams: [{}, {user_content: {fields: [title], limits: A title has 80 characters at most and holds no link.}}]
    """
    # Each stream that carries users' text without limits.
    for path, stream in product.each_stream():
        content = stream.user_content
        if content.fields and not content.limits:
            message = f"`{stream.id}` carries text that users write, without stated limits"
            fix = "limit length, links and mails for each user, and state it in `limits:`"
            yield Found(f"{path}.user_content", message, fix)
