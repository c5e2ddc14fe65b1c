"""A subject line is so long that mail programs cut it off.

A line of a header should have at most 78 characters (R-5322); phones show fewer. Amazon Cognito takes no subject of more than
140 (AWS-23).

Wrong:
    streams:
      - sample:
          subject: Your Lantern sign-in code for the rehearsals of all choirs that you have joined since last spring
Right:
    streams: [{sample: {subject: Your Lantern sign-in code}}]
"""

from collections.abc import Iterator

from policykit.readiness.samples import filled
from policykit.rules import Context, Found, ProductView

severity = "note"
covers = ("MSG-11",)
question = "examples"
sources = ("R-5322", "AWS-23")

LONGEST = 78
"""RFC 5322 2.1.1: lines should be no longer; it is not Amazon's number."""


def check(product: ProductView, context: Context) -> Iterator[Found]:
    """Each subject that is longer once its variables are filled in."""
    for path, stream in product.each_stream():
        if not stream.sample:
            continue
        length = len(filled(stream.sample, stream.sample.subject))
        if length > LONGEST:
            limit = context.number("cognito-subject")
            more = f"; Cognito takes {limit}" if length > limit else ""
            message = f"the subject has {length} characters, {LONGEST} are the standard{more}"
            yield Found(f"{path}.sample.subject", message, "say the main thing in the first 50 characters, drop the rest")
