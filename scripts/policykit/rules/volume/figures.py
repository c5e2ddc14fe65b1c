"""Figures."""

import re
from collections.abc import Iterator

from policykit.model import Stream
from policykit.readiness.sentences import english
from policykit.rules import Found, ProductView, rule
from policykit.rules.lib.figures import HOURS_PER_DAY, active_days, ahead, day_of, figures, of_streams, volumes
from policykit.rules.lib.reach import reaches_several


@rule("warning", question="frequency", covers=["VOL-15"], sources=["AWS-24"])
def burst_missing(product: ProductView) -> Iterator[Found]:
    """One event may send mail to many at once, and how many is not stated.

    A reviewer sees few mails a day and asks why production is needed; the largest burst is the answer (AWS-24). It also decides
    the sending rate.

    Wrong:
        streams: [{}, {volume: {burst: (leave out)}}]
        ---
        streams: [{}, {}, {volume: {burst: (leave out)}}]
    Right:
        streams: [{}, {volume: {burst: 60}}]
        ---
        streams: [{}, {volume: {burst: (leave out)}, recipients: {who: the singer who asked for a place}}]
        ---
        streams: [{}, {volume: (leave out)}]
    Silent:
        streams: [{}, {volume: {burst: (leave out)}, recipients: {who: the member of a choir who wrote last}}]
    """
    # Each stream with figures whose event may reach several recipients and that states no burst.
    for path, stream in product.each_stream():
        if stream.volume and stream.volume.burst is None and reaches_several(stream):
            message = f"one event of `{stream.id}` may reach several recipients; how many at most is not stated"
            yield Found(f"{path}.volume.burst", message, "state the largest number of recipients of one event in `burst:`")


GROWTH = 3
"""Ours: up to this factor a new product needs no explanation."""


@rule("warning", question="frequency", covers=["VOL-13"], sources=["AWS-01b"])
def forecast_without_basis(product: ProductView) -> Iterator[Found]:
    """A forecast of strong growth does not say what it rests on.

    A number that triples within months needs its product: users x mails per user (AWS-01b).

    Wrong:
        volume: {basis: (leave out), figures: [{}, {}, {kind: forecast, per: day, max: 5000, months_ahead: 6}]}
        ---
        volume: {basis: (leave out), figures: [{}, {}, {kind: current, per: month, max: 100}]}
    Right:
        volume: {figures: [{}, {}, {kind: forecast, per: day, max: 5000, months_ahead: 6}]}
        ---
        volume: {basis: (leave out), figures: [{}, {}, {kind: forecast, per: day, max: 1000, months_ahead: 6}]}
        ---
        volume: {basis: (leave out)}
    """
    # The steepest growth from today or the start, where no basis is stated; one finding a product.
    if product.volume.basis or len(product.volume.figures) < 2:
        return
    for per in ("day", "month", "hour"):
        stated = [figure for _, figure in figures(product, per) if figure.kind in ("current", "forecast")]
        start = min((f for f in stated if not ahead(f)), default=None, key=lambda f: (f.kind != "current", f.max))
        last = max(stated, default=None, key=lambda f: f.max)
        if start and last and start.max and last.max > GROWTH * start.max:
            when = f"in {last.months_ahead} months" if last.months_ahead else "as forecast"
            message = (
                f"from {start.max:,} to {last.max:,} a {per} {when}, {last.max / start.max:.3g} times as many, "
                "and what the forecast rests on is not stated"
            )
            yield Found("volume.basis", message, "say in `basis:` how you reckon it, such as users x mails per user")
            return


@rule("error", question="frequency", covers=["VOL-08"])
def hour_does_not_fit_day(product: ProductView) -> Iterator[Found]:
    """The busiest hour is larger than the busiest day, or too small for it.

    An hour cannot hold more than its day, and a day cannot hold more than 24 such hours.

    Wrong:
        streams: [{volume: {max_hour: 150}}]
        ---
        streams: [{volume: {max_hour: 4}}]
        ---
        volume: {figures: [{}, {}, {kind: peak, per: hour, max: 600}]}
    Right:
        streams: [{volume: {max_hour: 100}}]
        ---
        streams: [{volume: {max_hour: 5}}]
        ---
        volume: {figures: [{}, {}, {kind: peak, per: hour, max: 600, months_ahead: 12}]}
    """
    # Each stream, and each hourly figure against the daily ones of the same time.
    pairs = [(f"{path}.max_hour", volume.max_hour, volume.max_day) for path, volume in volumes(product)]
    for path, hour in figures(product, "hour"):
        days = [day.max for _, day in figures(product, "day") if ahead(day) == ahead(hour)]
        pairs.append((f"{path}.max", hour.max, max(days, default=None)))
    for path, most, day in pairs:
        if most is None or day is None:
            continue
        if most > day:
            message = f"{most:,} in the busiest hour, but {day:,} on the busiest day"
            yield Found(path, message, "count again: an hour is a part of its day")
        elif most * HOURS_PER_DAY < day:
            message = f"{most:,} an hour x 24 = {most * HOURS_PER_DAY:,}, below the busiest day of {day:,}"
            yield Found(path, message, "count again: state the hour with the most mail of that day")


