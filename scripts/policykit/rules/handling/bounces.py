"""Bounces."""

import re
from collections.abc import Iterator

from policykit.readiness.sentences import affirmed, english
from policykit.readiness.statements import Wording, mechanism_text, mechanism_wordings, quotations
from policykit.rules import Found, ProductView, Words, rule, text_rule
from policykit.rules.lib.actions import EVENT, RETRY, SEND_FAILURE
from policykit.rules.lib.each_text import first_found

KIND = re.compile(r"\b(?:hard|soft|permanent\w*|transient|temporar\w+|undetermined)\b", re.I)


@rule(
    "warning",
    question="bounces",
    covers=["BNC-01"],
    sources=["AWS-17", "AWS-04"],
    asks="What happens after a permanent and after a temporary bounce",
    severity_because="The distinction is missing, and nothing says that you treat both kinds alike.",
)
def bounce_kinds_not_told_apart(product: ProductView) -> Iterator[Found]:
    """Your bounce handling does not distinguish permanent and temporary bounces.

    After a permanent bounce, the address does not exist. After a temporary one, the mailbox may be full or a server offline.
    SES reports the kind with each bounce, and only the permanent kind is a reason to suppress the address.

    Fix: Say what you do after a bounce of type Permanent, and fill in `handling.bounce_soft` for the type Transient.

    Wrong:
        handling:
          bounce_hard: {status: implemented, mechanism: Amazon SNS reports bounces., action: We handle them automatically.}
          bounce_soft: (leave out)
    Right:
        handling:
          bounce_hard:
            status: implemented
            mechanism: An SNS topic receives each bounce.
            action: A permanent bounce immediately suppresses the address.
          bounce_soft:
            status: implemented
            mechanism: SES retries delivery and reports a transient bounce when it stops.
            action: Three transient bounces in 14 days suppress the address.
    Silent:
        handling: {bounce_hard: {mechanism: Bounces reach us through SNS., action: The address is suppressed.}}
        ---
        handling:
          bounce_soft: (leave out)
          bounce_hard: {mechanism: Bounces reach us through SNS., action: A permanent bounce suppresses the address.}
        ---
        handling:
          bounce_soft: (leave out)
          bounce_hard: {action: "The address is suppressed, where bounceType is Permanent."}
    """
    text = mechanism_text(product, "bounce_hard")
    if text and not product.handling.bounce_soft and not KIND.search(text):
        yield Found(
            "handling.bounce_hard",
            "You do not say what happens after a permanent bounce and what happens after a temporary one.",
        )


DELETED = re.compile(
    r"\b(?:delet|remov|eras|purg)\w*\b[^.;]{0,30}\b(?:address|recipient|user|account|contact)(?:es|s)?\b"
    r"|\b(?:address|recipient|user|account|contact)(?:es|s)?\b[^.;]{0,15}\b(?:delet|remov|eras|purg)(?:ed|es|s)\b",
    re.I,
)
FROM_A_LIST = re.compile(r"\bfrom\b[^.;]{0,30}\b(?:lists?|sends?|sending|mailings?|distribution)\b|\bsuppress", re.I)


@rule("warning", question="bounces", covers=["BNC-06"], sources=["AWS-06"])
def bounced_address_deleted(product: ProductView) -> Iterator[Found]:
    """You delete an address that bounced, although its owner signs in with it.

    Deleting the address removes the user's sign-in and the record of the bounce. The next import or sign-up then sends email to
    it again. Suppression keeps both.

    Fix: Suppress the address instead, and ask for a new one at the next sign-in.

    Wrong:
        handling: {bounce_hard: {action: "After a hard bounce, we remove the invalid address from our system."}}
        ---
        handling: {bounce_hard: {action: "The user is marked, and the address is deleted."}}
    Right:
        handling: {bounce_hard: {action: We suppress the address and ask the user for a new one at the next sign-in.}}
    Silent:
        handling: {bounce_hard: {action: The address is removed from all sending lists.}}
        ---
        handling: {bounce_hard: {action: The address is suppressed and is not deleted.}}
    """
    if not any(item.otp or item.recipients.verified == "account" for item in product.streams):
        return
    for item in mechanism_wordings(product, "bounce_hard"):
        if match := affirmed(DELETED, item.text, unless=FROM_A_LIST):
            yield Found(item.path, 'You write "{quote}", but people sign in with this address.', quote=match[0])


RATE_AS_KIND = re.compile(
    r"\b(?:hard|soft)[- ]bounces?\s*\(?\s*(?:[>≥]=?|above|over|more than|exceeding|über|mehr als)\s*\d+(?:[.,]\d+)?\s*"
    r"(?:%|per ?cent|Prozent)(?!\s*(?:of|der|aller)\b)",
    re.I,
)
SUSPENSION = re.compile(r"\baccount suspension\b|\bthe account is (?:automatically )?suspended\b", re.I)
OWNER = re.compile(r"\b(?:AWS|Amazon|users?|customers?|tenants?|our)\b", re.I)


