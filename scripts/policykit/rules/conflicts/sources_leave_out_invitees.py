"""Addresses are said to come only from users who give them, but a stream goes to people whom others invite.

Two places in a request tell where addresses come from. Where they differ, the reviewer believes neither.

Wrong:
    lists: {sources: [Addresses come only from users who sign up.]}
    streams: [{}, {recipients: {address_source: The organizer types in the addresses of the guests.}}]
Right:
    lists: {sources: [Users give their address at sign-up., Organizers type in the addresses of their guests.]}
    streams: [{}, {recipients: {address_source: The organizer types in the addresses of the guests.}}]
Silent:
    lists: {sources: [Addresses come only from users who sign up.]}
    ---
    lists: {sources: [Only the database holds addresses.]}
    streams: [{}, {recipients: {address_source: The organizer types in the addresses of the guests.}}]
"""

import re
from collections.abc import Iterator

from policykit.readiness.sentences import english
from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.invitees import is_entered_by_others

severity = "error"
covers = ("CON-01",)
question = "lists"

ONLY = re.compile(
    r"\b(?:only|exclusively|solely)\b[^.;]{0,30}?\b(?:users|people|persons|customers|members|those) who\b"
    r"|\b(?:every|each|all) (?:e?mail )?(?:address|recipient)\w*\b[^.;]{0,50}?\b(?:user|person|people|recipient)s? who\b",
    re.I,
)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each exclusive source, where a stream has addresses from others."""
    invited = [stream.id for stream in product.streams if is_entered_by_others(stream)]
    for index, text in enumerate(product.lists.sources if invited else ()):
        if match := ONLY.search(english(text)):
            message = f'"{match[0]} ...", but `{invited[0]}` goes to people whom others invite or enter'
            fix = "add the way in which their addresses come in, or say that they enter it themselves"
            yield Found(f"lists.sources[{index}]", message, fix)
