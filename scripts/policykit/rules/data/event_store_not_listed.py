"""A store holds sending events or suppressed addresses, and the table of data does not list it.

Each event of SES holds the address of its recipient; logs, archives and suppression tables are personal data like the
accounts (AWS-21).

Wrong:
    infrastructure: {archive: {service: Amazon S3, role: It stores the audit logs.}}
    ---
    suppression: {app_store: PostgreSQL}
    ---
    data: {kinds: [{}, (leave out)]}
Right:
    infrastructure: {archive: {service: Amazon DynamoDB, role: It keeps bounce events.}}
    ---
    infrastructure: {archive: {service: Amazon S3, role: It stores the audit logs.}}
    data: {kinds: (leave out)}
Silent:
    infrastructure: {site: {service: Amazon S3, role: It holds the pictures of the website.}}
    ---
    infrastructure: {alarms: {service: Amazon CloudWatch, role: It watches the bounce rate.}}
"""

import re
from collections.abc import Iterator

from policykit.readiness.sentences import english
from policykit.rules import Context, Found, ProductView

severity = "warning"
covers = ("DAT-04",)
sources = ("AWS-21",)

STORE = re.compile(
    r"\b(?:S3|DynamoDB|CloudWatch Logs|OpenSearch|Redshift|Timestream|RDS|Aurora|PostgreSQL|MySQL|MongoDB)\b", re.I
)
EVENTS = re.compile(r"\b(?:logs?|events?|bounce\w*|complaint\w*|suppress\w*|archiv\w*|addresses)\b", re.I)
REMEDY = "name the store with its kind in `data.kinds`, or add the kind, with its Region and days"


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each such store that no kind of data names; without a table of data another rule speaks."""
    kinds = product.data.kinds
    if not kinds:
        return
    listed = " | ".join(kind.store or "" for kind in kinds).lower()
    told = set()
    for name, part in product.infrastructure.items():
        match = STORE.search(part.service)
        if match and match[0].lower() not in listed and EVENTS.search(f"{part.service} {english(part.role)}"):
            told.add(match[0].lower())
            message = f"{part.service} keeps events or addresses, and no kind of data is stated with this store"
            yield Found(f"infrastructure.{name}", message, REMEDY)
    own = product.suppression.app_store
    if own and own.lower() not in listed and not any(word in own.lower() for word in (*told, *_stores(listed))):
        message = f"suppressed addresses are kept in {own}, and no kind of data is stated with this store"
        yield Found("suppression.app_store", message, REMEDY)


def _stores(listed: str) -> list[str]:
    return [match[0] for match in STORE.finditer(listed)]
