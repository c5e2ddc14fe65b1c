"""Opt-outs from advertising."""

import re
from collections.abc import Iterator

from policykit.readiness.countries import goes_to
from policykit.rules import Found, ProductView, rule
from policykit.rules.lib.advertising import stoppable

LIFETIME_DAYS = 30
"""Both texts name this number."""
RECORD_DAYS = 3 * 365
"""The text says three years; a leap day is not worth a finding."""


@rule(
    "warning",
    question="unsubscribes",
    covers=["US-02", "CH-01", "HK-02"],
    sources=["US-2", "US-3", "CH-1", "HK-1"],
    severity_because="The law of a market asks for it. AWS asks about it at most.",
)
def opt_out_with_conditions(product: ProductView) -> Iterator[Found]:
    """Unsubscribing from advertising has conditions, stops working too soon or is not recorded long enough.

    In the United States, Switzerland and Hong Kong, unsubscribing is free and simple. In the United States and Hong Kong the
    link works for at least 30 days, and Hong Kong asks you to keep each request for three years.

    Fix: Let one link unsubscribe, without fee, login or further questions, for 30 days or more, and keep each request.

    Wrong:
        markets: [US]
        streams:
          - id: newsletter
            unsubscribe: {unconditional: false}
        ---
        markets: [HK]
        streams:
          - id: newsletter
            unsubscribe: {works_for_days: 14}
        ---
        markets: [HK]
        streams:
          - id: newsletter
            unsubscribe: {record_days: 365}
    Right:
        streams:
          - id: newsletter
            unsubscribe: {offered: true, body_link: true, unconditional: true, works_for_days: 60, record_days: 1095}
    Silent:
        markets: [DE]
        streams: [{}, {}, {unsubscribe: {unconditional: false, works_for_days: 14, record_days: 365}}]
        ---
        markets: [CH]
        streams: [{}, {}, {unsubscribe: {works_for_days: 14, record_days: 365}}]
        ---
        markets: [US]
        streams: [{}, {}, {unsubscribe: {record_days: 365}}]
    """
    for path, stream in stoppable(product):
        path, answer = f"{path}.unsubscribe", stream.unsubscribe
        if answer.unconditional is False and goes_to(product, "US", "CH", "HK"):
            yield Found(
                f"{path}.unconditional",
                "Unsubscribing from `{stream}` has conditions, such as a fee or a login.",
                stream=stream.id,
            )
        if answer.works_for_days is not None and answer.works_for_days < LIFETIME_DAYS and goes_to(product, "US", "HK"):
            yield Found(
                f"{path}.works_for_days",
                "The unsubscribe link of `{stream}` works for {days} days, less than {least}.",
                stream=stream.id,
                days=answer.works_for_days,
                least=LIFETIME_DAYS,
            )
        if answer.record_days is not None and answer.record_days < RECORD_DAYS and goes_to(product, "HK"):
            yield Found(
                f"{path}.record_days",
                "You keep requests to unsubscribe from `{stream}` for {days} days, less than three years.",
                stream=stream.id,
                days=answer.record_days,
            )


ENGLISH = re.compile(r"\bunsubscribe|\bopt[- ]out\b|\bstop (?:this|these|receiving)\b", re.I)
CHINESE = re.compile("取消|退訂|退订|拒收|停止")


@rule(
    "warning",
    question="unsubscribes",
    covers=["HK-02"],
    sources=["HK-2"],
    severity_because="Hong Kong's law asks for it. AWS asks about it at most.",
)
def unsubscribe_words_in_one_language(product: ProductView) -> Iterator[Found]:
    """Advertising for Hong Kong explains how to unsubscribe in one language only.

    Hong Kong asks for the unsubscribe line in Chinese and in English, unless the recipient has chosen one of them.

    Fix: Write the unsubscribe line in both languages.

    Wrong:
        markets: [HK]
    Right:
        streams:
          - id: newsletter
            sample:
              text: |
                This month Lantern learned to print seating plans.

                Unsubscribe / 取消訂閱: https://lantern.example.com/stop
                Lantern Ltd, 4 Harbour Row, Dublin
    Silent:
        markets: [IE]
        ---
        markets: [HK]
        streams: [{}, {}, (leave out)]
        ---
        markets: [HK]
        streams: [{}, {}, {sample: {text: "停止接收: https://lantern.example.com/stop Opt out: https://lantern.example.com/stop"}}]
        ---
        markets: [HK]
        streams: [{}, {}, {sample: {text: (leave out)}}]
    """
    if not goes_to(product, "HK"):
        return
    for path, stream in product.marketing:
        text = stream.sample.text or ""
        place = f"{path}.sample.text"
        if ENGLISH.search(text) and not CHINESE.search(text):
            yield Found(place, "The sample of `{stream}` explains in English only how to unsubscribe.", stream=stream.id)
        elif CHINESE.search(text) and not ENGLISH.search(text):
            yield Found(place, "The sample of `{stream}` explains in Chinese only how to unsubscribe.", stream=stream.id)
