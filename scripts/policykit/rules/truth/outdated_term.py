"""A text names a service or a rule of AWS by a name that is old or was never one.

A wrong name looks copied. Amazon Data Firehose has had that name since 2024; SNS delivers to subscriptions, not by webhooks of
its own; an account is under review; what binds is the AWS Acceptable Use Policy and the AWS Service Terms (AWS-18, AWS-19).

Wrong:
    commitments: [We follow the SES Terms of Service.]
    ---
    infrastructure: {archive: {service: Amazon Kinesis Firehose}}
    ---
    handling: {bounce_hard: {mechanism: SNS webhooks deliver each permanent bounce.}}
    ---
    purpose: [The account was put on probation in May.]
Right:
    commitments: [We follow the AWS Acceptable Use Policy and the AWS Service Terms.]
    ---
    infrastructure: {archive: {service: Amazon Data Firehose}}
Silent:
    audience: {who: employees who are on probation at their new company}
    ---
    infrastructure: {stream: {service: Amazon Kinesis Data Streams, role: A webhook of our shop calls it; SNS is not involved.}}
    ---
    lists: {confirmation: Singers accept the terms of service of Lantern.}
    ---
    handling: {bounce_hard: {mechanism: An SNS topic calls an HTTPS endpoint for each permanent bounce.}}
"""

import re
from collections.abc import Iterator

from policykit.readiness.sentences import signs
from policykit.rules import Context, Found, ProductView, Words
from policykit.rules.lib.each_text import once_a_path
from policykit.rules.lib.names import services_of

severity = "note"
covers = ("TXT-09",)
sources = ("AWS-18", "AWS-19")

NAMES = {
    "aup": (re.compile(r"\bSES terms of (?:service|use)\b|\bterms of service of (?:AWS |Amazon )?SES\b", re.I),
            "write AWS Acceptable Use Policy and AWS Service Terms"),
    "firehose": (re.compile(r"\bKinesis (?:Data )?Firehose\b", re.I), "write Amazon Data Firehose"),
    "webhook": (re.compile(r"\bSNS[- ]webhooks?\b|\bwebhooks? (?:of|from) (?:Amazon |AWS )?SNS\b", re.I),
                "write SNS topic, and what is subscribed to it: an HTTPS endpoint, a queue, a function"),
    "probation": (re.compile(r"\b(?:account|sending)\b.* on probation\b|\bprobation (?:of|by) (?:Amazon|AWS|SES)\b", re.I),
                  "write under review, as AWS does"),
}  # fmt: skip
ANY = re.compile(r"terms of|firehose|webhook|probation", re.I)


def find(words: Words) -> Iterator[Found]:
    """Each such name of a text."""
    if ANY.search(words.text):
        for pattern, fix in NAMES.values():
            if match := pattern.search(words.text):
                yield Found(words.path, f'not a name of today: "{match[0]}"', fix)


_in_texts = once_a_path(find, signs("terms firehose webhook webhooks probation"))


def check(product: ProductView, context: Context) -> Iterator[Found]:
    """Texts, and the names of services."""
    yield from _in_texts(product, context)
    for path, service in services_of(product):
        yield from find(Words(path, "", service))
