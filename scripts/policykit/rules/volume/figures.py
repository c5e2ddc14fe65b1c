"""Figures."""

from collections.abc import Iterator

from policykit.rules import Found, ProductView, rule
from policykit.rules.lib.figures import ALL_DAYS, HOURS_PER_DAY, active_days, ahead, day_of, figures, stated_days, volumes
from policykit.rules.lib.reach import reaches_several


@rule(
    "note",
    question="frequency",
    covers=["VOL-15"],
    sources=["AWS-24"],
    asks="Largest number of recipients of one event",
    severity_because="AWS asks how often you send, not for the burst of each stream.",
)
def burst_missing(product: ProductView) -> Iterator[Found]:
    """One event may reach many recipients at once, and you do not say how many.

    A reviewer sees a few emails per day and asks why you need production access. The largest burst explains it, and it
    determines the send rate you need.

    Fix: Enter the largest number of recipients of one event in `burst`.

    Wrong:
        streams: [{id: rehearsal-invitation, volume: {burst: (leave out)}}]
        ---
        streams: [{}, {}, {volume: {burst: (leave out)}}]
    Right:
        streams: [{id: rehearsal-invitation, volume: {unit: recipients, typical_day: 80, max_day: 300, burst: 60}}]
        ---
        streams: [{}, {volume: {burst: (leave out)}, recipients: {who: the singer who asked for a place}}]
        ---
        streams: [{}, {volume: (leave out)}]
    Silent:
        streams: [{}, {volume: {burst: (leave out)}, recipients: {who: the member of a choir who wrote last}}]
    """
    for path, stream in product.each_stream():
        if stream.volume and stream.volume.burst is None and reaches_several(stream):
            yield Found(
                f"{path}.volume.burst",
                "One event of `{stream}` may reach several recipients. How many at most is missing.",
                stream=stream.id,
            )


GROWTH = 3
"""Ours: up to this factor a new product needs no explanation."""
A_MONTH = {"day": ALL_DAYS, "month": 1}
MANY_A_MONTH = 10_000
"""Ours: below so many emails per month, AWS hardly asks for the calculation."""


@rule("warning", question="frequency", covers=["VOL-13"], sources=["AWS-01b"], asks="Basis of a steep forecast")
def forecast_without_basis(product: ProductView) -> Iterator[Found]:
    """You forecast strong growth and do not say what the forecast is based on.

    AWS asks how you arrived at a number that triples within months. The answer is a calculation: users times emails per user.

    Fix: Show your calculation in `volume.basis`, such as users times emails per user.

    Wrong:
        volume: {basis: (leave out), figures: [{}, {}, {kind: forecast, per: day, max: 5000, months_ahead: 6}]}
    Milder:
        volume: {basis: (leave out), figures: [{}, {}, {kind: current, per: month, max: 100}]}
    Right:
        volume: {basis: "By May 2027, 2,500 singers receive up to 2 emails per day: a code and an invitation."}
        ---
        volume: {basis: (leave out), figures: [{}, {}, {kind: forecast, per: day, max: 1000, months_ahead: 6}]}
        ---
        volume: {basis: (leave out)}
    """
    # The steepest growth from today or the start; one finding per product.
    if product.volume.basis or len(product.volume.figures) < 2:
        return
    for per in ("day", "month", "hour"):
        stated = [figure for _, figure in figures(product, per) if figure.kind in ("current", "forecast")]
        start = min((f for f in stated if not ahead(f)), default=None, key=lambda f: (f.kind != "current", f.max))
        last = max(stated, default=None, key=lambda f: f.max)
        if start and last and start.max and last.max > GROWTH * start.max:
            yield Found(
                "volume.basis",
                "Your forecast grows from {start} to {last} emails per day. Its basis is missing."
                if per == "day"
                else "Your forecast grows from {start} to {last} emails per month. Its basis is missing."
                if per == "month"
                else "Your forecast grows from {start} to {last} emails per hour. Its basis is missing.",
                severity="note" if per != "hour" and last.max * A_MONTH[per] < MANY_A_MONTH else None,
                start=start.max,
                last=last.max,
            )
            return


@rule("error", question="frequency", covers=["VOL-08"])
def hour_does_not_fit_day(product: ProductView) -> Iterator[Found]:
    """The busiest hour has more emails than the busiest day, or too few for it.

    An hour is part of its day, and a day is at most 24 such hours. A reviewer who compares the figures sees that one is wrong.

    Fix: Count again, and enter the hour with the most emails of the busiest day.

    Wrong:
        streams: [{volume: {max_day: 100, max_hour: 150}}]
        ---
        streams: [{volume: {max_hour: 4}}]
        ---
        volume: {figures: [{}, {}, {kind: peak, per: hour, max: 600}]}
    Right:
        streams: [{volume: {max_day: 100, max_hour: 30}}]
        ---
        streams: [{volume: {max_hour: 100}}]
        ---
        streams: [{volume: {max_hour: 5}}]
        ---
        volume: {figures: [{}, {}, {kind: peak, per: hour, max: 600, months_ahead: 12}]}
    """
    pairs = [(f"{path}.max_hour", volume.max_hour, volume.max_day) for path, volume in volumes(product)]
    for path, hour in figures(product, "hour"):
        days = [day.max for _, day in figures(product, "day") if ahead(day) == ahead(hour)]
        pairs.append((f"{path}.max", hour.max, max(days, default=None)))
    for path, most, day in pairs:
        if most is None or day is None:
            continue
        if most > day:
            yield Found(path, "The busiest hour has {hour} emails, but the busiest day has only {day}.", hour=most, day=day)
        elif most * HOURS_PER_DAY < day:
            yield Found(
                path,
                "The busiest hour has {hour} emails. 24 such hours make {total}, less than the busiest day ({day}).",
                hour=most,
                total=most * HOURS_PER_DAY,
                day=day,
            )


