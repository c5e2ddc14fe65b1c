"""Mail comes from a no-reply address, and where answers go is not stated.

AWS advises against such senders: people answer mail, and an answer that nobody reads turns into a complaint (AWS-05). In 2025
a German court objected to a contact address that nobody can use (DE-2).

Wrong:
    streams: [{from: no-reply@lantern.example.com, reply_to: (leave out)}]
    handling: {reply_handling: (leave out)}
Right:
    streams: [{from: no-reply@lantern.example.com, reply_to: post@lantern.example.com}]
    handling: {reply_handling: (leave out)}
    ---
    streams: [{from: no-reply@lantern.example.com, reply_to: (leave out)}]
"""

from collections.abc import Iterator

from policykit.readiness.email_addresses import NO_REPLY
from policykit.rules import Context, Found, ProductView

severity = "note"
covers = ("MSG-04",)
question = "purpose"
sources = ("AWS-05", "DE-2")


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each such sender, once for all its streams; mail to the company's own mailbox needs no answer."""
    handling = product.handling.reply_handling
    if handling.is_in_place:
        return
    found: dict[str, list[str]] = {}
    for path, stream in product.each_stream():
        internal = stream.recipients and stream.recipients.internal
        if stream.from_ and NO_REPLY.match(stream.from_) and stream.reply_to is None and not internal:
            found.setdefault(stream.from_, []).append(path)
    for address, paths in found.items():
        count = f" ({len(paths)} streams)" if len(paths) > 1 else ""
        message = f"{address} says that nobody reads answers, and no other address is stated{count}"
        yield Found(f"{paths[0]}.from", message, "state a mailbox that people read as `reply_to:`, or send from it")
