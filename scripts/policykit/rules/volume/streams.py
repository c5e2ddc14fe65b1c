"""Streams beside each other and beside the total."""

import re
from collections.abc import Iterator

from policykit.model import Stream
from policykit.readiness.sentences import english
from policykit.rules import Found, ProductView, rule
from policykit.rules.lib.figures import figures, of_streams

SIGN_IN = re.compile(r"\b(?:sign|log)[- ]?in\b", re.I)
NOT_EACH = re.compile(r"factor|\b[2m]fa\b|alert|new device|failed", re.I)
RARER = re.compile(
    r"\bpassword[- ]reset\b|\breset\w* (?:of |the |a |your )*password\b"
    r"|\b(?:account|e-?mail)[- ]verification\b|\bsign[- ]?up\b",
    re.I,
)


@rule("note", question="frequency", covers=["VOL-18"])
def sign_ins_outnumbered(product: ProductView) -> Iterator[Found]:
    """You send more password resets or account verifications than sign-in codes.

    The figures may be right, but a reviewer may ask: a sign-in usually follows each reset and each new account.

    Fix: Count again, or explain the figures in `volume.basis` of the stream.

    Wrong:
        streams: [{}, {id: password-reset, title: Password reset}]
        ---
        streams: [{}, {id: account-verification, title: Account verification}]
    Right:
        streams:
          - id: sign-in-code
            title: Sign-in code
            volume: {min_day: 10, typical_day: 160, max_day: 400, max_hour: 60}
          - id: password-reset
            title: Password reset
            volume: {min_day: 0, typical_day: 5, max_day: 20, max_hour: 8}
        ---
        streams: [{id: two-factor-code, title: Two-factor code}, {id: password-reset, title: Password reset}]
    Silent:
        streams: [{}, {id: plan-reset, title: Reset of a rehearsal plan}]
    """
    named = [(path, stream, f"{stream.id} {english(stream.title)}") for path, stream in product.each_stream()]
    sign_ins = next((s for _, s, name in named if s.otp and SIGN_IN.search(name) and not NOT_EACH.search(name)), None)
    if sign_ins is None:
        return
    for path, stream, name in named:
        if stream is not sign_ins and RARER.search(name):
            for part in ("typical_day", "max_day"):
                usual, own = _number(sign_ins, part), _number(stream, part)
                if usual is not None and own is not None and own > usual:
                    yield Found(
                        f"{path}.volume.{part}",
                        "You send {number} emails per day of `{stream}`, but only {usual} of `{sign_in}`.",
                        number=own,
                        stream=stream.id,
                        usual=usual,
                        sign_in=sign_ins.id,
                    )
                    break


def _number(stream: Stream, part: str) -> int | None:
    number: int | None = getattr(stream.volume, part, None)
    return number


STREAMS_TOLERANCE = 0.05
"""Our own: rounding to tens is no contradiction."""


@rule("warning", question="frequency", covers=["VOL-01"])
def streams_do_not_add_up(product: ProductView) -> Iterator[Found]:
    """Your figures for all streams together do not fit those of the streams.

    Streams may peak on different days, so the total can be below their sum. It cannot be above it, or below a single stream. A
    reviewer who compares the figures asks which are right.

    Fix: Count again, and correct the total or the streams.

    Wrong:
        volume: {figures: [{kind: forecast, per: day, max: 900}]}
        ---
        volume: {figures: [{max: 280}]}
        ---
        volume: {figures: [{kind: maximum, min: (leave out), max: 100}]}
        ---
        volume: {figures: [{min: 20}]}
    Milder:
        volume: {figures: [{}, {}, {kind: peak, per: day, max: 900}]}
    Right:
        volume: {figures: [{kind: forecast, per: day, max: 490}]}
        ---
        volume: {figures: [{max: 500}]}
        ---
        volume: {figures: [{max: 900}]}
        streams: [{volume: (leave out)}]
        ---
        volume: {figures: [{kind: peak, min: 60}]}
        ---
        volume: {figures: [{min: (leave out)}]}
        ---
        volume: {figures: [{max: 300}]}
        ---
        volume: {figures: [{min: 60}]}
        ---
        volume: {figures: [{max: 900, fewer_than_max: true}]}
        ---
        volume: {figures: [{kind: maximum, max: 900}]}
    """
    lowest, highest = of_streams(product, "min_day"), of_streams(product, "max_day")
    totals = [figure.max for _, figure in figures(product, "day") if figure.kind == "forecast"]
    for path, figure in figures(product, "day"):
        if figure.months_ahead or figure.kind == "current":
            continue
        is_bound = figure.fewer_than_max or figure.kind == "maximum"
        if highest and not is_bound and figure.max * (1 - STREAMS_TOLERANCE) > sum(highest):
            if figure.kind == "peak" and sum(highest) in totals:  # the streams describe the forecast, not the peak
                yield Found(
                    f"{path}.max",
                    "Which email makes up the other {rest} on a peak day? The streams add up to {sum}.",
                    severity="note",
                    rest=figure.max - sum(highest),
                    sum=sum(highest),
                )
                continue
            yield Found(
                f"{path}.max",
                "The busiest day has {total} emails in all, but the busiest days of the streams add up to only {sum}."
                if len(highest) > 1
                else "The busiest day has {total} emails in all, but that of the only stream has {sum}.",
                total=figure.max,
                sum=sum(highest),
            )
        elif highest and figure.max < max(highest) * (1 - STREAMS_TOLERANCE):
            yield Found(
                f"{path}.max",
                "The busiest day has {total} emails in all, but `{stream}` alone has up to {most}.",
                total=figure.max,
                stream=product.streams[highest.index(max(highest))].id,
                most=max(highest),
            )
        least = figure.min if figure.kind == "forecast" else None
        if lowest and least is not None and least < sum(lowest) * (1 - STREAMS_TOLERANCE):
            yield Found(
                f"{path}.min",
                "The quietest day has {total} emails in all, but the quietest days of the streams add up to {sum}.",
                total=least,
                sum=sum(lowest),
            )