@rule("error", question="frequency", covers=["VOL-03"])
def mean_above_maximum(product: ProductView) -> Iterator[Found]:
    """A monthly figure makes a daily mean above the largest day.

    3,000 mails a month on 22 working days are 136 a day, which no maximum of 100 allows. One of the two numbers is wrong, and a
    reviewer who divides sees it.

    Wrong:
        volume: {figures: [{}, {max: 20000}]}
        ---
        audience: {kind: b2b}
        streams: [{volume: {active_days_month: (leave out)}}]
        volume: {figures: [{kind: maximum, max: 100}, {max: 3000, months_ahead: 12}]}
    Right:
        volume: {figures: [{}, {max: 14000}]}
        ---
        audience: {kind: b2c}
        volume: {figures: [{kind: maximum, max: 100}, {max: 3000, months_ahead: 12}]}
        ---
        volume: {figures: [{}, {max: 20000, months_ahead: 6}]}
    """
    # Each month whose mean is above the most of a day.
    for path, month in figures(product, "month"):
        day = day_of(product, month)
        if day.most is None:
            continue
        days = active_days(product)
        mean = round(month.max / days)
        if mean > day.most:
            name = "the maximum" if day.is_maximum else "the busiest day"
            message = f"{month.max:,} / {days} days = {mean:,} a day, above {name} of {day.most:,}"
            yield Found(f"{path}.max", message, "raise the largest day, or lower the month")


MONTH_TOLERANCE = 0.1
"""Ours: months have 28 to 31 days, and people round."""


@rule("warning", question="frequency", covers=["VOL-02"])
def month_does_not_fit_day(product: ProductView) -> Iterator[Found]:
    """A monthly figure is lower than its daily figure allows.

    A reviewer multiplies: the fewest mails a day times the days of a month is the least that a month can hold. A typed number
    that misses it by a tenth casts doubt on the others.

    Wrong:
        volume: {figures: [{min: 30}, {min: 200}]}
        ---
        volume: {figures: [{min: 400}, {}]}
    Right:
        volume: {figures: [{min: 30}, {min: 900}]}
        ---
        volume: {figures: [{min: 30}, {min: 200, months_ahead: 6}]}
        ---
        streams: [{volume: {active_days_month: 5}}, {volume: {active_days_month: 5}}]
        volume: {figures: [{min: 30}, {min: 150}]}
    """
    # Each month that is below its least day times its days; one above the largest day is another rule's matter.
    for path, month in figures(product, "month"):
        least = day_of(product, month).least
        if least is None:
            continue
        days = active_days(product)
        end, declared = ("max", month.max) if month.min is None else ("min", month.min)
        if declared < (1 - MONTH_TOLERANCE) * least * days:
            message = f"{declared:,} a month, but {least:,} a day x {days} days = {least * days:,} at least"
            yield Found(f"{path}.{end}", message, "count again: month = day x days on which mail goes out")


# A code for a second factor goes to few users, so it does not count the sign-ins.
SIGN_IN = re.compile(r"\b(?:sign|log)[- ]?in\b", re.I)
NOT_EACH = re.compile(r"factor|\b[2m]fa\b|alert|new device|failed", re.I)
RARER = re.compile(
    r"\bpassword[- ]reset\b|\breset\w* (?:of |the |a |your )*password\b"
    r"|\b(?:account|e-?mail)[- ]verification\b|\bsign[- ]?up\b",
    re.I,
)


