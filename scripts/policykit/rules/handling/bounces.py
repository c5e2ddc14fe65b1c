"""Bounces."""

import re
from collections.abc import Iterator

from policykit.readiness.sentences import affirmed, english
from policykit.readiness.statements import Wording, mechanism_text, mechanism_wordings, quotations
from policykit.rules import Found, ProductView, Words, rule, text_rule
from policykit.rules.lib.actions import RETRY, SEND_FAILURE
from policykit.rules.lib.each_text import first_found

KIND = re.compile(r"\b(?:hard|soft|permanent\w*|transient|temporar\w+|undetermined)\b", re.I)


@rule("error", question="bounces", covers=["BNC-01"], sources=["AWS-17", "AWS-04"])
def bounce_kinds_not_told_apart(product: ProductView) -> Iterator[Found]:
    """One rule stands for all bounces, permanent and transient alike.

    A permanent bounce means that the address does not exist; a transient one, that a mailbox is full or a server is away. SES
    reports the kind with each bounce, and only the permanent kind is a reason to suppress (AWS-17, AWS-04).

    Wrong:
        handling:
          bounce_soft: (leave out)
          bounce_hard: {mechanism: Bounces reach us through SNS., action: They are handled automatically.}
    Right:
        handling:
          bounce_soft: (leave out)
          bounce_hard: {mechanism: Bounces reach us through SNS., action: A permanent bounce suppresses the address.}
        ---
        handling: {bounce_hard: {mechanism: Bounces reach us through SNS., action: The address is suppressed.}}
    Silent:
        handling:
          bounce_soft: (leave out)
          bounce_hard: {action: "The address is suppressed, where bounceType is Permanent."}
    """
    # Bounce handling in place that names no kind of bounce anywhere.
    text = mechanism_text(product, "bounce_hard")
    if text and not product.handling.bounce_soft and not KIND.search(text):
        message = "permanent and transient bounces are treated alike; soft bounces are not stated"
        fix = "say what a bounce of type Permanent leads to, and fill `handling.bounce_soft` for the type Transient"
        yield Found("handling.bounce_hard", message, fix)


DELETED = re.compile(
    r"\b(?:delet|remov|eras|purg)\w*\b[^.;]{0,30}\b(?:address|recipient|user|account|contact)(?:es|s)?\b"
    r"|\b(?:address|recipient|user|account|contact)(?:es|s)?\b[^.;]{0,15}\b(?:delet|remov|eras|purg)(?:ed|es|s)\b",
    re.I,
)
FROM_A_LIST = re.compile(r"\bfrom\b[^.;]{0,30}\b(?:lists?|sends?|sending|mailings?|distribution)\b|\bsuppress", re.I)


@rule("warning", question="bounces", covers=["BNC-06"], sources=["AWS-06"])
def bounced_address_deleted(product: ProductView) -> Iterator[Found]:
    """An address that bounced is deleted, although its owner signs in with it.

    Who deletes the address deletes the account's key, and forgets that the address bounced: the next import or sign-up mails it
    again. Suppression remembers; the person can give a new address at the next sign-in (AWS-06).

    Wrong:
        handling: {bounce_hard: {action: "After a hard bounce, we remove the invalid address from our system."}}
        ---
        handling: {bounce_hard: {action: "The user is marked, and the address is deleted."}}
    Right:
        handling: {bounce_hard: {action: The address is suppressed; the user is asked for a new one at the next sign-in.}}
    Silent:
        handling: {bounce_hard: {action: The address is removed from all sending lists.}}
        ---
        handling: {bounce_hard: {action: The address is suppressed and is not deleted.}}
    """
    # Bounce handling that deletes addresses, where a stream goes to the address of an account.
    if not any(item.otp or item.recipients.verified == "account" for item in product.streams):
        return
    for item in mechanism_wordings(product, "bounce_hard"):
        if match := affirmed(DELETED, item.text, unless=FROM_A_LIST):
            message = f'"{match[0]}", but people sign in with this address'
            fix = "suppress the address instead, and ask for a new one at the next sign-in"
            yield Found(item.path, message, fix)


