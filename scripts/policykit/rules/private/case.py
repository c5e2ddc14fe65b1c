"""Support case."""

import re
from collections.abc import Iterator

from policykit.rules import Found, ProductView, Words, rule, text_rule
from policykit.rules.lib.drafts import SAMPLE

# A number of something in a period; years, status codes and standards are no limits.
LIMIT = re.compile(
    r"\b\d+\b[^.\d]{0,40}\b(?:per|an?|each|every|in|within|je|pro|in der)\b[^.]{0,12}"
    r"\b(?:second|minute|hour|day|Sekunde|Minute|Stunde|Tag)\w*",
    re.I,
)


@rule("note", covers=["SENS-08"])
def abuse_limit_published(product: ProductView) -> Iterator[Found]:
    """The public file says how many requests the limit against abuse allows.

    Anyone who knows the number can stay just below it. Visitors of your site only need to know that there is a limit; AWS gets
    the number in the reply.

    Fix: Say here only that there is a limit, and move the text with the number to `data/private`.

    Wrong:
        handling: {abuse_limit: {mechanism: One address can ask for 5 codes an hour.}}
    Right:
        handling: {abuse_limit: {mechanism: Requests for codes are limited for each address and each hour.}}
    Silent:
        handling: {abuse_limit: {mechanism: "Since 2026 the limit of RFC 6585 (429) holds for each address."}}
    """
    reported: set[str] = set()
    for words in product.words_at("handling.abuse_limit."):
        is_public = any(map(product.is_published, (words.path, f"{words.path}.{words.language}")))
        if is_public and words.path not in reported and (match := LIMIT.search(words.text)):
            reported.add(words.path)
            yield Found(words.path, 'The limit is public: "{limit}".', limit=match[0])


LETTER = re.compile(
    r"\b(?:thank you for submitting your request to increase your sending limits"
    r"|we would like to gather more information about your use case"
    r"|include as much detail as you can about your email-sending processes"
    r"|tell us how often you send email, how you maintain your recipient lists"
    r"|could have a negative impact on our service"
    r"|we are unable to provide specific details"
    r"|we are (?:still )?unable to (?:grant your request|approve an increase)"
    r"|due to some limiting factors on your account"
    r"|your new sending quota is [\d,]+ messages)",
    re.I,
)


@text_rule(
    "warning",
    covers=["SENS-07"],
    published=[
        "sending limits",
        "your use case",
        "your email-sending",
        "you send email",
        "negative impact",
        "unable to",
        "limiting",
        "quota is",
    ],
)
def aws_letter_quoted(words: Words) -> Iterator[Found]:
    """A public file quotes what AWS wrote in a support case.

    A support case is private correspondence, and a later reviewer may read your page.

    Fix: Say in your own words what AWS asked, or move the quote to `data/private`.

    Wrong:
        commitments: ["AWS wrote: We would like to gather more information about your use case."]
        ---
        statements: [{about: stage, says: "Your new sending quota is 50,000 messages per day.", line: 7}]
    Right:
        commitments: [AWS asked how often we send and how we keep our lists.]
    Silent:
        commitments: [We gather more information about rehearsals., Our new sending quota lasts for a year.]
    """
    if match := LETTER.search(words.text):
        yield Found(words.path, 'AWS wrote this in a support case: "{quote}".', quote=match[0])


# Case numbers have 15 digits and begin with the time in seconds: 16 or 17 since 2020.
CASE = re.compile(
    r"(?<!\d)1[67]\d{13}(?!\d)|\b(?:display|case)Id=(?:case-)?\d|console\.aws\.amazon\.com/support/cases\S*?/\d{6,}"
)
FIELDS = ("request.case_id", "request.case_url", "request.case_subject")


@text_rule("error", covers=["SENS-02"], samples=True)
def case_number_published(words: Words) -> Iterator[Found]:
    """A public file contains the number of a support case, or a link to the case.

    What you and AWS write to each other in a case is private, and the number helps anyone who pretends to be AWS.

    Fix: Move it to `data/private`, or leave it out.

    Wrong:
        statements: [{about: request, says: "RE: [CASE 176000000000001] SES: Production Access", line: 3}]
        ---
        request: {case_id: "176000000000001"}
        ---
        request: {case_url: "https://console.aws.amazon.com/support/home#/case/?displayId=176000000000001"}
        ---
        commitments: ["The case is at https://console.aws.amazon.com/support/cases#/1760000000/en."]
    Right:
        statements: [{about: request, says: "RE: SES: Production Access", line: 3}]
    Silent:
        commitments: [Invoice 1760000000000015 and card 17600-0000-0000-01 are no case numbers.]
        ---
        commitments: [Answer in the Support Center at https://console.aws.amazon.com/, not by email.]
        ---
        commitments: ["Open https://console.aws.amazon.com/support/home#/case/create to write to AWS."]
    """
    if CASE.search(words.text):
        yield Found(words.path, "This identifies your support case.")


@case_number_published.in_product
def _case_number_published_in_product(product: ProductView) -> Iterator[Found]:
    for path in FIELDS:
        if product.is_published(path):
            yield Found(path, "This identifies your support case.")
    for words in product.published_with("000000000000000", "Id=", "console.aws.amazon.com"):
        if words.path not in FIELDS:
            yield from case_number_published(words)


GREETING = re.compile(
    r"^(?:Hello|Hi|Hallo) (?!AWS\b|Amazon\b|Team\b|Support\b|There\b|All\b)[A-ZÀ-Þ]\w+(?: [A-ZÀ-Þ]\w+)?\s*[,!]", re.M
)


@text_rule("error", covers=["SENS-06"], sources=["EU-1"])
def support_staff_named(words: Words) -> Iterator[Found]:
    """A public file addresses somebody at AWS Support by name.

    That person signed one email and did not ask to be on your site; the next email comes from somebody else.

    Fix: Write "Hello,", or move the name to `data/private`.

    Wrong:
        statements: [{about: request, says: "Hello Jane Marie,", line: 5}]
        ---
        request: {addressee: Jane}
    Right:
        statements: [{about: request, says: "Hello,", line: 5}]
    Silent:
        commitments: ["Hello AWS Support,", "Hello Team,", "Hello there,", "Say hello Monday, when the singers meet."]
        ---
        streams: [{sample: {text: "Hello Jane, your code is [code]."}}]
    """
    # A sample greets its own recipient.
    if SAMPLE not in words.path and GREETING.search(words.text):
        yield Found(words.path, "This addresses a person at AWS by name.")


@support_staff_named.in_product
def _support_staff_named_in_product(product: ProductView) -> Iterator[Found]:
    if product.is_published("request.addressee"):
        yield Found("request.addressee", "This addresses a person at AWS by name.")
    for words in product.published_with("Hello ", "Hi ", "Hallo "):
        yield from support_staff_named(words)
