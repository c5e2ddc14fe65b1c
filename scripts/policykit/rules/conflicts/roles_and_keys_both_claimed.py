"""Access is said to run through IAM roles, and API keys are kept as well.

A role needs no key. Where both are named it is unclear what signs the calls to SES, and the key is the part that leaks
(AWS-22).

Wrong:
    security:
      - {text: The worker has an IAM role with least privilege.}
      - {status: implemented, text: API keys are stored in AWS Secrets Manager.}
Right:
    security: [{text: The worker has an IAM role with least privilege; there are no access keys.}]
Silent:
    security:
      - {text: The worker has an IAM role with least privilege.}
      - {status: implemented, text: No access keys exist.}
    ---
    security:
      - {text: The worker has an IAM role with least privilege.}
      - {status: implemented, text: The API key of the map service is kept apart; SES is called with the role.}
"""

import re
from collections.abc import Iterator

from policykit.readiness.sentences import english, is_denied
from policykit.rules import Context, Found, ProductView

severity = "note"
covers = ("CON-09",)
sources = ("AWS-22",)

ROLE = re.compile(r"\bIAM[- ](?:\w+ )?roles?\b", re.I)
KEY = re.compile(r"\b(?:API|access|secret) keys?\b(?! of)", re.I)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """The first claim about keys, where another one is about roles."""
    claims = [(f"security[{index}].text", claim) for index, claim in enumerate(product.security)]
    claims += [(f"sending[{index}].text", claim) for index, claim in enumerate(product.sending)]
    texts = [(path, english(claim.text)) for path, claim in claims if claim.status.is_in_place]
    if not any(ROLE.search(text) for _, text in texts):
        return
    for path, text in texts:
        match = KEY.search(text)
        if match and not is_denied(text, match):
            fix = "say what signs the calls to SES; if it is the role, say what the keys are for, or remove them"
            yield Found(path, f'"{match[0]}", while other words say that access runs through IAM roles', fix)
            return