RATE_AS_KIND = re.compile(
    r"\b(?:hard|soft)[- ]bounces?\s*\(?\s*(?:[>≥]=?|above|over|more than|exceeding|über|mehr als)\s*\d+(?:[.,]\d+)?\s*"
    r"(?:%|per ?cent|Prozent)(?!\s*(?:of|der|aller)\b)",
    re.I,
)
SUSPENSION = re.compile(r"\baccount suspension\b|\bthe account is (?:automatically )?suspended\b", re.I)
OWNER = re.compile(r"\b(?:AWS|Amazon|users?|customers?|tenants?|our)\b", re.I)


@text_rule("warning", question="bounces", covers=["BNC-05"], sources=["AWS-03"])
def rate_told_as_single_bounce(words: Words) -> Iterator[Found]:
    """A rate and a single bounce are mixed into one sentence.

    A hard bounce happens to one address; a bounce rate of some per cent happens to an account. "Hard bounces (>5% bounce rate)
    trigger account suspension" says neither what happens to the address nor whose account is meant (AWS-03).

    Wrong:
        handling: {bounce_hard: {action: "Hard bounces (>5% bounce rate) lead to an investigation."}}
        ---
        handling: {monitoring: {action: A bounce rate above the threshold triggers an automatic account suspension.}}
    Right:
        handling: {bounce_hard: {action: "A hard bounce suppresses the address. At a bounce rate of 4% we stop the stream."}}
    Silent:
        handling: {monitoring: {action: "A hard bounce rate above 4% stops the stream."}}
        ---
        handling: {monitoring: {action: "Hard bounces above 4% of all mail stop the stream."}}
        ---
        handling: {abuse_limit: {action: A bounce rate above 4% leads to a suspension of the user's account.}}
    """
    # A percentage as the meaning of a hard bounce, or a suspended account that is nobody's.
    if "ounce" not in words.text:
        return
    if match := RATE_AS_KIND.search(words.text):
        fix = "write two sentences: what one hard bounce does to the address, and what happens at which rate"
        yield Found(words.path, f'"{match[0]}" explains a single bounce by a rate', fix)
    elif match := affirmed(SUSPENSION, words.text, unless=OWNER):
        fix = "say what is stopped, by whom: the stream, the user's account, or all sending"
        yield Found(words.path, f'"{match[0]}": whose account, and who suspends it, is not stated', fix)


@rate_told_as_single_bounce.in_product
def _rate_told_as_single_bounce_in_product(product: ProductView) -> Iterator[Found]:
    # The texts of all mechanisms, promises among them; the source's own words where these say nothing of the kind.
    texts = (
        Wording(f"handling.{name}.{part}", "", english(getattr(mechanism, part)))
        for name, mechanism in product.handling.named.items()
        for part in ("mechanism", "action", "planned")
    )
    yield from first_found(rate_told_as_single_bounce, texts, quotations(product, "handling"))


# Retries of soft bounces or API calls; failed sends taken for bounces are a fault of their own (send-failure-taken-for-bounce).
OTHER = re.compile(r"\b(?:soft|transient|temporar\w+|API|throttl\w+|nothing)\b", re.I)


@rule("error", question="bounces", covers=["BNC-03"], sources=["AWS-17", "AWS-04"])
def retry_after_hard_bounce(product: ProductView) -> Iterator[Found]:
    """Mail is sent again to an address after a hard bounce.

    A hard bounce is final. AWS asks senders not to try such an address again, because repeated attempts harm the reputation of
    all who send (AWS-17, AWS-04).

    Wrong:
        handling: {bounce_hard: {action: The mail is retried three times.}}
        ---
        handling: {bounce_hard: {action: We log the bounce. We send again on the next day.}}
    Right:
        handling: {bounce_hard: {action: The address is suppressed at once.}}
    Silent:
        handling: {bounce_hard: {action: "The address is suppressed, to prevent further attempts."}}
        ---
        handling: {bounce_hard: {action: Nothing is retried; the address is suppressed without a second try.}}
        ---
        handling: {bounce_hard: {action: The address is suppressed. After a transient bounce SES retries.}}
    """
    # Each sentence on hard bounces that sends again.
    for item in mechanism_wordings(product, "bounce_hard"):
        if SEND_FAILURE.search(item.text):
            continue
        if match := affirmed(RETRY, item.text, unless=OTHER):
            message = f'"{match[0]}": a hard bounce is final, and mail to that address bounces again'
            yield Found(item.path, message, "suppress the address at once, and say that nothing is tried again")


