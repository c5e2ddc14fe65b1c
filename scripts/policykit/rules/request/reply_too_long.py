"""The reply does not fit into one message of a support case.

A message in a support case takes a limited number of characters. What does not fit is cut off or refused on the day you send
it (AWS-20).

Wrong:
    streams:
      - title: >-
          Sign-in code that the application sends to each singer of a registered choir who opens the sign-in page, types in
          the address with which the account was made, and asks for a code there, on a new telephone or computer, after the
          old session has run out, after the browser has forgotten its cookies, or because the singer signed out by hand on
          a device that belongs to somebody else; the code can be used once, is no password, is valid for ten minutes only,
          and stands in the text of the mail and, in large figures that can be read from afar, in its formatted part as well
Right:
    streams: [{title: Sign-in code}]
"""

from collections.abc import Iterator

from policykit.model import SOURCE_LANGUAGE
from policykit.readiness.sentences import english
from policykit.readiness.statements import wordings
from policykit.rules import Context, Found, ProductView

severity = "error"
covers = ("SES-03",)
sources = ("AWS-20",)

RENDERED = ("summary", "purpose", "audience", "request", "sending", "streams", "volume", "lists", "handling", "content")
# What the template adds by itself; a generous guess, so that only a reply that may be too long is rendered.
FRAME, FRAME_A_STREAM, TITLES = 1500, 300, 7


def check(product: ProductView, context: Context) -> Iterator[Found]:
    """The reply to AWS's first questions, where it is too long."""
    limit = int(context.number("case-characters"))
    if _at_most(product) <= limit:
        return
    length = len(context.reply("more-information"))
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
