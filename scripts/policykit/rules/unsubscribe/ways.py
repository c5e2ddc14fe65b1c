"""Ways to unsubscribe."""

import re
from collections.abc import Iterator

from policykit.readiness.sentences import affirmed, english
from policykit.readiness.statements import Wording, mechanism_text, mechanism_wordings
from policykit.rules import Context, Found, ProductView, rule


@rule("error", question="unsubscribes", covers=["UNS-06"], sources=["G-1", "G-2", "G-3", "Y-1", "US-1", "HK-1"])
def marketing_unsubscribe_insufficient(product: ProductView, context: Context) -> Iterator[Found]:
    """Marketing emails offer less than what mailbox providers ask for when recipients unsubscribe.

    Gmail and Yahoo ask for a one-click header and a link in the email, and for both to take effect within two days. Laws allow
    ten working days at most. Without a way out, recipients press the spam button.

    Fix: Offer the RFC 8058 headers and a link, and let both take effect within two days.

    Wrong:
        streams:
          - id: newsletter
            unsubscribe: {body_link: false}
        ---
        streams:
          - id: newsletter
            unsubscribe: {header_one_click: false}
        ---
        streams:
          - id: newsletter
            unsubscribe: {honoured_within_h: 240}
        ---
        streams:
          - id: newsletter
            unsubscribe: {offered: false, header_one_click: (leave out), body_link: (leave out)}
    Right:
        streams:
          - id: newsletter
            unsubscribe: {offered: true, header_one_click: true, body_link: true, honoured_within_h: 48}
    Silent:
        streams: [{}, {}, {unsubscribe: (leave out)}]
        ---
        streams: [{}, {unsubscribe: {header_one_click: false, honoured_within_h: 240}}]
    """
    limit = int(context.number("unsubscribe-hours"))
    for path, stream in product.marketing:
        path, answer = f"{path}.unsubscribe", stream.unsubscribe
        if answer and not answer.offered:
            yield Found(f"{path}.offered", "Recipients cannot unsubscribe from `{stream}`.", stream=stream.id)
            continue
        if answer.header_one_click is False:
            yield Found(f"{path}.header_one_click", "`{stream}` has no one-click headers.", stream=stream.id)
        if answer.body_link is False:
            yield Found(f"{path}.body_link", "`{stream}` contains no unsubscribe link.", stream=stream.id)
        if answer.honoured_within_h is not None and answer.honoured_within_h > limit:
            yield Found(
                f"{path}.honoured_within_h",
                "Unsubscribing from `{stream}` takes up to {hours} hours, but mailbox providers allow {limit}.",
                stream=stream.id,
                hours=answer.honoured_within_h,
                limit=limit,
            )


CLAIM = re.compile(
    r"\b(?:one|1|single)[- ]click\b[^.;]{0,30}\b(?:unsubscri|opt|header)\w*"
    r"|\bunsubscri\w*\b[^.;]{0,30}\b(?:one|1|single)[- ]click\b"
    r"|\bList-Unsubscribe\b|\bRFC ?8058\b",
    re.I,
)
HEADERS = re.compile(r"List-Unsubscribe|RFC ?8058|headers?", re.I)


