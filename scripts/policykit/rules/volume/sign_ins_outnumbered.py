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

import re
from collections.abc import Iterator

from policykit.model import Stream
from policykit.readiness.sentences import english
from policykit.rules import Context, Found, ProductView

severity = "note"
covers = ("VOL-18",)
question = "frequency"

# A code for a second factor goes to few users, so it does not count the sign-ins.
SIGN_IN = re.compile(r"\b(?:sign|log)[- ]?in\b", re.I)
NOT_EACH = re.compile(r"factor|\b[2m]fa\b|alert|new device|failed", re.I)
RARER = re.compile(
    r"\bpassword[- ]reset\b|\breset\w* (?:of |the |a |your )*password\b"
    r"|\b(?:account|e-?mail)[- ]verification\b|\bsign[- ]?up\b",
    re.I,
)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each stream of resets or new accounts that is larger than the stream of sign-ins."""
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