EVENT = re.compile(
    r"\b(?:SNS|EventBridge|Firehose|event (?:destination|publishing|notification)s?|feedback[- ]forwarding|mailbox|webhooks?"
    r"|(?:bounce|SES) (?:notification|event|message|report)s?|\w*ereignis\w*|\w*benachrichtigung\w*)\b",
    re.I,
)


@text_rule("error", question="bounces", covers=["BNC-02"], sources=["AWS-16", "AWS-17"])
def send_failure_taken_for_bounce(words: Words) -> Iterator[Found]:
    """A bounce is taken for a send that fails.

    SES accepts a mail first; the bounce follows seconds or hours later, as an event of its own. Errors of the API, retries and
    a dead-letter queue see mail that SES refused, never a bounce (AWS-16, AWS-17).

    Wrong:
        handling: {bounce_hard: {mechanism: "When a send fails with a hard bounce, the error is logged."}}
        ---
        handling: {bounce_hard: {mechanism: A hard bounce moves to the dead-letter queue once all retries have failed.}}
    Right:
        handling: {bounce_hard: {mechanism: An SNS topic receives every permanent bounce.}}
    Silent:
        handling: {bounce_hard: {mechanism: "SNS passes each bounce to a queue; events that fail go to a dead-letter queue."}}
        ---
        handling: {bounce_hard: {status: planned, planned: "When a send fails with a hard bounce, a topic will tell us."}}
        ---
        sending: [{text: A dead-letter queue takes messages whose processing fails.}]
    """
    # A text on bounces that speaks of a failed send, and of no channel by which bounces come.
    about_bounces = words.path.startswith("handling.bounce_hard") or "bounce" in words.text or "Bounce" in words.text
    if about_bounces and (match := SEND_FAILURE.search(words.text)) and not EVENT.search(words.text):
        message = f'"{match[0]}": SES accepts a mail first, so a failed send is no bounce'
        fix = "subscribe to bounce events, through an SNS topic or an event destination, and describe that"
        yield Found(words.path, message, fix)


@send_failure_taken_for_bounce.in_product
def _send_failure_taken_for_bounce_in_product(product: ProductView) -> Iterator[Found]:
    # Bounce handling in place; what the source says of it, where the fields say nothing of the kind.
    if product.handling.bounce_hard.is_in_place:
        yield from first_found(
            send_failure_taken_for_bounce,
            mechanism_wordings(product, "bounce_hard"),
            quotations(product, "handling.bounce_hard"),
        )


NOT_OURS = re.compile(r"\b(?:SES|Amazon|AWS|API|throttl\w+)\b", re.I)


@rule("warning", question="bounces", covers=["BNC-04"], sources=["AWS-17", "AWS-04"])
def soft_bounce_retried_by_application(product: ProductView) -> Iterator[Found]:
    """The application retries soft bounces, which is the work of SES.

    SES itself tries again after a transient bounce, and reports it when it stops trying. A second round of attempts multiplies
    the mail and the bounces; what is left to the application is counting transient bounces (AWS-17, AWS-04).

    Wrong:
        handling: {bounce_soft: {mechanism: (leave out), action: Delivery is retried with exponential backoff.}}
    Right:
        handling: {bounce_soft: {action: Three transient bounces in 14 days suppress the address.}}
    Silent:
        handling: {bounce_soft: {mechanism: SES retries delivery and reports the bounce when it stops., action: We count it.}}
        ---
        handling: {bounce_soft: {action: A throttled API call is retried with backoff; transient bounces are counted.}}
        ---
        handling: {bounce_soft: {action: We do not retry; the event is counted.}}
    """
    # Each sentence on soft bounces in which somebody else than SES tries again.
    for item in mechanism_wordings(product, "bounce_soft"):
        if match := affirmed(RETRY, item.text, unless=NOT_OURS):
            message = f'"{match[0]}": SES itself tries again after a transient bounce, and reports when it stops'
            fix = "say how many transient bounces in how many days suppress the address; tell retries of API calls apart"
            yield Found(item.path, message, fix)
