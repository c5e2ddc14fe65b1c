"""A mail has an HTML part and no plain-text part.

A program that shows no HTML shows nothing, and a screen reader has more to wade through. A plain-text part beside it costs
nothing (R-2046).

Wrong:
    streams: [{parts: [html]}]
Right:
    streams: [{parts: [text, html]}]
    ---
    streams: [{parts: (leave out)}]
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView

severity = "note"
covers = ("MSG-05",)
question = "examples"
sources = ("R-2046",)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each stream whose parts are HTML alone."""
    for path, stream in product.each_stream():
        if stream.parts and "text" not in stream.parts:
            message = f"`{stream.id}` has an HTML part only"
            yield Found(f"{path}.parts", message, "send the same words as plain text too (multipart/alternative)")
