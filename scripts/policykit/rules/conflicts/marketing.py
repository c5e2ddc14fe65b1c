"""Marketing."""

import re
from collections.abc import Iterator

from policykit.readiness.contradictions import marketing_named
from policykit.readiness.sentences import english, is_denied
from policykit.readiness.statements import wordings
from policykit.rules import Found, ProductView, rule

ACTION = re.compile(
    r"\b(?:remov|delet|clean|purg|tak|drop)\w*\b[^.;]{0,40}?\b(?:lists?|future sends|future sendings?|further sends)\b"
    r"|\b(?:mark|flag)\w*\b[^.;]{0,30}?\b(?:invalid|bad|undeliverable|inactive)\b",
    re.I,
)


@rule(
    "note",
    question="lists",
    covers=["CON-03"],
    severity_because="No mailing list does not mean no storage: an address can also be marked in the account.",
)
def list_action_without_list(product: ProductView) -> Iterator[Found]:
    """Addresses are removed or marked, but there is said to be no list.

    You can only mark or remove an address where you keep it. AWS asks where that is.

    Fix: Name the place that is changed, such as the account or a suppression table, in `suppression.app_store`.

    Wrong:
        lists: {none_because: We keep no mailing lists., stored_where: (leave out)}
        suppression: (leave out)
        handling:
          suppression: (leave out)
          bounce_hard: {action: The recipient is marked as invalid.}
        ---
        lists: {none_because: We keep no mailing lists., stored_where: (leave out)}
        suppression: (leave out)
        handling: {suppression: (leave out), complaint: {action: The recipient is removed from future sends.}}
    Right:
        suppression: {app_store: DynamoDB}
        ---
        lists: {none_because: We keep no mailing lists., stored_where: (leave out)}
        handling: {bounce_hard: {action: The recipient is marked as invalid.}}
    Silent:
        lists: {none_because: We keep no mailing lists., stored_where: (leave out)}
        suppression: (leave out)
        handling:
          suppression: (leave out)
          bounce_hard: {action: The failure is logged.}
          complaint: {action: The account gets no further mail.}
        ---
        lists: {none_because: We keep no mailing lists., stored_where: (leave out)}
        suppression: (leave out)
        handling: {suppression: (leave out), bounce_hard: {status: planned, action: The recipient is marked as invalid.}}
    """
    lists, suppression, handling = product.lists, product.suppression, product.handling
    if lists.none_because is None or lists.stored_where or suppression.app_store or suppression.account_level:
        return
    if handling.suppression.is_in_place:
        return
    for name, mechanism in handling.named.items():
        if not mechanism.is_in_place:
            continue
        for field, text in (("mechanism", mechanism.mechanism), ("action", mechanism.action)):
            words = english(text)
            match = ACTION.search(words)
            if match and not is_denied(words, match):
                yield Found(
                    f"handling.{name}.{field}",
                    'You write "{words}", but also that you keep no list. Where the address is kept is missing.',
                    words=match[0],
                )
                return


DENIAL = re.compile(
    r"\b(?:no|never any|neither) (?:bulk )?(?:(?:marketing|promotional|advertising)(?: (?:e-?mails?|mails?|content|messages?))?"
    r"|newsletters)\b(?! (?:without|unless|to (?:people|anyone|recipients|readers)|goes))"
    r"|\b(?:do|does) not send (?:any )?(?:newsletters|marketing|promotional|advertising)\b"
    r"|\bwithout (?:any )?(?:marketing|advertising)\b"
    r"|\b(?:only|exclusively|strictly|purely|solely) (?:sends? |for )?transactional\b"
    r"|\btransactional (?:e-?mails?|mails?|messages?) only(?=[.;,)]|$)",
    re.I,
)
DENIED_IN = ("lists", "handling", "content", "sending", "purpose", "commitments", "justification", "streams", "volume")


@rule("error", question="purpose", covers=["CON-05"])
def marketing_denied_but_sent(product: ProductView) -> Iterator[Found]:
    """A text says that there is no marketing, but a stream is marketing.

    The denial and the marketing stream are in one request, and only one of them can be true.

    Fix: Say for which streams the sentence is true, or remove the marketing stream.

    Wrong:
        purpose: [We use Amazon SES to send transactional emails only.]
        ---
        lists: {never: [No newsletters are sent., Role addresses such as abuse@ are refused.]}
        ---
        statements: [{about: sending, says: We send only transactional emails., line: 44}]
    Right:
        purpose: [Most emails are transactional; one newsletter per month goes to readers who subscribed to it.]
    Silent:
        purpose: [Sign-in codes are strictly personal.]
        ---
        purpose: [Transactional emails only follow an action of a singer.]
        ---
        lists: {never: [No newsletter goes to people who did not order it., Role addresses such as abuse@ are refused.]}
    """
    for item in wordings(product, *DENIED_IN) if product.marketing else ():
        if match := DENIAL.search(item.text):
            _, stream = product.marketing[0]
            yield Found(item.path, 'You write "{words}", but `{stream}` is marketing.', words=match[0], stream=stream.id)


@rule("error", question="purpose", covers=["CON-05"])
def marketing_without_stream(product: ProductView) -> Iterator[Found]:
    """A text has rules for marketing email, but no stream is marketing.

    A rule for newsletters in a request for transactional email makes the reviewer ask where the newsletter is.

    Fix: Add the marketing stream if you send one. If not, take the words out in each place.

    Wrong:
        lists: {double_opt_in: Double opt-in is required for all marketing communications.}
        content: [{status: implemented, text: Every email shows our postal address.}]
        handling: {unsubscribe: {mechanism: Invitations carry the RFC 8058 headers and a link.}}
        streams: [{}, {}, (leave out)]
        ---
        streams: [{}, {}, (leave out)]
        content: (leave out)
        handling: {unsubscribe: (leave out)}
        statements: [{about: lists, says: Newsletters go only to confirmed subscribers., line: 3}]
    Right:
        lists: {double_opt_in: "A double opt-in does not apply, because we send no marketing email."}
        ---
        lists: {double_opt_in: Double opt-in is required for all marketing communications.}
    Silent:
        streams: [{}, {}, (leave out)]
        content: [{text: "The content is strictly transactional, without marketing messages."}]
        handling: {unsubscribe: (leave out)}
        commitments: [No newsletters and no marketing emails are sent.]
        audience: {who: marketing teams of choirs}
    """
    for item in marketing_named(product):
        yield Found(item.about, 'You write about "{words}", but no stream is marketing.', words=item.words)