@text_rule("warning", question="bounces", covers=["BNC-05"], sources=["AWS-03"])
def rate_told_as_single_bounce(words: Words) -> Iterator[Found]:
    """A sentence mixes a single bounce with a bounce rate.

    A hard bounce concerns one address, and a bounce rate concerns an account. "Hard bounces (>5% bounce rate) trigger account
    suspension" says neither what happens to the address nor which account you suspend.

    Fix: Write two sentences: what a hard bounce does to the address, and what you stop at which rate.

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
    if "ounce" not in words.text:
        return
    if match := RATE_AS_KIND.search(words.text):
        yield Found(words.path, '"{quote}" explains a single bounce with a rate.', quote=match[0])
    elif match := affirmed(SUSPENSION, words.text, unless=OWNER):
        yield Found(
            words.path,
            'You write "{quote}", but not whose account it is and who suspends it.',
            "Say what you stop: the stream, the user's account or all sending.",
            quote=match[0],
        )


@rate_told_as_single_bounce.in_product
def _rate_told_as_single_bounce_in_product(product: ProductView) -> Iterator[Found]:
    # All mechanisms, plans included; the source's own words only where these texts have no finding.
    texts = (
        Wording(f"handling.{name}.{part}", "", english(getattr(mechanism, part)))
        for name, mechanism in product.handling.named.items()
        for part in ("mechanism", "action", "planned")
    )
    yield from first_found(rate_told_as_single_bounce, texts, quotations(product, "handling"))


# Retries of soft bounces or API calls; send-failure-taken-for-bounce reports failed sends.
OTHER = re.compile(r"\b(?:soft|transient|temporar\w+|API|throttl\w+|nothing)\b", re.I)


@rule("error", question="bounces", covers=["BNC-03"], sources=["AWS-17", "AWS-04"])
def retry_after_hard_bounce(product: ProductView) -> Iterator[Found]:
    """You send to an address again after a hard bounce.

    A hard bounce is final. AWS asks you not to try such an address again, because repeated attempts harm all senders.

    Fix: Suppress the address immediately, and do not send to it again.

    Wrong:
        handling: {bounce_hard: {action: The email is retried three times.}}
        ---
        handling: {bounce_hard: {action: We log the bounce. We send again on the next day.}}
    Right:
        handling: {bounce_hard: {action: We suppress the address immediately.}}
    Silent:
        handling: {bounce_hard: {action: "The address is suppressed, to prevent further attempts."}}
        ---
        handling: {bounce_hard: {action: Nothing is retried; the address is suppressed without a second try.}}
        ---
        handling: {bounce_hard: {action: The address is suppressed. After a transient bounce SES retries.}}
    """
    for item in mechanism_wordings(product, "bounce_hard"):
        if SEND_FAILURE.search(item.text):
            continue
        if match := affirmed(RETRY, item.text, unless=OTHER):
            yield Found(
                item.path, 'After a hard bounce, you write "{quote}", but email to this address bounces again.', quote=match[0]
            )


@text_rule("error", question="bounces", covers=["BNC-02"], sources=["AWS-16", "AWS-17"])
def send_failure_taken_for_bounce(words: Words) -> Iterator[Found]:
    """A text confuses a bounce with a send that fails.

    SES accepts the email first. The bounce follows seconds or hours later, as a separate event. API errors, retries and
    dead-letter queues see only email that SES did not accept.

    Fix: Subscribe to bounce events through an SNS topic or an event destination, and describe that.

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
    about_bounces = words.path.startswith("handling.bounce_hard") or "bounce" in words.text or "Bounce" in words.text
    if about_bounces and (match := SEND_FAILURE.search(words.text)) and not EVENT.search(words.text):
        yield Found(
            words.path,
            'You write "{quote}" about bounces, but SES accepts an email before it bounces, so the send does not fail.',
            quote=match[0],
        )


@send_failure_taken_for_bounce.in_product
def _send_failure_taken_for_bounce_in_product(product: ProductView) -> Iterator[Found]:
    if product.handling.bounce_hard.is_in_place:
        for item in (*mechanism_wordings(product, "bounce_hard"), *quotations(product, "handling.bounce_hard")):
            yield from send_failure_taken_for_bounce(Words(item.path, "en", item.text))


NOT_OURS = re.compile(r"\b(?:SES|Amazon|AWS|API|throttl\w+)\b", re.I)


@rule("warning", question="bounces", covers=["BNC-04"], sources=["AWS-17", "AWS-04"])
def soft_bounce_retried_by_application(product: ProductView) -> Iterator[Found]:
    """Your application retries soft bounces, although SES does that.

    SES retries delivery itself and reports a transient bounce when it stops. A second round of attempts multiplies email and
    bounces. Your application only needs to count transient bounces.

    Fix: Say how many transient bounces in how many days suppress the address. Describe retries of API calls separately.

    Wrong:
        handling: {bounce_soft: {mechanism: (leave out), action: Soft bounces are retried with exponential backoff.}}
    Right:
        handling:
          bounce_soft:
            status: implemented
            mechanism: SES retries delivery and reports a transient bounce when it stops.
            action: Three transient bounces in 14 days suppress the address.
    Silent:
        handling: {bounce_soft: {mechanism: SES retries delivery and reports the bounce when it stops., action: We count it.}}
        ---
        handling: {bounce_soft: {action: A throttled API call is retried with backoff; transient bounces are counted.}}
        ---
        handling: {bounce_soft: {action: We do not retry; the event is counted.}}
    """
    for item in mechanism_wordings(product, "bounce_soft"):
        if match := affirmed(RETRY, item.text, unless=NOT_OURS):
            yield Found(item.path, 'About soft bounces you write "{quote}", but SES retries delivery itself.', quote=match[0])
