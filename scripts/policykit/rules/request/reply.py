"""Reply."""

import re
from collections.abc import Iterator

from policykit.model import SOURCE_LANGUAGE
from policykit.readiness.sentences import english, is_denied
from policykit.readiness.statements import wordings, wordings_with
from policykit.rules import Context, Found, ProductView, Words, rule, text_rule

PROMISE = {
    "en": re.compile(
        r"\bguarantee\w*\b[^.]{0,30}\b(?:approv\w+|production access|grant)|\b(?:approv\w+|production access)\b[^.]{0,30}"
        r"\b(?:guaranteed|certain|assured|for sure)\b"
        r"|\b(?:approved|granted)\b[^.]{0,20}\b(?:on|at) (?:the )?first (?:try|attempt)"
        r"|\bAWS will (?:approve|grant)\b",
        re.I,
    ),
    "de": re.compile(
        r"\b(?:Bewilligung|Produktionszugriff|Genehmigung)\b[^.]{0,30}\bgarantiert\b|\bgarantiert\w*\b[^.]{0,30}"
        r"\b(?:Bewilligung|Produktionszugriff|Genehmigung)|\bbeim ersten (?:Versuch|Anlauf) (?:bewilligt|genehmigt)",
        re.I,
    ),
}
PARTS = ("arant", "ertain", "ssured", "for sure", " first ", " ersten ", "AWS will")
"""Each promise holds one of them; most texts hold none."""


@text_rule("warning", covers=["SES-07"], sources=["AWS-24"])
def approval_promised(words: Words) -> Iterator[Found]:
    """A text promises that AWS approves the request.

    AWS decides, looks at more than the text, and refuses without giving reasons. A promise of approval is one nobody can keep
    (AWS-24).

    Wrong:
        commitments: [With this reply, approval is guaranteed.]
        ---
        checklist: [{list: send-reply, text: The request is approved on the first try.}]
        ---
        checklist: [{list: send-reply, text: {en: Send the reply., de: Mit dieser Antwort ist die Bewilligung garantiert.}}]
    Right:
        checklist: [{list: send-reply, text: AWS decides; no text can promise the approval.}]
    Silent:
        commitments: [Approval is not guaranteed.]
        ---
        justification: {reasons: [Delivery within one minute is guaranteed by the queue.]}
        ---
        checklist: [{list: after-approval, text: "Once AWS has approved the request, raise the volume slowly."}]
    """
    # The first promise of a text.
    pattern = PROMISE.get(words.language) if any(part in words.text for part in PARTS) else None
    match = pattern.search(words.text) if pattern else None
    if match and not is_denied(words.text, match):
        fix = "say what you have done; leave the decision to AWS"
        yield Found(words.path, f'an approval is promised: "{match[0]}"', fix)


OLD = re.compile(
    r"Service [Ll]imit [Ii]ncrease|SES Sending Limits|\b24\s?(?:-|–|to|bis)\s?48(?:\s|-)?(?:[Hh]ours?|h\b|Stunden)"
)
FIX = "describe the request in the SES console (Get set up, Request production access), and the time AWS names there"


@text_rule("warning", covers=["SES-05"], sources=["AWS-01", "AWS-13"])
def outdated_request_path(words: Words) -> Iterator[Found]:
    """A text describes the old way to ask for production access.

    The request used to be a case for a service limit increase. Today it is filed in the SES console or with PutAccountDetails,
    and AWS's page names another time for the first answer. Who follows the old steps does not find them (AWS-01, AWS-13).

    Wrong:
        checklist: [{list: before-request, text: 'Select "Service limit increase".'}]
        ---
        statements: [{about: stage, says: AWS typically responds within 24-48 hours, line: 9}]
    Right:
        checklist: [{list: before-request, text: Choose "Request production access" in the SES console.}]
    Silent:
        justification: {reasons: [The SES sending limits of the sandbox are too low for one choir.]}
        ---
        checklist: [{list: after-sending, text: AWS answers within 24 hours.}]
        ---
        handling: {bounce_soft: {action: SES retries for 24 to 36 hours.}}
    """
    # The first such phrase of a text.
    if match := OLD.search(words.text):
        yield Found(words.path, f'the old way to ask: "{match[0]}"', FIX)


@outdated_request_path.in_product
def _outdated_request_path_in_product(product: ProductView) -> Iterator[Found]:
    # Each text once, whatever its languages, and the sentences of the source.
    for item in wordings_with(product, ("service limit", "ses sending", "48"), ""):
        yield from outdated_request_path(Words(item.path, "en", item.text))


RENDERED = (
    "summary", "purpose", "audience", "request", "sending", "streams", "volume", "justification", "lists", "handling",
    "monitoring", "content", "security", "data",
)  # fmt: skip
# What the template adds by itself; a generous guess, so that only a reply that may be too long is rendered.
FRAME, FRAME_A_STREAM, TITLES = 1500, 300, 7


@rule("error", covers=["SES-03"], sources=["AWS-20"])
def reply_too_long(product: ProductView, context: Context) -> Iterator[Found]:
    """The reply does not fit into one message of a support case.

    A message in a support case takes a limited number of characters. What does not fit is cut off or refused on the day you
    send it (AWS-20).

    Wrong:
        streams:
          - title: >-
              Sign-in code that the application sends to each singer of a registered choir who opens the sign-in page, types in
              the address with which the account was made, and asks for a code there, on a new telephone or computer, after the
              old session has run out, after the browser has forgotten its cookies, or because the singer signed out on a
              device that belongs to somebody else; the code can be used once, is no password, and is valid for ten minutes
          - title: >-
              Rehearsal invitation that the application sends to each singer who joined this choir and has switched invitations
              on, as soon as the leader of the choir publishes a plan, changes the day, the hour or the room of a rehearsal, or
              cancels it; each invitation has a calendar file, so that the rehearsal moves in the calendar of the singer, and a
              link that stops the invitations of this choir, while those of other choirs and the sign-in codes still arrive
    Right:
        streams: [{title: Sign-in code}]
    """
    # The reply to AWS's first questions, where it is too long.
    limit = int(context.number("case-characters"))
    if _at_most(product) <= limit:
        return
    length = len(context.replies["more-information"])
    if length > limit:
        message = f"the reply has {length:,} characters, {length - limit:,} more than one message takes ({limit:,})"
        yield Found("purpose", message, "shorten titles, texts and samples; leave detail to the policy pages")


def _at_most(product: ProductView) -> int:
    length = FRAME + FRAME_A_STREAM * len(product.streams)
    length += sum(len(item.text) for item in wordings(product, *RENDERED) if item.path == item.about)
    for stream in product.streams:
        length += TITLES * len(english(stream.title))
        if stream.sample:
            gloss = stream.sample.glosses.get(SOURCE_LANGUAGE)
            text = f"{stream.sample.text or ''}{gloss.text or '' if gloss else ''}"
            length += len(text) + 4 * text.count("\n")
    return length
