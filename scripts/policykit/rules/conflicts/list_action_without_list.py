"""There is said to be no list, but addresses are taken off a list or marked, and no place for that is stated.

An address can only be marked or removed where it is kept. Name the place: the account, or the suppression list.

Wrong:
    lists: {none_because: We keep no mailing lists., stored_where: (leave out)}
    suppression: (leave out)
    handling: {suppression: (leave out), bounce_hard: {action: The recipient is marked as invalid.}}
    ---
    lists: {none_because: We keep no mailing lists., stored_where: (leave out)}
    suppression: (leave out)
    handling: {suppression: (leave out), complaint: {action: The recipient is removed from future sends.}}
Right:
    lists: {none_because: We keep no mailing lists., stored_where: (leave out)}
    handling: {bounce_hard: {action: The recipient is marked as invalid.}}
Silent:
    lists: {none_because: We keep no mailing lists., stored_where: (leave out)}
    suppression: (leave out)
    handling:
      suppression: (leave out)
      bounce_hard: {action: The failure is logged.}
      complaint: {action: The account gets no further mail.}
    ---
    lists: {none_because: We keep no mailing lists., stored_where: (leave out)}
    suppression: (leave out)
    handling: {suppression: (leave out), bounce_hard: {status: planned, action: The recipient is marked as invalid.}}
"""

import re
from collections.abc import Iterator

from policykit.readiness.sentences import english, is_denied
from policykit.rules import Context, Found, ProductView

severity = "error"
covers = ("CON-03",)
question = "lists"

ACTION = re.compile(
    r"\b(?:remov|delet|clean|purg|tak|drop)\w*\b[^.;]{0,40}?\b(?:lists?|future sends|future sendings?|further sends)\b"
    r"|\b(?:mark|flag)\w*\b[^.;]{0,30}?\b(?:invalid|bad|undeliverable|inactive)\b",
    re.I,
)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """The first mechanism in place that acts on a list, where no list and no store is stated."""
    lists, suppression, handling = product.lists, product.suppression, product.handling
    if lists.none_because is None or lists.stored_where or suppression.app_store or suppression.account_level:
        return
    if handling.suppression.is_in_place:
        return
    for name, mechanism in handling.named.items():
        if not mechanism.is_in_place:
            continue
        for field, text in (("mechanism", mechanism.mechanism), ("action", mechanism.action)):
            words = english(text)
            match = ACTION.search(words)
            if match and not is_denied(words, match):
                message = f'"{match[0]}", but there is said to be no list, and no store is stated'
                fix = "name the store that is changed, such as a suppression table, in `suppression.app_store:`"
                yield Found(f"handling.{name}.{field}", message, fix)
                return