@rule("note", question="frequency", covers=["VOL-18"])
def sign_ins_outnumbered(product: ProductView) -> Iterator[Found]:
    """More passwords are reset, or more accounts opened, than people sign in.

    The figures may be right, but a reviewer asks: each reset and each new account is usually followed by a sign-in.

    Wrong:
        streams: [{}, {id: password-reset, title: Password reset}]
        ---
        streams: [{}, {id: account-verification, title: Account verification}]
    Right:
        streams: [{}, {id: password-reset, title: Password reset, volume: {min_day: 5, typical_day: 20, max_day: 60}}]
        ---
        streams: [{id: two-factor-code, title: Two-factor code}, {id: password-reset, title: Password reset}]
    Silent:
        streams: [{}, {id: plan-reset, title: Reset of a rehearsal plan}]
    """
    # Each stream of resets or new accounts that is larger than the stream of sign-ins.
    named = [(path, stream, f"{stream.id} {english(stream.title)}") for path, stream in product.each_stream()]
    sign_ins = next((s for _, s, name in named if s.otp and SIGN_IN.search(name) and not NOT_EACH.search(name)), None)
    if sign_ins is None:
        return
    for path, stream, name in named:
        if stream is not sign_ins and RARER.search(name):
            for part in ("typical_day", "max_day"):
                usual, own = _number(sign_ins, part), _number(stream, part)
                if usual is not None and own is not None and own > usual:
                    message = f"{own:,} a day of `{stream.id}`, but {usual:,} of `{sign_ins.id}`"
                    yield Found(f"{path}.volume.{part}", message, "count again, or say in `basis:` why it is so")
                    break


def _number(stream: Stream, part: str) -> int | None:
    number: int | None = getattr(stream.volume, part, None)
    return number


STREAMS_TOLERANCE = 0.05
"""Our own: rounding to tens is no contradiction."""


@rule("warning", question="frequency", covers=["VOL-01"])
def streams_do_not_add_up(product: ProductView) -> Iterator[Found]:
    """The figures over all streams differ from the sum of the streams.

    A reviewer adds the streams up. A total that differs by more than a twentieth looks typed, not counted.

    Wrong:
        volume: {figures: [{max: 900}]}
        ---
        volume: {figures: [{min: 60}]}
    Right:
        volume: {figures: [{max: 500}]}
        ---
        volume: {figures: [{max: 900}]}
        streams: [{volume: (leave out)}]
        ---
        volume: {figures: [{kind: peak, min: 60}]}
        ---
        volume: {figures: [{min: (leave out)}]}
    """
    # Each daily figure of today or soon whose ends are not about the sums of the streams' smallest and largest days.
    lowest, highest = of_streams(product, "min_day"), of_streams(product, "max_day")
    for path, figure in figures(product, "day"):
        if figure.months_ahead or figure.kind == "current":
            continue
        yield from _differs(product, f"{path}.max", figure.max, highest, "on their largest days")
        if figure.kind == "forecast":
            yield from _differs(product, f"{path}.min", figure.min, lowest, "on their smallest days")


def _differs(product: ProductView, path: str, declared: int | None, numbers: list[int] | None, when: str) -> Iterator[Found]:
    if declared is None or not numbers:
        return
    total = sum(numbers)
    if abs(declared - total) > STREAMS_TOLERANCE * max(declared, total):
        terms = " + ".join(f"{number:,}" for number in numbers)
        made = f"{terms} = {total:,}" if len(numbers) > 1 else terms
        message = f"{declared:,} a day in all, but the streams make {made} {when}"
        yield Found(path, message, "count again, and correct the total or the streams")


@rule("warning", question="frequency", covers=["VOL-09"], sources=["AWS-12", "AWS-14"])
def unit_not_recipients(product: ProductView) -> Iterator[Found]:
    """A stream that reaches several recipients at once does not count recipients.

    SES counts recipients, not messages (AWS-12, AWS-14): one invitation to forty people is forty. Where each mail answers what
    its recipient does, the two numbers are alike, and the unit need not be stated.

    Wrong:
        streams: [{}, {volume: {unit: (leave out)}}]
        ---
        streams: [{}, {volume: {unit: messages}}]
    Right:
        streams: [{}, {volume: {unit: recipients}}]
        ---
        streams: [{volume: {unit: (leave out)}}]
        ---
        streams: [{}, {volume: {unit: messages}, recipients: {internal: true}}]
        ---
        streams: [{}, {volume: {unit: messages}, recipients: {who: the singer who asked for a place}}]
    """
    # Each stream to several recipients an event whose figures count messages, or do not say what they count.
    for path, stream in product.each_stream():
        volume = stream.volume
        if not volume or volume.unit == "recipients" or not reaches_several(stream):
            continue
        state = "counts messages" if volume.unit else "does not say whether it counts messages or recipients"
        message = f"`{stream.id}` {state}, and one event may reach several recipients"
        fix = "multiply messages by recipients, and set `unit: recipients`"
        yield Found(f"{path}.volume.unit", message, fix)
