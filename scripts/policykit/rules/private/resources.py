"""AWS accounts and hosts."""

import re
from collections.abc import Iterator

from policykit.rules import Found, ProductView, Words, text_rule

KEY = re.compile(r"\b(?:AKIA|ASIA)[A-Z0-9]{16}\b|\b(?i:aws_secret_access_key)\b\W{1,4}[\w/+]{30,}")


@text_rule("error", covers=["SENS-03"], published=["AKIA", "ASIA", "secret_access_key", "SECRET_ACCESS_KEY"])
def access_key_published(words: Words) -> Iterator[Found]:
    """An AWS access key stands in a public file.

    Programs search public files for keys and use them within minutes. A key that was public stays unsafe, even after it is
    removed.

    Wrong:
        sending: [{text: The worker signs its calls with AKIAIOSFODNN7EXAMPLE.}]
    Right:
        sending: [{text: The worker signs its calls with an IAM role.}]
    Silent:
        sending: [{text: Keys that begin with AKIA are for users; those with ASIA end by themselves.}]
    """
    # One finding on a text that holds one; the key is not repeated.
    if KEY.search(words.text):
        fix = "delete the key in IAM today, then remove it here; use a role instead of keys"
        yield Found(words.path, "an AWS access key", fix)


# Twelve digits alone may be a phone number or an order; a key word or an ARN tells (rules.md, section 3).
ACCOUNT = re.compile(
    r"arn:aws[\w-]*:[\w-]*:[\w-]*:\d{12}\b"
    r"|\b(?:aws )?account(?: id| number|-id)?\W{1,6}\d{12}\b"
    r"|\bAWS-Konto\w*\W{1,3}\d{12}\b",
    re.I,
)
ACCOUNT_FOUND, ACCOUNT_FIX = "an AWS account id", "move it into data/private, or leave it out"


@text_rule("error", covers=["SENS-01"])
def account_id_published(words: Words) -> Iterator[Found]:
    """An AWS account id stands in a public file.

    It is no secret, but it helps whoever looks for a way in. It belongs into the private overlay.

    Wrong:
        sending: [{text: "The AWS account 111122223333 sends the mail."}]
        ---
        infrastructure: {queue: {role: "arn:aws:sqs:eu-west-1:111122223333:mail"}}
        ---
        request: {account_id: "111122223333"}
        ---
        statements: [{about: request, says: "**AWS Account ID:** 111122223333", line: 5}]
    Right:
        sending: [{text: The worker sends through one AWS account.}]
    Silent:
        lists: {stored_where: "Order 111122223333 and phone 412345678901 are no account ids."}
    """
    # Each account id.
    for _ in ACCOUNT.finditer(words.text):
        yield Found(words.path, ACCOUNT_FOUND, ACCOUNT_FIX)


@account_id_published.in_product
def _account_id_published_in_product(product: ProductView) -> Iterator[Found]:
    # The field, and each account id in another value of the public file.
    if product.is_published("request.account_id"):
        yield Found("request.account_id", ACCOUNT_FOUND, ACCOUNT_FIX)
    for words in product.published_with("000000000000"):
        yield from account_id_published(words)


HOST = re.compile(
    r"\b[\w-]+(?:\.[\w-]+)*\.(?:internal|intranet|corp|lan|local)\b(?!\.\w)"
    r"|(?<![\d.])(?:10\.\d{1,3}|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.\d{1,3}\.\d{1,3}(?![\d.]*\d)"
    r"|\bip-10(?:-\d{1,3}){3}\b"
)


@text_rule("note", covers=["SENS-08"], published=[".internal", ".intranet", ".corp", ".lan", ".local", "00.0", "ip-00-"])
def internal_host_published(words: Words) -> Iterator[Found]:
    """The name or the address of an internal host stands in a public file.

    It shows an attacker who is already inside where to go next, and tells a reader nothing.

    Wrong:
        sending: [{text: The worker on mailer.lantern.internal calls SES.}]
        ---
        infrastructure: {queue: {role: It listens at 10.0.12.7.}}
    Right:
        sending: [{text: The worker calls SES.}]
    Silent:
        sending: [{text: The internal support team uses version 10.2 and the local time.}]
    """
    # One finding on a text that names one.
    if HOST.search(words.text):
        yield Found(words.path, "the name or address of an internal host", "leave it out, or move it into data/private")


# An ARN with an account id is what account-id-published finds; policies of AWS itself (`::aws:`) are public.
RESOURCE = re.compile(
    r"\b[a-z]{2}(?:-[a-z]+)+-\d_[A-Za-z0-9]{9}\b"  # user pool
    r"|\b[a-z]{2}(?:-[a-z]+)+-\d:[0-9a-f]{8}-[0-9a-f]{4}-"  # identity pool
    r"|\barn:aws[\w-]*:[\w-]+:[\w-]*:(?!\d{12}|aws:)[^\s:]*:?[\w*-]"  # such as a bucket
    r"|\bs3://[\w.-]+|\b[\w-]+\.s3[.-][\w.-]*amazonaws\.com"
    r"|\bsqs\.[\w-]+\.amazonaws\.com/\d|\b\w+\.(?:execute-api|lambda-url)\.[\w-]+\.(?:amazonaws\.com|on\.aws)"
)
RESOURCE_SIGNS = ("arn:aws", "s3://", "amazonaws.com", "on.aws", "-0_", "-0:")
FIELD = re.compile(r"infrastructure\.[\w-]+\.resource_id")
RESOURCE_FOUND, RESOURCE_FIX = "the id of an AWS resource", "move it into data/private, or name the service only"


@text_rule("error", covers=["SENS-03"])
def resource_id_published(words: Words) -> Iterator[Found]:
    """The id of an AWS resource stands in a public file.

    Ids of user pools, queues, topics, buckets and functions show an attacker where to try. A reader needs the service and its
    role only.

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
    # One finding on a text that holds one.
    if RESOURCE.search(words.text):
        yield Found(words.path, RESOURCE_FOUND, RESOURCE_FIX)


@resource_id_published.in_product
def _resource_id_published_in_product(product: ProductView) -> Iterator[Found]:
    # The fields, and each other value of the public file that holds one.
    for name, part in product.infrastructure.items():
        path = f"infrastructure.{name}.resource_id"
        if part.resource_id and product.is_published(path):
            yield Found(path, RESOURCE_FOUND, RESOURCE_FIX)
    for words in product.published_with(*RESOURCE_SIGNS):
        if not FIELD.fullmatch(words.path):
            yield from resource_id_published(words)
