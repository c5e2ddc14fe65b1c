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

    AWS decides, looks at more than your text, and refuses without giving reasons. Nobody can keep such a promise.

    Fix: Say what you have done, and leave the decision to AWS.

    Wrong:
        checklist: [{list: send-reply, text: The request is approved on the first try.}]
        ---
        commitments: [With this reply, approval is guaranteed.]
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
    pattern = PROMISE.get(words.language) if any(part in words.text for part in PARTS) else None
    match = pattern.search(words.text) if pattern else None
    if match and not is_denied(words.text, match):
        yield Found(words.path, 'The text promises an approval: "{words}".', words=match[0])


OLD = re.compile(r"Service [Ll]imit [Ii]ncrease|SES Sending Limits")


@text_rule("warning", covers=["SES-05"], sources=["AWS-01", "AWS-13"])
def outdated_request_path(words: Words) -> Iterator[Found]:
    """A text describes the old way to request production access.

    The request used to be a support case for a service limit increase. Today you send it in the SES console or with
    PutAccountDetails, so nobody can follow the old steps.

    Fix: Describe the request in the SES console: Get set up, then Request production access.

    Wrong:
        checklist: [{list: before-request, text: 'Select "Service limit increase".'}]
        ---
        statements: [{about: request.service, says: Choose SES Sending Limits as the service, line: 9}]
    Right:
        checklist: [{list: before-request, text: Choose "Request production access" in the SES console.}]
    Silent:
        justification: {reasons: [The SES sending limits of the sandbox are too low for one choir.]}
        ---
        checklist: [{list: after-sending, text: AWS answers within 24 hours.}]
        ---
        statements: [{about: stage, says: AWS typically responds within 24-48 hours, line: 9}]
        ---
        handling: {bounce_soft: {action: SES retries for 24 to 36 hours.}}
    """
    if match := OLD.search(words.text):
        yield Found(words.path, '"{words}" belongs to the old way to request production access.', words=match[0])


@outdated_request_path.in_product
def _outdated_request_path_in_product(product: ProductView) -> Iterator[Found]:
    # Each text once, whatever its languages, and the sentences of the source.
    for item in wordings_with(product, ("service limit", "ses sending"), ""):
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

    A message in a support case has a limited length. On the day you reply, a longer text is cut off or rejected.

    Fix: Shorten titles, texts and samples, and leave details to your policy pages.

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
        streams: [{title: Sign-in code}, {title: Rehearsal invitation}]
    """
    limit = int(context.number("case-characters"))
    if _at_most(product) <= limit:
        return
    length = len(context.replies["more-information"])
    if length > limit:
        yield Found(
            "purpose",
            "Your reply has {length} characters, {over} more than fit into one message ({limit}).",
            length=length,
            over=length - limit,
            limit=limit,
        )


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
