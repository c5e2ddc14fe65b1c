"""The busiest day is hardly above the mean.

Mail that follows what people do is not flat: some days bring twice the mean. A peak close to the mean is a mean typed twice.

Wrong:
    volume: {figures: [{}, {max: 12000}]}
    ---
    streams: [{volume: {typical_day: 80}}]
Right:
    volume: {figures: [{}, {max: 6000}]}
    ---
    streams: [{}, {}, {volume: {typical_day: 80}}]
    ---
    streams: [{volume: {typical_day: (leave out)}}]
    ---
    volume: {figures: [{}, {max: 20000}]}
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.figures import active_days, day_of, figures

severity = "note"
covers = ("VOL-04",)
question = "frequency"

HEADROOM = 1.5
"""Ours: how far above the mean the busiest day of mail on demand usually is, at least."""
REMEDY = "look at the busiest day so far, and state that"


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each month, and each stream that follows people's actions, whose largest day is close to its ordinary one."""
    for path, month in figures(product, "month"):
        most, days = day_of(product, month).most, active_days(product)
        mean = round(month.max / days)
        if most is not None and mean <= most < HEADROOM * mean:
            times = f"{most / mean:.1f} times the mean"
            message = f"{month.max:,} / {days} days = {mean:,} a day, and the busiest day has {most:,}: {times}"
            yield Found(f"{path}.max", message, REMEDY)
    for path, stream in product.each_stream():
        volume, trigger = stream.volume, stream.trigger
        if not volume or not volume.typical_day or volume.max_day is None or (trigger and trigger.actor == "schedule"):
            continue
        if volume.max_day < HEADROOM * volume.typical_day:
            message = f"{volume.max_day:,} on the busiest day of `{stream.id}`, {volume.typical_day:,} on an ordinary one"
            yield Found(f"{path}.volume.max_day", message, REMEDY)
