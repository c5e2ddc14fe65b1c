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


@rule("error", question="lists", covers=["CON-03"])
def list_action_without_list(product: ProductView) -> Iterator[Found]:
    """There is said to be no list, but addresses are taken off a list or marked, and no place for that is stated.

    An address can only be marked or removed where it is kept. Name the place: the account, or the suppression list.

    Wrong:
        lists: {none_because: We keep no mailing lists., stored_where: (leave out)}
        suppression: (leave out)
        handling: {suppression: (leave out), bounce_hard: {action: The recipient is marked as invalid.}}
        ---
        lists: {none_because: We keep no mailing lists., stored_where: (leave out)}
        suppression: (leave out)
        handling: {suppression: (leave out), complaint: {action: The recipient is removed from future sends.}}
    Right:
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
    # The first mechanism in place that acts on a list, where no list and no store is stated.
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
                message = f'"{match[0]}", but there is said to be no list, and no store is stated'
                fix = "name the store that is changed, such as a suppression table, in `suppression.app_store:`"
                yield Found(f"handling.{name}.{field}", message, fix)
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

    The denial and the newsletter stand in one request; the reviewer can take only one of them for true.

    Wrong:
        lists: {never: [No newsletters are sent., Role addresses such as abuse@ are refused.]}
        ---
        purpose: [We use Amazon SES to send transactional emails only.]
        ---
        statements: [{about: sending, says: We send only transactional emails., line: 44}]
    Right:
        purpose: [Most mail is transactional; one newsletter a month goes to readers who ordered it.]
    Silent:
        purpose: [Sign-in codes are strictly personal.]
        ---
        purpose: [Transactional emails only follow an action of a singer.]
        ---
        lists: {never: [No newsletter goes to people who did not order it., Role addresses such as abuse@ are refused.]}
    """
    # The first denial, where a stream is marketing.
    if not product.marketing:
        return
    _, stream = product.marketing[0]
    for item in wordings(product, *DENIED_IN):
        if match := DENIAL.search(item.text):
            message = f'"{match[0]}", but the stream `{stream.id}` is marketing'
            yield Found(item.path, message, "say of which streams the sentence is true, or remove the stream")
            return


@rule("error", question="purpose", covers=["CON-05"])
def marketing_without_stream(product: ProductView) -> Iterator[Found]:
    """A text gives rules for marketing mail, but no stream is marketing.

    A rule for newsletters in a request for transactional mail makes the reviewer ask where the newsletter is. Either it exists
    and is a stream, or the sentence goes.

    Wrong:
        streams: [{}, {}, (leave out)]
        lists: {double_opt_in: Double opt-in is required for all marketing communications.}
        ---
        streams: [{}, {}, (leave out)]
        content: (leave out)
        handling: {unsubscribe: (leave out)}
        statements: [{about: lists, says: Newsletters go only to confirmed subscribers., line: 3}]
    Right:
        lists: {double_opt_in: Double opt-in is required for all marketing communications.}
        ---
        streams: [{}, {}, (leave out)]
        content: (leave out)
        handling: {unsubscribe: (leave out)}
    Silent:
        streams: [{}, {}, (leave out)]
        content: [{text: "The content is strictly transactional, without marketing messages."}]
        handling: {unsubscribe: (leave out)}
        commitments: [No newsletters and no marketing emails are sent.]
        audience: {who: marketing teams of choirs}
    """
    # The first such sentence, where no stream is marketing.
    for item in marketing_named(product):
        message = f'the text speaks of "{item.words}", but no stream is marketing'
        yield Found(item.about, message, "add the marketing stream, or take the sentence out")
        return
