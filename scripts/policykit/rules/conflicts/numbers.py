"""Numbers and regions."""

import re
from collections.abc import Iterator
from decimal import Decimal

from policykit.readiness.sentences import english, sentence_at
from policykit.readiness.statements import wordings_with
from policykit.rules import Found, ProductView, rule


@rule("warning", question="identity", covers=["CON-12"], sources=["AWS-01"])
def identity_in_another_region(product: ProductView) -> Iterator[Found]:
    """The verified domain is in another Region than the request.

    An identity counts in its own Region only; in the Region of the request the domain is not verified (AWS-01).

    Wrong:
        identities: {domains: [{region: us-east-1}]}
        streams: [{from: (leave out)}, {from: (leave out)}, {from: (leave out)}]
    Right:
        identities: {domains: [{region: eu-west-1}]}
        streams: [{from: (leave out)}, {from: (leave out)}, {from: (leave out)}]
    """
    # The first verified domain, where none is in the Region; stated senders have a rule of their own.
    wanted = product.request.region
    verified = [(index, item) for index, item in enumerate(product.identities.domains) if item.status.is_in_place]
    if wanted is None or not verified or any(item.region in (None, wanted) for _, item in verified):
        return
    if not any(stream.from_ for stream in product.streams):
        index, item = verified[0]
        message = f"{item.domain} is verified in {item.region}, the request is for {wanted}"
        yield Found(f"identities.domains[{index}].region", message, f"verify the domain in {wanted} as well")


NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
MAIL = r"(?:e-?mails?|mails?|messages?)"
COUNT = re.compile(
    rf"\b(?P<count>{'|'.join(NUMBERS)}|\d{{1,2}}) (?:\w+ ){{0,2}}?(?:kinds|types|categories|sorts|classes|streams)\b"
    rf"(?: of (?:\w+ ){{0,2}}?{MAIL}\b|(?! (?:of|and|or)\b))",
    re.I,
)
PARTS = ("kinds", "types", "categories", "sorts", "classes", "streams")
ABOUT = ("purpose", "streams", "sending", "volume", "content", "summary", "justification")
ANY_MAIL = re.compile(rf"\b{MAIL}\b", re.I)


@rule("error", question="purpose", covers=["CON-06"])
def kinds_miscounted(product: ProductView) -> Iterator[Found]:
    """A text counts the kinds of mail differently from the streams that are listed.

    A reviewer counts. "Two kinds of email" over a list of three makes the third look like an afterthought.

    Wrong:
        purpose: [We send two kinds of email.]
        ---
        statements: [{about: streams, says: "All of our emails fall into two categories, both of them wanted.", line: 54}]
    Right:
        purpose: [We send three kinds of email.]
    Silent:
        purpose: [An email can suffer two kinds of bounces.]
        ---
        volume: {pattern: "In May two types of choirs get most of the mail."}
        ---
        content: [{status: implemented, text: "Each email has two parts, text and HTML."}]
    """
    # Each count of the kinds of mail that is not the number of streams.
    number = len(product.streams)
    for item in wordings_with(product, PARTS, *ABOUT) if number else ():
        match = COUNT.search(item.text)
        if match is None or not ANY_MAIL.search(sentence_at(item.text, match)):
            continue
        word = match["count"].lower()
        count = int(word) if word.isdigit() else NUMBERS.index(word) + 1
        if count != number:
            listed = f"{number} streams are" if number > 1 else "one stream is"
            message = f'"{match[0]}", but {listed} listed'
            yield Found(item.path, message, f"write {number}, or correct the list of streams")


SENDS = re.compile(r"\b(?:SES|Simple Email Service|Cognito|SNS|Simple Notification Service)\b", re.I)


@rule("warning", question="identity", covers=["CON-12"], sources=["AWS-01"])
def part_in_another_region(product: ProductView) -> Iterator[Found]:
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
    # Each such service whose Region differs, unless its own words name the Region of the request.
    wanted = product.request.region
    if wanted is None:
        return
    for name, part in product.infrastructure.items():
        if part.region in (None, wanted) or not SENDS.search(part.service) or wanted in english(part.role):
            continue
        message = f"{part.service} is in {part.region}, the request is for {wanted}"
        fix = f"say in its `role:` how it sends through SES in {wanted}, or correct one of the Regions"
        yield Found(f"infrastructure.{name}.region", message, fix)


NUMBER = r"(?P<{}>\d{{1,3}}(?:[,']\d{{3}})+|\d{{3,}})"
QUOTA = re.compile(
    rf"\bquota of {NUMBER.format('after')}\b"
    rf"|\b{NUMBER.format('before')}\b ?(?:/|a |per )?(?:day|24 hours)[^.;]{{0,12}}\bquota\b",
    re.I,
)
REQUIRED = re.compile(rf"\b{NUMBER.format('after')}\b(?P<before>)", re.I)
NOT_ASKED = re.compile(r"\b(?:sandbox|current\w*|today|now)\b", re.I)


@rule("warning", question="frequency", covers=["CON-11"])
def quota_differs_in_text(product: ProductView) -> Iterator[Found]:
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
    # Each quota in a text that is not the one asked for.
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


RATE = re.compile(
    r"\b(?P<metric>bounce|complaint)s?(?: rates?)?\b(?P<between>[^.;%]{0,40}?)(?P<number>\d{1,3}(?:\.\d+)?) ?%", re.I
)
OTHERS = re.compile(r"\b(?:AWS|Amazon|SES|Gmail|Google|Yahoo)\b")


@rule("warning", question="bounces", covers=["CON-11"])
def rate_differs_from_alarm(product: ProductView) -> Iterator[Found]:
    """A text names another rate than the alarm or target of the product.

    A number that is typed twice drifts: one place is changed, the other is sent to AWS. Name the field's number, or no number.

    Wrong:
        commitments: [We keep the bounce rate below 5%.]
        ---
        handling: {complaint: {action: "The address is suppressed. At a complaint rate of 0.3% the team stops the stream."}}
    Right:
        commitments: [We keep the bounce rate below 2%.]
    Silent:
        commitments: [AWS reviews an account from a bounce rate of 5%.]
        ---
        commitments: [A bounce suppresses the address; 99% of the codes arrive in a minute.]
        ---
        monitoring: {alarms: (leave out), targets: (leave out)}
        commitments: [We keep the bounce rate below 5%.]
    """
    # Each rate in a text that no alarm and no target has.
    known: dict[str, set[Decimal]] = {"bounce": set(), "complaint": set()}
    for alarm in product.monitoring.alarms:
        if alarm.threshold is not None and alarm.metric.endswith("_rate"):
            known[alarm.metric.removesuffix("_rate")].add(alarm.threshold)
    for target in product.monitoring.targets:
        known[target.metric.removesuffix("_rate")].add(target.below)
    if not any(known.values()):
        return
    for item in wordings_with(product, ("%",), "handling", "monitoring", "commitments", "lists", "checklist", "content"):
        for match in RATE.finditer(item.text):
            numbers = known[match["metric"].lower()]
            is_own = "rate" in match[0].lower() and not OTHERS.search(sentence_at(item.text, match))
            if numbers and is_own and Decimal(match["number"]) not in numbers:
                stated = " and ".join(f"{number}%" for number in sorted(numbers))
                message = f'"{match[0]}", but the {match["metric"].lower()} rate of alarm and target is {stated}'
                yield Found(item.path, message, "write the number of the field, or leave it out of the text")
