"""Ways to unsubscribe."""

import re
from collections.abc import Iterator

from policykit.model import Stream
from policykit.readiness.sentences import affirmed, english
from policykit.readiness.statements import Wording, mechanism_text, mechanism_wordings
from policykit.rules import Context, Found, ProductView, rule

ASKED_BY_LAW = ("US", "HK")
"""Where a rule on law asks for the time itself (opt-out-time-missing)."""


@rule("error", question="unsubscribes", covers=["UNS-06"], sources=["G-1", "G-2", "G-3", "Y-1", "US-1", "HK-1"])
def marketing_unsubscribe_incomplete(product: ProductView, context: Context) -> Iterator[Found]:
    """Marketing mail lacks a part of what providers ask of unsubscribing.

    Gmail and Yahoo ask for a one-click header and a link in the mail, and that both take effect within two days; laws allow ten
    working days at most (G-1, G-2, G-3, Y-1, US-1, HK-1).

    Wrong:
        streams: [{}, {}, {unsubscribe: {header_one_click: (leave out)}}]
        ---
        streams: [{}, {}, {unsubscribe: {body_link: false}}]
        ---
        streams: [{}, {}, {unsubscribe: {honoured_within_h: 240}}]
        ---
        streams: [{}, {}, {unsubscribe: {offered: false, header_one_click: (leave out), body_link: (leave out)}}]
    Right:
        streams: [{}, {}, {unsubscribe: {header_one_click: true, body_link: true, honoured_within_h: 48}}]
        ---
        streams: [{}, {unsubscribe: {header_one_click: (leave out), honoured_within_h: (leave out)}}]
        ---
        markets: [US]
        streams: [{}, {}, {unsubscribe: {honoured_within_h: (leave out)}}]
    """
    # Each marketing stream that answers the question, with what its answer lacks.
    for path, stream in product.marketing:
        if stream.unsubscribe and (missing := _missing(product, stream, int(context.number("unsubscribe-hours")))):
            fix = "offer the RFC 8058 headers and a link, and let both take effect within two days"
            yield Found(f"{path}.unsubscribe", f"marketing mail: {', '.join(missing)}", fix)


def _missing(product: ProductView, stream: Stream, hours: int) -> list[str]:
    answer = stream.unsubscribe
    if not answer or not answer.offered:
        return ["it cannot be stopped"]
    missing = [] if answer.header_one_click else ["no one-click header is stated"]
    missing += [] if answer.body_link else ["no link in the mail is stated"]
    if answer.honoured_within_h is None and set(product.markets).isdisjoint(ASKED_BY_LAW):
        missing.append("how soon it takes effect is not stated")
    elif answer.honoured_within_h is not None and answer.honoured_within_h > hours:
        missing.append(f"it takes effect within {answer.honoured_within_h} hours, above the maximum of {hours}")
    return missing


CLAIM = re.compile(
    r"\b(?:one|1|single)[- ]click\b[^.;]{0,30}\b(?:unsubscri|opt|header)\w*"
    r"|\bunsubscri\w*\b[^.;]{0,30}\b(?:one|1|single)[- ]click\b"
    r"|\bList-Unsubscribe\b|\bRFC ?8058\b",
    re.I,
)


@rule("error", question="unsubscribes", covers=["UNS-03"], sources=["R-8058", "G-2"])
def one_click_without_headers(product: ProductView) -> Iterator[Found]:
    """A text claims one-click unsubscribe, but no mail carries its headers.

    The word stands for RFC 8058: List-Unsubscribe with an https address, List-Unsubscribe-Post, both signed by DKIM, and a page
    that needs no login. A link in the text is an unsubscribe link (R-8058, G-2).

    Wrong:
        handling: {unsubscribe: {mechanism: Every mail carries a one-click unsubscribe link.}}
        streams: [{}, {unsubscribe: {header_one_click: (leave out)}}, {unsubscribe: {header_one_click: false}}]
        ---
        handling: {unsubscribe: {mechanism: Mail carries the RFC 8058 headers to unsubscribe.}}
        streams: [{}, (leave out), (leave out)]
    Right:
        handling: {unsubscribe: {mechanism: Invitations carry a one-click unsubscribe header.}}
        ---
        handling: {unsubscribe: {mechanism: Each mail holds an unsubscribe link.}}
        streams: [{}, {unsubscribe: {header_one_click: (leave out)}}, {unsubscribe: {header_one_click: false}}]
    Silent:
        handling: {unsubscribe: {mechanism: "A link in the mail unsubscribes, without the headers of a one-click unsubscribe."}}
        streams: [{}, (leave out), (leave out)]
        ---
        content: [{text: A one-click link signs the singer in.}]
        handling: {unsubscribe: {mechanism: Each mail holds an unsubscribe link.}}
        streams: [{}, (leave out), (leave out)]
    """
    # The first claim, where no stream sets the headers.
    if any(stream.unsubscribe.header_one_click for stream in product.streams):
        return
    for item in _texts(product):
        if not ("lick" in item.text or "List-Unsub" in item.text or "8058" in item.text):
            continue  # cheaper than the pattern
        if match := affirmed(CLAIM, item.text):
            message = f'"{match[0]}", but for no stream `header_one_click` is stated to be true'
            fix = 'set the headers of RFC 8058 and `header_one_click: true`, or write "unsubscribe link"'
            yield Found(item.path, message, fix)
            return


