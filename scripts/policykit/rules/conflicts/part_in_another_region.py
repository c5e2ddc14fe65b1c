"""A service that sends or reports mail is in another Region than the request, and no text says why.

Sandbox, identities and quotas count for each Region apart. A user pool or topic elsewhere may send through another SES than
the one you ask for (AWS-01).

Wrong:
    infrastructure: {pool: {service: Amazon Cognito, role: It sends codes., region: us-east-1}}
Right:
    infrastructure: {pool: {service: Amazon Cognito, role: It sends codes., region: eu-west-1}}
    ---
    infrastructure: {pool: {service: Amazon Cognito, role: It sends codes through SES in eu-west-1., region: us-east-1}}
    ---
    infrastructure: {archive: {service: Amazon S3, role: It keeps logs., region: us-east-1}}
"""

import re
from collections.abc import Iterator

from policykit.readiness.sentences import english
from policykit.rules import Context, Found, ProductView

severity = "warning"
covers = ("CON-12",)
question = "identity"
sources = ("AWS-01",)

SENDS = re.compile(r"\b(?:SES|Simple Email Service|Cognito|SNS|Simple Notification Service)\b", re.I)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each such service whose Region differs, unless its own words name the Region of the request."""
    wanted = product.request.region
    if wanted is None:
        return
    for name, part in product.infrastructure.items():
        if part.region in (None, wanted) or not SENDS.search(part.service) or wanted in english(part.role):
            continue
        message = f"{part.service} is in {part.region}, the request is for {wanted}"
        fix = f"say in its `role:` how it sends through SES in {wanted}, or correct one of the Regions"
        yield Found(f"infrastructure.{name}.region", message, fix)
