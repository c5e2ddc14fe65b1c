"""Mail that a program sends is not said to be marked as automatic.

The header `Auto-Submitted: auto-generated` keeps other programs, such as an out-of-office notice, from answering it (R-3834).

Wrong:
    content: [{}, (leave out)]
Right:
    content: [{}, {status: implemented, text: "Codes and invitations carry Auto-Submitted: auto-generated."}]
    ---
    content: [{}, (leave out)]
    streams: [(leave out), (leave out), {}]
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView

severity = "note"
covers = ("MSG-10",)
sources = ("R-3834",)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Once for a product with streams that are not marketing, where no text names the header."""
    if all(stream.class_ == "marketing" for stream in product.streams):
        return
    if not any("uto-" in words.text and "auto-submitted" in words.text.lower() for words in product.words):
        message = "whether automatic mail carries the header Auto-Submitted is not stated"
        yield Found(
            "content", message, "set `Auto-Submitted: auto-generated` where your sender lets you, and say so in `content:`"
        )
