"""Opt-outs."""

import re
from collections.abc import Iterator

from policykit.rules import Found, ProductView, rule
from policykit.rules.lib.advertising import shown_text, stoppable
from policykit.rules.lib.markets import asked_by

LIFETIME_ASKED_BY = {"US": "15 U.S.C. 7704(a)(3)", "HK": "UEMO s. 9(1)"}
LIFETIME_DAYS = 30
"""Both texts name this number."""


@rule("error", question="unsubscribes", covers=["US-02", "HK-02"], sources=["US-3", "HK-1"])
def opt_out_lifetime_missing(product: ProductView) -> Iterator[Found]:
    """For how long the unsubscribe link of an advertising mail works is not stated, or it is less than 30 days.

    The texts of the United States (US-3) and Hong Kong (HK-1) ask that the way out works for 30 days after the mail was sent.

    Wrong:
        markets: [US]
        streams: [{}, {}, {unsubscribe: {works_for_days: (leave out)}}]
        ---
        markets: [HK]
        streams: [{}, {}, {unsubscribe: {works_for_days: 14}}]
    Right:
        markets: [US, HK]
        streams: [{}, {}, {unsubscribe: {works_for_days: 30}}]
        ---
        markets: [DE]
        streams: [{}, {}, {unsubscribe: {works_for_days: (leave out)}}]
    """
    # Each marketing stream whose way out is not said to work for long enough.
    texts = asked_by(product, LIFETIME_ASKED_BY)
    if not texts:
        return
    for path, stream in stoppable(product):
        days = stream.unsubscribe.works_for_days
        if days is None or days < LIFETIME_DAYS:
            state = f"works for {days} days" if days is not None else "is not said to work for a number of days"
            message = f"the way out of `{stream.id}` {state}; {LIFETIME_DAYS} days are asked for by {texts}"
            fix = f"keep links and addresses working for {LIFETIME_DAYS} days or more, and state the number"
            yield Found(f"{path}.unsubscribe.works_for_days", message, fix)


NO_CONDITIONS_ASKED_BY = {"US": "16 CFR 316.5", "CH": "art. 3(1)(o) UWG", "HK": "UEMO s. 9(1)"}


@rule("error", question="unsubscribes", covers=["US-02", "CH-01", "HK-02"], sources=["US-2", "CH-1", "HK-1"])
def opt_out_with_conditions(product: ProductView) -> Iterator[Found]:
    """The way out of advertising costs something or asks for a login, or nothing is said about it.

    The texts of the United States (US-2), Switzerland (CH-1) and Hong Kong (HK-1) ask that recipients can stop advertising free
    of charge; the American one also excludes a login and questions beyond the address.

    Wrong:
        markets: [US]
        streams: [{}, {}, {unsubscribe: {unconditional: false}}]
        ---
        markets: [CH]
        streams: [{}, {}, {unsubscribe: {unconditional: (leave out)}}]
    Right:
        markets: [US, CH, HK]
        ---
        markets: [DE]
        streams: [{}, {}, {unsubscribe: {unconditional: (leave out)}}]
    """
    # Each marketing stream whose way out is not said to be free and open.
    texts = asked_by(product, NO_CONDITIONS_ASKED_BY)
    if not texts:
        return
    for path, stream in stoppable(product):
        if stream.unsubscribe and not stream.unsubscribe.unconditional:
            is_known = stream.unsubscribe.unconditional is False
            state = "has conditions" if is_known else "is not said to be free and without login"
            message = f"the way out of `{stream.id}` {state}; a free and simple one is asked for by {texts}"
            fix = "let the link alone stop the mail, without fee, login or further questions, and set `unconditional: true`"
            yield Found(f"{path}.unsubscribe.unconditional", message, fix)


RECORD_DAYS = 3 * 365
"""The text says three years; a leap day is not worth a finding."""


@rule("error", question="unsubscribes", covers=["HK-02"], sources=["HK-1"])
def unsubscribe_record_missing(product: ProductView) -> Iterator[Found]:
    """Requests to stop advertising in Hong Kong are not said to be kept for three years.

    UEMO s. 9(3) asks that each request is kept as it came in for at least three years (HK-1).

    Wrong:
        markets: [HK]
        streams: [{}, {}, {unsubscribe: {record_days: (leave out)}}]
        ---
        markets: [HK]
        streams: [{}, {}, {unsubscribe: {record_days: 365}}]
    Right:
        markets: [HK]
        ---
        markets: [IE]
        streams: [{}, {}, {unsubscribe: {record_days: (leave out)}}]
    """
    # Each marketing stream whose requests are kept for less, or for an unknown time.
    if "HK" not in product.markets:
        return
    for path, stream in stoppable(product):
        days = stream.unsubscribe.record_days
        if days is None or days < RECORD_DAYS:
            state = f"for {days} days" if days is not None else "for a time that is not stated"
            message = f"requests to stop `{stream.id}` are kept {state}; three years are asked for by UEMO s. 9(3) (Hong Kong)"
            yield Found(f"{path}.unsubscribe.record_days", message, f"keep each request for {RECORD_DAYS} days or more")


ENGLISH = re.compile(r"\bunsubscribe|\bopt[- ]out\b|\bstop (?:this|these|receiving)\b", re.I)
CHINESE = re.compile("取消|退訂|退订|拒收|停止")


@rule("error", question="unsubscribes", covers=["HK-02"], sources=["HK-2"])
def unsubscribe_words_in_one_language(product: ProductView) -> Iterator[Found]:
    """Advertising for Hong Kong does not tell the way out in Chinese and in English.

    Section 7 of Cap. 593A asks for the unsubscribe statement in both languages, unless the recipient has named one (HK-2).

    Wrong:
        markets: [HK]
    Right:
        markets: [HK]
        streams: [{}, {}, {sample: {text: "News. Unsubscribe: https://lantern.example.com/stop 取消訂閱:
          https://lantern.example.com/stop"}}]
        ---
        markets: [IE]
        ---
        markets: [HK]
        streams: [{}, {}, (leave out)]
    Silent:
        markets: [HK]
        streams: [{}, {}, {sample: {text: "停止接收: https://lantern.example.com/stop Opt out: https://lantern.example.com/stop"}}]
        ---
        markets: [HK]
        streams: [{}, {}, {sample: {text: (leave out)}}]
    """
    # Each marketing sample whose way out stands in one language; one without any is another rule's matter.
    if "HK" not in product.markets:
        return
    for path, stream in product.marketing:
        text = shown_text(stream)
        if not text:
            continue
        missing = [name for name, words in (("Chinese", CHINESE), ("English", ENGLISH)) if not words.search(text)]
        if len(missing) == 1:
            message = (
                f"the sample of `{stream.id}` does not tell the way out in {missing[0]}; "
                "both languages are asked for by Cap. 593A s. 7, unless the recipient has named one"
            )
            yield Found(f"{path}.sample.text", message, "add the unsubscribe line in both languages")
