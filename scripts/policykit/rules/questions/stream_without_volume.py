"""A stream does not say how often its mail goes out.

"How often do you send" is the first thing AWS's standard mail asks. A figure over all streams does not tell which mail makes
the volume (AWS-24).

Wrong:
    streams: [{volume: (leave out)}]
    ---
    streams: [{volume: {max_day: (leave out)}}]
    ---
    streams: [{volume: {min_day: (leave out), typical_day: (leave out)}}]
Right:
    streams: [{volume: {min_day: 10, typical_day: 40, max_day: 100}}]
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView

severity = "error"
covers = ("AWSQ-02",)
question = "frequency"
sources = ("AWS-24",)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each stream without figures, or with one end of them only."""
    fix = "give the fewest, the usual and the most recipients a day, and what they rest on"
    for path, stream in product.each_stream():
        volume = stream.volume
        if not volume:
            yield Found(path, f"how often `{stream.id}` goes out is not stated", fix)
        elif volume.max_day is None:
            yield Found(f"{path}.volume", f"the most that `{stream.id}` reaches in a day is not stated", fix)
        elif volume.min_day is None and volume.typical_day is None:
            message = f"`{stream.id}` states its largest day ({volume.max_day}), but no ordinary one"
            yield Found(f"{path}.volume", message, fix)
