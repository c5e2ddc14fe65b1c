"""AWS accounts and hosts."""

import re
from collections.abc import Iterator

from policykit.rules import Found, ProductView, Words, text_rule

KEY = re.compile(r"\b(?:AKIA|ASIA)[A-Z0-9]{16}\b|\b(?i:aws_secret_access_key)\b\W{1,4}[\w/+]{30,}")


@text_rule("error", covers=["SENS-03"], published=["AKIA", "ASIA", "secret_access_key", "SECRET_ACCESS_KEY"])
def access_key_published(words: Words) -> Iterator[Found]:
    """A public file contains an AWS access key.

    Programs search public files for keys and use them within minutes. A key that was public remains unsafe after you remove it.

    Fix: Delete the key in IAM today, then remove it here. Use an IAM role instead of keys.

    Wrong:
        sending: [{text: The worker signs its calls with AKIAIOSFODNN7EXAMPLE.}]
    Right:
        sending: [{text: The worker signs its calls with an IAM role.}]
    Silent:
        sending: [{text: Keys that begin with AKIA are for users; those with ASIA end by themselves.}]
    """
    # The message does not repeat the key.
    if KEY.search(words.text):
        yield Found(words.path, "This text contains an AWS access key.")


# Twelve digits alone may be a phone number or an order, so a key word or an ARN is required.
ACCOUNT = re.compile(
    r"arn:aws[\w-]*:[\w-]*:[\w-]*:\d{12}\b"
    r"|\b(?:aws )?account(?: id| number|-id)?\W{1,6}\d{12}\b"
    r"|\bAWS-Konto\w*\W{1,3}\d{12}\b",
    re.I,
)


@text_rule("error", covers=["SENS-01"], samples=True)
def account_id_published(words: Words) -> Iterator[Found]:
    """A public file contains an AWS account ID.

    The ID is no secret, but it helps anyone who looks for a way in.

    Fix: Move it to `data/private`, or leave it out.

    Wrong:
        sending: [{text: "The AWS account 111122223333 sends the email."}]
        ---
        infrastructure: {queue: {role: "arn:aws:sqs:eu-west-1:111122223333:mail"}}
        ---
        request: {account_id: "111122223333"}
        ---
        statements: [{about: request, says: "**AWS Account ID:** 111122223333", line: 5}]
    Right:
        sending: [{text: The worker sends through one AWS account.}]
    Silent:
        lists: {stored_where: "Order 111122223333 and phone 412345678901 are no account IDs."}
    """
    for _ in ACCOUNT.finditer(words.text):
        yield Found(words.path, "This is an AWS account ID.")


@account_id_published.in_product
def _account_id_published_in_product(product: ProductView) -> Iterator[Found]:
    if product.is_published("request.account_id"):
        yield Found("request.account_id", "This is an AWS account ID.")
    for words in product.published_with("000000000000"):
        yield from account_id_published(words)


HOST = re.compile(
    r"[\w-]\.(?:internal|intranet|corp|lan|local)\b(?!\.\w)"
    r"|(?<![\d.])(?:10\.\d{1,3}|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.\d{1,3}\.\d{1,3}(?![\d.]*\d)"
    r"|\bip-10(?:-\d{1,3}){3}\b"
)


@text_rule("note", covers=["SENS-08"], published=[".internal", ".intranet", ".corp", ".lan", ".local", "00.0", "ip-00-"])
def internal_host_published(words: Words) -> Iterator[Found]:
    """A public file contains the name or address of an internal host.

    It shows an attacker who is already inside where to go next, and readers do not need it.

    Fix: Leave it out, or move it to `data/private`.

    Wrong:
        sending: [{text: The worker on mailer.lantern.internal calls SES.}]
        ---
        infrastructure: {queue: {role: It listens at 10.0.12.7.}}
    Right:
        sending: [{text: The worker calls SES.}]
    Silent:
        sending: [{text: The internal support team uses version 10.2 and the local time.}]
    """
    # The message appears on public pages too, so it does not repeat the host.
    if HOST.search(words.text):
        yield Found(words.path, "This text contains the name or address of an internal host.")


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


@text_rule("warning", covers=["SENS-03"], severity_because="Alone it opens nothing; an access key is an error.", samples=True)
def resource_id_published(words: Words) -> Iterator[Found]:
    """A public file contains the ID of an AWS resource.

    IDs of user pools, queues, topics, buckets and functions show an attacker where to try. Readers only need the service and
    what it does.

    Fix: Move the ID to `data/private`, or name only the service.

    Wrong:
        sending: [{text: The templates are in the user pool eu-west-1_a1B2c3D4e.}]
        ---
        infrastructure: {users: {service: Amazon Cognito, resource_id: eu-west-1_a1B2c3D4e}}
        ---
        data: {kinds: [{store: "s3://lantern-mail-events"}]}
    Right:
        sending: [{text: The templates are in an Amazon Cognito user pool.}]
        ---
        infrastructure: {users: {service: Amazon Cognito, role: It creates the accounts.}}
    Silent:
        security: [{text: "The role has arn:aws:iam::aws:policy/ReadOnlyAccess and sends in eu-west-1 only."}]
        ---
        sending: [{text: The worker calls email.eu-west-1.amazonaws.com; SPF includes amazonses.com.}]
    """
    if RESOURCE.search(words.text):
        yield Found(words.path, "This text contains the ID of an AWS resource.")


@resource_id_published.in_product
def _resource_id_published_in_product(product: ProductView) -> Iterator[Found]:
    for name, part in product.infrastructure.items():
        path = f"infrastructure.{name}.resource_id"
        if part.resource_id and product.is_published(path):
            yield Found(path, "This is the ID of an AWS resource.")
    for words in product.published_with(*RESOURCE_SIGNS):
        if not FIELD.fullmatch(words.path):
            yield from resource_id_published(words)
