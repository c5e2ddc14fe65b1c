"""A service mail can be stopped, and what still arrives afterwards is not stated.

Somebody who stops invitations may still wait for the cancellation of a meeting already accepted. Say what still arrives, and
why (AWS-11).

Wrong:
    streams: [{}, {unsubscribe: {scope: (leave out)}}]
Right:
    streams: [{}, {unsubscribe: {scope: Sign-in codes still arrive.}}]
    ---
    streams: [{}, {}, {unsubscribe: {scope: (leave out)}}]
Silent:
    streams: [{}, {unsubscribe: {scope: (leave out)}}]
    handling: {unsubscribe: {scope: Invitations stop; the cancellation of an accepted rehearsal still arrives.}}
"""

import re
from collections.abc import Iterator

from policykit.readiness.sentences import english
from policykit.rules import Context, Found, ProductView

from .unsubscribe_from_security_mail import is_security_mail

severity = "warning"
covers = ("UNS-05",)
question = "unsubscribes"
sources = ("AWS-11",)

WHAT_REMAINS = re.compile(r"\b(?:still|remain\w*|continu\w+|keeps?|except|apart from|all mail|everything)\b", re.I)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each stream but marketing that can be stopped without a word on what remains."""
    common = product.handling.unsubscribe
    if common and common.is_in_place and WHAT_REMAINS.search(english(common.scope)):
        return
    for path, stream in product.each_stream():
        answer = stream.unsubscribe
        if stream.class_ == "marketing" or not answer or not answer.offered or answer.scope:
            continue
        if not is_security_mail(stream):
            message = f"what still arrives after `{stream.id}` is stopped is not stated"
            fix = "say it in `scope:`, such as the cancellation of what was already accepted"
            yield Found(f"{path}.unsubscribe.scope", message, fix)