@rule("error", question="unsubscribes", covers=["UNS-03"], sources=["R-8058", "G-2"])
def one_click_without_headers(product: ProductView) -> Iterator[Found]:
    """A text promises one-click unsubscribe, but no email has the headers for it.

    AWS and mailbox providers mean RFC 8058: List-Unsubscribe with an https address and List-Unsubscribe-Post, both signed with
    DKIM, and a page that needs no login. A link in the text is an unsubscribe link.

    Fix: Add the RFC 8058 headers and set `header_one_click: true`, or write "unsubscribe link".

    Wrong:
        handling: {unsubscribe: {mechanism: Every email carries a one-click unsubscribe link.}}
        streams:
          - id: rehearsal-invitation
            unsubscribe: {header_one_click: false}
          - id: newsletter
            unsubscribe: {header_one_click: false}
        ---
        handling: {unsubscribe: {mechanism: Emails carry the RFC 8058 headers to unsubscribe.}}
        streams: [{}, (leave out), (leave out)]
    Milder:
        handling: {unsubscribe: {mechanism: All emails have a one-click unsubscribe link.}}
        streams: [{}, {unsubscribe: {header_one_click: (leave out)}}, {unsubscribe: {header_one_click: (leave out)}}]
    Right:
        streams:
          - id: rehearsal-invitation
            unsubscribe: {offered: true, header_one_click: true, body_link: true, honoured_within_h: 1}
          - id: newsletter
            unsubscribe: {offered: true, header_one_click: true, body_link: true, honoured_within_h: 1}
    Silent:
        handling: {unsubscribe: {mechanism: Invitations carry a one-click unsubscribe header.}}
        ---
        handling: {unsubscribe: {mechanism: Each mail holds an unsubscribe link.}}
        streams: [{}, {unsubscribe: {header_one_click: (leave out)}}, {unsubscribe: {header_one_click: false}}]
        ---
        handling: {unsubscribe: {mechanism: "A link in the mail unsubscribes, without the headers of a one-click unsubscribe."}}
        streams: [{}, (leave out), (leave out)]
        ---
        content: [{text: A one-click link signs the singer in.}]
        handling: {unsubscribe: {mechanism: Each mail holds an unsubscribe link.}}
        streams: [{}, (leave out), (leave out)]
    """
    if any(stream.unsubscribe.header_one_click for stream in product.streams):
        return
    can_stop = any(stream.unsubscribe.offered for stream in product.streams)
    is_refused = any(stream.unsubscribe.header_one_click is False for stream in product.streams)
    for item in _texts(product):
        if not ("lick" in item.text or "List-Unsub" in item.text or "8058" in item.text):
            continue  # cheaper than the pattern
        if match := affirmed(CLAIM, item.text):
            yield Found(
                item.path,
                'You write "{words}", but your file names the headers for it in none of your streams.'
                if can_stop
                else 'You write "{words}", but recipients can unsubscribe from none of your streams.',
                "" if can_stop else "Remove the sentence, or say for which stream recipients can unsubscribe.",
                # "One-click unsubscribe link" is ordinary English too.
                severity=None if is_refused or not can_stop or HEADERS.search(match[0]) else "warning",
                words=match[0],
            )
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
    """Recipients have to sign in before they can unsubscribe.

    People who forgot their password press the spam button instead. Yahoo asks for a single page, and American law for nothing
    beyond the address.

    Fix: Offer a signed link that opens one page and asks for nothing more.

    Wrong:
        handling: {unsubscribe: {mechanism: The link opens the settings after signing in.}}
        ---
        handling: {unsubscribe: {mechanism: Users can switch it off in their account settings.}}
        streams: [{}, {unsubscribe: {body_link: (leave out), header_one_click: (leave out)}}, (leave out)]
    Right:
        handling:
          unsubscribe:
            status: implemented
            mechanism: A signed link in the email opens one page with a single button.
            action: Emails of this kind stop within one hour.
    Silent:
        handling: {unsubscribe: {mechanism: The link works without signing in.}}
        ---
        handling: {unsubscribe: {mechanism: "Each mail holds a link; users can also switch it off in their account settings."}}
        ---
        handling: {unsubscribe: {mechanism: Users can switch it off in their account settings.}}
        streams: [{}, (leave out), (leave out)]
    """
    offers = [item.unsubscribe for item in product.streams if item.unsubscribe.offered]
    if not offers:
        return
    has_link = any(offer.body_link or offer.header_one_click for offer in offers)
    for item in mechanism_wordings(product, "unsubscribe"):
        # Settings need a login too, but with a link or header in the email nobody needs them.
        match = affirmed(LOGIN, item.text) or (None if has_link else affirmed(SETTINGS, item.text))
        if match:
            yield Found(item.path, '"{words}": recipients have to sign in before they can unsubscribe.', words=match[0])
            return


WAY = re.compile(
    r"\b(?:links?|headers?|address\w*|settings?|preferences?|repl(?:y|ies)|repl(?:ying|ied)|writes?|writing|buttons?|forms?|pages?"
    r"|accounts?|RFC ?8058)\b",
    re.I,
)


@rule(
    "warning",
    question="unsubscribes",
    covers=["UNS-01"],
    sources=["AWS-24"],
    asks="How recipients unsubscribe",
    severity_because="What is only missing is no reason to refuse. AWS will ask.",
)
def unsubscribe_claimed_without_way(product: ProductView) -> Iterator[Found]:
    """You promise that recipients can unsubscribe, but not how.

    "We honor opt-outs" is half an answer to AWS's question. The other half is the link, address or setting, how soon it takes
    effect, and what stops.

    Fix: Name the link, address or setting, how soon it takes effect, and what stops.

    Wrong:
        handling: {unsubscribe: {mechanism: (leave out), action: We respect unsubscribe requests.}}
        streams: [{unsubscribe: (leave out)}, {unsubscribe: (leave out)}, (leave out)]
        ---
        handling: {unsubscribe: (leave out)}
        streams: [{}, {unsubscribe: {header_one_click: (leave out), body_link: (leave out)}}]
    Right:
        handling:
          unsubscribe:
            status: implemented
            mechanism: A link in each invitation opens a page with a single button.
            action: Invitations stop within one hour.
    Silent:
        handling: {unsubscribe: {mechanism: (leave out), action: Whoever writes to support gets no further invitations.}}
        streams: [{}, {unsubscribe: {header_one_click: (leave out), body_link: (leave out)}}, (leave out)]
        ---
        handling: {unsubscribe: {mechanism: (leave out), action: We do not offer it.}}
        streams: [{}, (leave out), (leave out)]
        ---
        handling: {unsubscribe: {mechanism: (leave out), action: Users can stop it in their settings.}}
    """
    if WAY.search(mechanism_text(product, "unsubscribe")):
        return
    answers = [(path, stream) for path, stream in product.each_stream() if stream.unsubscribe]
    for path, stream in answers:
        answer = stream.unsubscribe
        if answer.offered and not (answer.body_link or answer.header_one_click or answer.other_way_out):
            yield Found(
                f"{path}.unsubscribe",
                "Recipients can unsubscribe from `{stream}`, but you do not say how.",
                stream=stream.id,
            )
    if product.handling.unsubscribe.is_in_place and not answers:  # else the streams say how, or why not
        yield Found("handling.unsubscribe", "You promise that recipients can unsubscribe, but do not say how.")
