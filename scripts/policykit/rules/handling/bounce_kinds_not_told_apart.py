"""One rule stands for all bounces, permanent and transient alike.

A permanent bounce means that the address does not exist; a transient one, that a mailbox is full or a server is away. SES
reports the kind with each bounce, and only the permanent kind is a reason to suppress (AWS-17, AWS-04).

Wrong:
    handling:
      bounce_soft: (leave out)
      bounce_hard: {mechanism: Bounces reach us through SNS., action: They are handled automatically.}
Right:
    handling:
      bounce_soft: (leave out)
      bounce_hard: {mechanism: Bounces reach us through SNS., action: A permanent bounce suppresses the address.}
    ---
    handling: {bounce_hard: {mechanism: Bounces reach us through SNS., action: The address is suppressed.}}
Silent:
    handling:
      bounce_soft: (leave out)
      bounce_hard: {action: "The address is suppressed, where bounceType is Permanent."}
"""

import re
from collections.abc import Iterator

from policykit.readiness.statements import mechanism_text
from policykit.rules import Context, Found, ProductView

severity = "error"
covers = ("BNC-01",)
question = "bounces"
sources = ("AWS-17", "AWS-04")

KIND = re.compile(r"\b(?:hard|soft|permanent\w*|transient|temporar\w+|undetermined)\b", re.I)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Bounce handling in place that names no kind of bounce anywhere."""
    text = mechanism_text(product, "bounce_hard")
    if text and not product.handling.bounce_soft and not KIND.search(text):
        message = "permanent and transient bounces are treated alike; soft bounces are not stated"
        fix = "say what a bounce of type Permanent leads to, and fill `handling.bounce_soft` for the type Transient"
        yield Found("handling.bounce_hard", message, fix)
