"""Support case."""

import re
from collections.abc import Iterator

from policykit.rules import Found, ProductView, Words, rule, text_rule

# A count of something in a time; years, status codes and standards are no limits.
LIMIT = re.compile(
    r"\b\d+\b[^.\d]{0,40}\b(?:per|an?|each|every|in|within|je|pro|in der)\b[^.]{0,12}"
    r"\b(?:second|minute|hour|day|Sekunde|Minute|Stunde|Tag)\w*",
    re.I,
)


@rule("note", covers=["SENS-08"])
def abuse_limit_published(product: ProductView) -> Iterator[Found]:
    """The public file tells how many requests the limit against misuse allows.

    Who knows the number stays just below it. The public page says that there is a limit; its number is for the reply to AWS,
    from the private overlay.

    Wrong:
        handling: {abuse_limit: {mechanism: One address can ask for 5 codes an hour.}}
    Right:
        handling: {abuse_limit: {mechanism: Requests for codes are limited for each address and each hour.}}
    Silent:
        handling: {abuse_limit: {mechanism: "Since 2026 the limit of RFC 6585 (429) holds for each address."}}
    """
    # Each published text of the limit that holds a number for a time; a text in two languages once.
    told: set[str] = set()
    for words in product.words_at("handling.abuse_limit."):
        is_public = any(map(product.is_published, (words.path, f"{words.path}.{words.language}")))
        if is_public and words.path not in told and (match := LIMIT.search(words.text)):
            told.add(words.path)
            fix = "say here only that there is a limit, and move the text with the number into data/private"
            yield Found(words.path, f'the limit is public: "{match[0]}"', fix)


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
    """Sentences of a letter from AWS stand in a public file.

    A letter in a support case is private correspondence; a later reviewer may read it here. Say in your own words what AWS
    asked.

    Wrong:
        commitments: ["AWS wrote: We would like to gather more information about your use case."]
        ---
        statements: [{about: stage, says: "Your new sending quota is 50,000 messages per day.", line: 7}]
    Right:
        commitments: [AWS asked how often we send and how we keep our lists.]
    Silent:
        commitments: [We gather more information about rehearsals., Our new sending quota lasts for a year.]
    """
    # One finding on a text that quotes AWS's letters.
    if match := LETTER.search(words.text):
        message = f'quoted from a letter of AWS: "{match[0]}"'
        yield Found(words.path, message, "say it in your own words, or keep the letter in data/private")


# Numbers of cases have 15 digits and begin with the time in seconds: 16 or 17 since 2020.
CASE = re.compile(r"(?<!\d)1[67]\d{13}(?!\d)|\bdisplayId=\d|console\.aws\.amazon\.com/support\b")
FIELDS = ("request.case_id", "request.case_url", "request.case_subject")
CASE_FOUND, CASE_FIX = "a case number, or a link to the case", "move it into data/private, or leave it out"


@text_rule("error", covers=["SENS-02"])
def case_number_published(words: Words) -> Iterator[Found]:
    """The number of a support case, or a link to one, stands in a public file.

    What you and AWS write to each other in a case is nobody else's business, and the number helps whoever pretends to be AWS.
    It belongs into the private overlay.

    Wrong:
        request: {case_id: "176000000000001"}
        ---
        request: {case_url: "https://console.aws.amazon.com/support/home#/case/?displayId=176000000000001"}
        ---
        statements: [{about: request, says: "RE: [CASE 176000000000001] SES: Production Access", line: 3}]
    Right:
        statements: [{about: request, says: "RE: SES: Production Access", line: 3}]
    Silent:
        commitments: [Invoice 1760000000000015 and card 17600-0000-0000-01 are no case numbers.]
        ---
        commitments: [Answer in the Support Center at https://console.aws.amazon.com/, not by mail.]
    """
    # One finding on a text that holds either.
    if CASE.search(words.text):
        yield Found(words.path, CASE_FOUND, CASE_FIX)


@case_number_published.in_product
def _case_number_published_in_product(product: ProductView) -> Iterator[Found]:
    # The fields, and each other value of the public file that holds one.
    for path in FIELDS:
        if product.is_published(path):
            yield Found(path, CASE_FOUND, CASE_FIX)
    for words in product.published_with("000000000000000", "displayId=", "console.aws.amazon.com"):
        if words.path not in FIELDS:
            yield from case_number_published(words)


GREETING = re.compile(
    r"^(?:Hello|Hi|Hallo) (?!AWS\b|Amazon\b|Team\b|Support\b|There\b|All\b)[A-ZÀ-Þ]\w+(?: [A-ZÀ-Þ]\w+)?\s*[,!]", re.M
)
STAFF_FOUND, STAFF_FIX = "somebody at AWS is addressed by name", 'write "Hello,", or move the name into data/private'


@text_rule("error", covers=["SENS-06"], sources=["EU-1"])
def support_staff_named(words: Words) -> Iterator[Found]:
    """A person of AWS Support is addressed by name in a public file.

    The person signed one letter and did not ask to be on your site; the next letter comes from somebody else (EU-1). "Hello,"
    is right for everybody.

    Wrong:
        request: {addressee: Jane}
        ---
        statements: [{about: request, says: "Hello Jane Marie,", line: 5}]
    Right:
        statements: [{about: request, says: "Hello,", line: 5}]
    Silent:
        commitments: ["Hello AWS Support,", "Hello Team,", "Hello there,", "Say hello Monday, when the singers meet."]
        ---
        streams: [{sample: {text: "Hello Jane, your code is [code]."}}]
    """
    # One finding on a text that begins a line so; a sample greets its own recipient.
    if ".sample." not in words.path and GREETING.search(words.text):
        yield Found(words.path, STAFF_FOUND, STAFF_FIX)


@support_staff_named.in_product
def _support_staff_named_in_product(product: ProductView) -> Iterator[Found]:
    # The field, and each value of the public file with such a greeting.
    if product.is_published("request.addressee"):
        yield Found("request.addressee", STAFF_FOUND, STAFF_FIX)
    for words in product.published_with("Hello ", "Hi ", "Hallo "):
        yield from support_staff_named(words)