@rule("error", question="frequency", covers=["VOL-03"])
def mean_above_maximum(product: ProductView) -> Iterator[Found]:
    """Your monthly figure needs more emails per day than your busiest day has.

    3,000 emails per month on 22 working days are 136 per day, which a maximum of 100 rules out. A reviewer who divides sees
    that one of the two numbers is wrong.

    Fix: Raise the largest day, or lower the month.

    Wrong:
        volume: {figures: [{kind: forecast, per: day, max: 490}, {kind: forecast, per: month, max: 20000}]}
        ---
        streams: [{volume: {active_days_month: 22}}, {volume: {active_days_month: 22}}]
        volume: {figures: [{kind: maximum, max: 100}, {max: 3000, months_ahead: 12}]}
    Right:
        volume: {figures: [{kind: forecast, per: day, max: 490}, {kind: forecast, per: month, max: 9000}]}
        ---
        volume: {figures: [{}, {max: 14000}]}
        ---
        audience: {kind: b2b}
        streams: [{volume: {active_days_month: (leave out)}}]
        volume: {figures: [{kind: maximum, max: 100}, {max: 3000, months_ahead: 12}]}
        ---
        volume: {figures: [{}, {max: 20000, months_ahead: 6}]}
    """
    for path, month in figures(product, "month"):
        day = day_of(product, month)
        if day.most is None:
            continue
        days = stated_days(product) or ALL_DAYS  # a guess of fewer days proves nothing
        mean = round(month.max / days)
        if mean > day.most:
            yield Found(
                f"{path}.max",
                "{month} emails per month on {days} days are {mean} per day, but your maximum is {day}."
                if day.is_maximum
                else "{month} emails per month on {days} days are {mean} per day, but your busiest day has only {day}.",
                month=month.max,
                days=days,
                mean=mean,
                day=day.most,
            )


MONTH_TOLERANCE = 0.1
"""Ours: months have 28 to 31 days, and people round."""


@rule("warning", question="frequency", covers=["VOL-02"])
def month_does_not_fit_day(product: ProductView) -> Iterator[Found]:
    """Your monthly figure is lower than your quietest days add up to.

    A reviewer multiplies the quietest day by the days of a month. A month below that casts doubt on your other figures too.

    Fix: Count again: emails per day times the days on which you send.

    Wrong:
        volume: {figures: [{kind: forecast, per: day, min: 30, max: 490}, {kind: forecast, per: month, min: 200, max: 9000}]}
        ---
        volume: {figures: [{min: 400}, {}]}
    Right:
        volume: {figures: [{kind: forecast, per: day, min: 30, max: 490}, {kind: forecast, per: month, min: 900, max: 9000}]}
        ---
        volume: {figures: [{min: 30}, {min: 200, months_ahead: 6}]}
        ---
        streams: [{volume: {active_days_month: 5}}, {volume: {active_days_month: 5}}]
        volume: {figures: [{min: 30}, {min: 150}]}
    """
    # A month above the largest day is another rule's matter.
    for path, month in figures(product, "month"):
        least = day_of(product, month).least
        if least is None:
            continue
        days = active_days(product)
        end, declared = ("max", month.max) if month.min is None else ("min", month.min)
        if declared < (1 - MONTH_TOLERANCE) * least * days:
            yield Found(
                f"{path}.{end}",
                "You expect {month} emails per month, but {day} per day on {days} days are already {total}.",
                month=declared,
                day=least,
                days=days,
                total=least * days,
            )


# A code for a second factor goes to few users, so it does not count the sign-ins.
@rule("warning", question="frequency", covers=["VOL-09"], sources=["AWS-12", "AWS-14"])
def unit_not_recipients(product: ProductView) -> Iterator[Found]:
    """A stream that reaches several recipients at once counts messages instead of recipients.

    SES counts recipients: one invitation to 40 people is 40. Your figures, and the quota you request, may be too low.

    Fix: Multiply the messages by their recipients, and set `unit: recipients`.

    Wrong:
        streams: [{id: rehearsal-invitation, volume: {unit: messages, min_day: 1, typical_day: 2, max_day: 5, max_hour: 5}}]
    Right:
        streams:
          - id: rehearsal-invitation
            volume: {unit: recipients, min_day: 20, typical_day: 80, max_day: 300, max_hour: 200}
        ---
        streams: [{volume: {unit: (leave out)}}]
        ---
        streams: [{}, {volume: {unit: (leave out)}}]
        ---
        streams: [{}, {volume: {unit: messages}, recipients: {internal: true}}]
        ---
        streams: [{}, {volume: {unit: messages}, recipients: {who: the singer who asked for a place}}]
    """
    for path, stream in product.each_stream():
        if stream.volume and stream.volume.unit == "messages" and reaches_several(stream):
            yield Found(
                f"{path}.volume.unit",
                "`{stream}` counts messages, and one of its events may reach several recipients.",
                stream=stream.id,
            )