def _texts(product: ProductView) -> Iterator[Wording]:
    yield from mechanism_wordings(product, "unsubscribe")
    for index, claim in enumerate(product.content):
        if claim.status.is_in_place:
            yield Wording(f"content[{index}].text", "", english(claim.text))
    for index, law in enumerate(product.laws):
        yield Wording(f"laws[{index}].claim", "", english(law.claim))
    for index, text in enumerate(product.commitments):
        yield Wording(f"commitments[{index}]", "", english(text))


LOGIN = re.compile(
    r"\b(?:after|by|on|upon|requires?|needs?|must|have to|has to) (?:a |an |the |first )?(?:log|logging|sign|signing)[ -]?in\b"
    r"|\b(?:must|have to|has to|need to|needs to) (?:be )?(?:logged|signed|log|sign)[ -]in\b|\blogged[- ]in users\b",
    re.I,
)
SETTINGS = re.compile(
    r"\bin (?:the|their|his or her|your)?\s*(?:account|profile|user|notification)?\s*(?:settings|profile)\b", re.I
)


@rule("warning", question="unsubscribes", covers=["UNS-08"], sources=["Y-1", "US-2"])
def unsubscribe_behind_login(product: ProductView) -> Iterator[Found]:
    """Unsubscribing asks for a login.

    People who do not remember their password press the spam button instead. Yahoo asks for one page, and the American rules for
    nothing beyond the address; a signed link needs no login (Y-1, US-2).

    Wrong:
        handling: {unsubscribe: {mechanism: The link opens the settings after signing in.}}
        ---
        handling: {unsubscribe: {mechanism: Users can switch it off in their account settings.}}
        streams: [{}, {unsubscribe: {body_link: (leave out), header_one_click: (leave out)}}, (leave out)]
    Right:
        handling: {unsubscribe: {mechanism: A signed link in the mail opens one page.}}
    Silent:
        handling: {unsubscribe: {mechanism: The link works without signing in.}}
        ---
        handling: {unsubscribe: {mechanism: "Each mail holds a link; users can also switch it off in their account settings."}}
        ---
        handling: {unsubscribe: {mechanism: Users can switch it off in their account settings.}}
        streams: [{}, (leave out), (leave out)]
    """
    # A way that needs a login, where some mail can be stopped; settings only where no mail holds a link or header.
    offers = [item.unsubscribe for item in product.streams if item.unsubscribe.offered]
    if not offers:
        return
    has_link = any(offer.body_link or offer.header_one_click for offer in offers)
    for item in mechanism_wordings(product, "unsubscribe"):
        match = affirmed(LOGIN, item.text) or (None if has_link else affirmed(SETTINGS, item.text))
        if match:
            message = f'"{match[0]}": a recipient has to sign in before mail stops'
            yield Found(item.path, message, "offer a signed link that opens one page and asks for nothing more")
            return


WAY = re.compile(
    r"\b(?:links?|headers?|address\w*|settings?|preferences?|repl(?:y|ies)|repl(?:ying|ied)|writes?|writing|buttons?|forms?|pages?"
    r"|accounts?|RFC ?8058)\b",
    re.I,
)
FIX = "name the link, address or setting, how soon it takes effect, and what stops"


@rule("error", question="unsubscribes", covers=["UNS-01"], sources=["AWS-24"])
def unsubscribe_claimed_without_way(product: ProductView) -> Iterator[Found]:
    """Unsubscribing is promised, but no way to do it is named.

    "We honour opt-outs" answers AWS's question only with the rest of the sentence: by which link, address or setting, how soon,
    and what stops (AWS-24).

    Wrong:
        handling: {unsubscribe: {mechanism: (leave out), action: We respect unsubscribe requests.}}
        streams: [{unsubscribe: (leave out)}, {unsubscribe: (leave out)}, (leave out)]
        ---
        handling: {unsubscribe: (leave out)}
        streams: [{}, {unsubscribe: {header_one_click: (leave out), body_link: (leave out)}}]
    Right:
        handling: {unsubscribe: {mechanism: (leave out), action: Whoever writes to support gets no further invitations.}}
        streams: [{}, {unsubscribe: {header_one_click: (leave out), body_link: (leave out)}}, (leave out)]
        ---
        handling: {unsubscribe: {mechanism: (leave out), action: We do not offer it.}}
        streams: [{}, (leave out), (leave out)]
    Silent:
        handling: {unsubscribe: {mechanism: (leave out), action: Users can stop it in their settings.}}
    """
    # Streams that can be stopped, and the claim as a whole, where no text and no field says how.
    if WAY.search(mechanism_text(product, "unsubscribe")):
        return
    answers = [(path, stream.unsubscribe) for path, stream in product.each_stream() if stream.unsubscribe]
    for path, answer in answers:
        if answer.offered and not (answer.body_link or answer.header_one_click or answer.other_way_out):
            yield Found(f"{path}.unsubscribe", "this mail can be stopped, but how is not stated", FIX)
    claim = product.handling.unsubscribe
    if claim.is_in_place and not answers:  # with answers the streams themselves say how, or why not
        yield Found("handling.unsubscribe", "unsubscribing is promised, but how it is done is not stated", FIX)
