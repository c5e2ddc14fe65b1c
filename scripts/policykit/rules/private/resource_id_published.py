"""The id of an AWS resource stands in a public file.

Ids of user pools, queues, topics, buckets and functions show an attacker where to try. A reader needs the service and its role
only.

Wrong:
    infrastructure: {users: {service: Amazon Cognito, resource_id: eu-west-1_a1B2c3D4e}}
    ---
    sending: [{text: The templates are in the user pool eu-west-1_a1B2c3D4e.}]
    ---
    data: {kinds: [{store: "s3://lantern-mail-events"}]}
Right:
    infrastructure: {users: {service: Amazon Cognito, role: It creates the accounts.}}
Silent:
    security: [{text: "The role has arn:aws:iam::aws:policy/ReadOnlyAccess and sends in eu-west-1 only."}]
    ---
    sending: [{text: The worker calls email.eu-west-1.amazonaws.com; SPF includes amazonses.com.}]
"""

import re
from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView, Words

severity = "error"
covers = ("SENS-03",)

# An ARN with an account id is what account-id-published finds; policies of AWS itself (`::aws:`) are public.
RESOURCE = re.compile(
    r"\b[a-z]{2}(?:-[a-z]+)+-\d_[A-Za-z0-9]{9}\b"  # user pool
    r"|\b[a-z]{2}(?:-[a-z]+)+-\d:[0-9a-f]{8}-[0-9a-f]{4}-"  # identity pool
    r"|\barn:aws[\w-]*:[\w-]+:[\w-]*:(?!\d{12}|aws:)[^\s:]*:?[\w*-]"  # such as a bucket
    r"|\bs3://[\w.-]+|\b[\w-]+\.s3[.-][\w.-]*amazonaws\.com"
    r"|\bsqs\.[\w-]+\.amazonaws\.com/\d|\b\w+\.(?:execute-api|lambda-url)\.[\w-]+\.(?:amazonaws\.com|on\.aws)"
)
SIGNS = ("arn:aws", "s3://", "amazonaws.com", "on.aws", "-0_", "-0:")
FIELD = re.compile(r"infrastructure\.[\w-]+\.resource_id")
MESSAGE, REMEDY = "the id of an AWS resource", "move it into data/private, or name the service only"


def find(words: Words) -> Iterator[Found]:
    """One finding on a text that holds one."""
    if RESOURCE.search(words.text):
        yield Found(words.path, MESSAGE, REMEDY)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """The fields, and each other value of the public file that holds one."""
    for name, part in product.infrastructure.items():
        path = f"infrastructure.{name}.resource_id"
        if part.resource_id and product.is_published(path):
            yield Found(path, MESSAGE, REMEDY)
    for words in product.published_with(*SIGNS):
        if not FIELD.fullmatch(words.path):
            yield from find(words)
