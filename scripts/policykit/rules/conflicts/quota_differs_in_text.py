"""A text asks for another sending quota than the request.

The quota stands in the form of the agent and in the reply. Two figures make AWS ask again which one you want.

Wrong:
    justification: {reasons: ["We need a quota of 5,000 emails per day."]}
    ---
    statements: [{about: request.daily_quota, says: "Required: 50,000 emails/day", line: 9}]
Right:
    justification: {reasons: ["We need a quota of 1,000 emails per day."]}
Silent:
    justification: {sandbox_limits: ["The sandbox has a quota of 200 emails per day."]}
    ---
    justification: {reasons: ["We send 300 emails per day."]}
    ---
    request: {daily_quota: (leave out)}
    justification: {reasons: ["We need a quota of 5,000 emails per day."]}
"""

import re
from collections.abc import Iterator

from policykit.readiness.sentences import sentence_at
from policykit.readiness.statements import wordings_with
from policykit.rules import Context, Found, ProductView

severity = "warning"
covers = ("CON-11",)
question = "frequency"

NUMBER = r"(?P<{}>\d{{1,3}}(?:[,']\d{{3}})+|\d{{3,}})"
QUOTA = re.compile(
    rf"\bquota of {NUMBER.format('after')}\b"
    rf"|\b{NUMBER.format('before')}\b ?(?:/|a |per )?(?:day|24 hours)[^.;]{{0,12}}\bquota\b",
    re.I,
)
REQUIRED = re.compile(rf"\b{NUMBER.format('after')}\b(?P<before>)", re.I)
NOT_ASKED = re.compile(r"\b(?:sandbox|current\w*|today|now)\b", re.I)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each quota in a text that is not the one asked for."""
    wanted = product.request.daily_quota
    if wanted is None:
        return
    for item in wordings_with(product, ("quota", "required"), "request", "volume", "justification", "commitments", "purpose"):
        pattern = REQUIRED if item.path != item.about == "request.daily_quota" else QUOTA
        match = pattern.search(item.text)
        if match is None or NOT_ASKED.search(sentence_at(item.text, match)):
            continue
        number = int(re.sub(r"\D", "", match["after"] or match["before"]))
        if number != wanted:
            message = f'"{match[0]}", but the request asks for {wanted:,} a day'
            yield Found(item.path, message, "write the number of `request.daily_quota:`, or correct it there")
