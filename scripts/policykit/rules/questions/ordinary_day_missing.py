"""A stream states a range of mail a day, but not its ordinary day.

A range of one to ten tells AWS nothing about most days. Three figures do: the fewest, the usual, the most (AWS-24).

Wrong:
    streams: [{volume: {typical_day: (leave out)}}]
    ---
    streams: [{volume: {min_day: (leave out)}}]
Right:
    streams: [{volume: {min_day: 10, typical_day: 40, max_day: 100}}]
    ---
    streams: [{volume: (leave out)}]
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView

severity = "warning"
severity_because = "A range does answer how often mail goes out, if not well."
covers = ("AWSQ-02",)
question = "frequency"
sources = ("AWS-24",)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each stream with a largest day that lacks one of the other two figures."""
    for path, stream in product.each_stream():
        volume = stream.volume
        if not volume or volume.max_day is None or (volume.min_day is None) == (volume.typical_day is None):
            continue
        if volume.typical_day is None:
            message = f"{volume.min_day} to {volume.max_day} a day, but the ordinary day is not stated"
            yield Found(f"{path}.volume", message, "count an ordinary day, and add it as `typical_day:`")
        else:
            message = f"{volume.typical_day} on an ordinary day and at most {volume.max_day}, but the fewest are not stated"
            yield Found(f"{path}.volume", message, "add the fewest a day as `min_day:`; 0 is an answer")
