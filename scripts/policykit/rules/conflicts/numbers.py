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

    SES verifies a domain per Region. In the Region of your request, the domain is not verified.

    Fix: Verify the domain in the Region of the request as well, and write that Region in `identities.domains`.

    Wrong:
        identities: {domains: [{domain: lantern.example.com, region: us-east-1}]}
        streams: [{from: (leave out)}, {from: (leave out)}, {from: (leave out)}]
    Right:
        identities: {domains: [{domain: lantern.example.com, region: eu-west-1}]}
    """
    # Streams with a sender address have a rule of their own.
    wanted = product.request.region
    verified = [(index, item) for index, item in enumerate(product.identities.domains) if item.status.is_in_place]
    if wanted is None or not verified or any(item.region in (None, wanted) for _, item in verified):
        return
    if not any(stream.from_ for stream in product.streams):
        index, item = verified[0]
        yield Found(
            f"identities.domains[{index}].region",
            "{domain} is verified in {region}, but the request is for {wanted}.",
            domain=item.domain,
            region=item.region,
            wanted=wanted,
        )


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


@rule(
    "warning",
    question="purpose",
    covers=["CON-06"],
    severity_because="The difference is no reason to refuse; AWS asks about it.",
)
def kinds_miscounted(product: ProductView) -> Iterator[Found]:
    """A text gives another number of kinds of email than there are streams.

    A reviewer counts. "Two kinds of email" above a list of three makes the third look like an afterthought.

    Fix: Write the number of streams, or correct the list of streams.

    Wrong:
        purpose: [We send two kinds of email.]
        ---
        purpose: [Our emails fall into five categories.]
    Milder:
        statements: [{about: streams, says: "All of our emails fall into two categories, both of them wanted.", line: 54}]
    Right:
        purpose: ["We send three kinds of email: sign-in codes, rehearsal invitations and a newsletter."]
    Silent:
        purpose: [An email can suffer two kinds of bounces.]
        ---
        volume: {pattern: "In May two types of choirs get most of the mail."}
        ---
        content: [{status: implemented, text: "Each email has two parts, text and HTML."}]
    """
    number = len(product.streams)
    for item in wordings_with(product, PARTS, *ABOUT) if number else ():
        match = COUNT.search(item.text)
        if match is None or not ANY_MAIL.search(sentence_at(item.text, match)):
            continue
        word = match["count"].lower()
        count = int(word) if word.isdigit() else NUMBERS.index(word) + 1
        if count != number:
            yield Found(
                item.path,
                'You write "{words}", but your file has {number} streams.'
                if number > 1
                else 'You write "{words}", but your file has one stream.',
                severity="note" if count < number and "categor" in match[0].lower() else None,  # one may contain several
                words=match[0],
                number=number,
            )


SENDS = re.compile(r"\b(?:SES|Simple Email Service|Cognito|SNS|Simple Notification Service)\b", re.I)


@rule("warning", question="identity", covers=["CON-12"], sources=["AWS-01"])
def part_in_another_region(product: ProductView) -> Iterator[Found]:
    """A service that sends or reports email is in another Region, and no text says why.

    Sandbox, identities and quotas are separate for each Region. A user pool or topic elsewhere may send through another SES
    than the one you ask for.

    Fix: Say in `role` how it uses SES in the Region of the request, or correct one of the Regions.

    Wrong:
        infrastructure:
          pool: {service: Amazon Cognito, role: It sends codes., region: us-east-1}
    Right:
        infrastructure:
          pool: {service: Amazon Cognito, role: It sends codes through SES in eu-west-1., region: us-east-1}
        ---
        infrastructure: {pool: {service: Amazon Cognito, role: It sends codes., region: eu-west-1}}
        ---
        infrastructure: {archive: {service: Amazon S3, role: It keeps logs., region: us-east-1}}
    """
    wanted = product.request.region
    for name, part in product.infrastructure.items() if wanted else ():
        if part.region not in (None, wanted) and SENDS.search(part.service) and str(wanted) not in english(part.role):
            yield Found(
                f"infrastructure.{name}.region",
                "{service} is in {region}, but the request is for {wanted}.",
                service=part.service,
                region=part.region,
                wanted=wanted,
            )


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

    The form and the reply both show the quota. With two figures, AWS asks which one you want.

    Fix: Write the figure of `request.daily_quota`, or correct it there.

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
    wanted = product.request.daily_quota
    if wanted is None:
        return
    for item in wordings_with(product, ("quota", "required"), "request", "volume", "justification", "commitments", "purpose"):
        pattern = REQUIRED if item.path != item.about == "request.daily_quota" else QUOTA
        match = pattern.search(item.text)
        if match is None or NOT_ASKED.search(sentence_at(item.text, match)):
            continue
        if int(re.sub(r"\D", "", match["after"] or match["before"])) != wanted:
            yield Found(
                item.path, 'You write "{words}", but the request asks for {quota} per day.', words=match[0], quota=wanted
            )


RATE = re.compile(
    r"\b(?P<metric>bounce|complaint)s?(?: rates?)?\b(?P<between>[^.;%]{0,40}?)(?P<number>\d{1,3}(?:\.\d+)?) ?%", re.I
)
OTHERS = re.compile(r"\b(?:AWS|Amazon|SES|Gmail|Google|Yahoo)\b")


@rule("warning", question="bounces", covers=["CON-11"])
def rate_differs_from_alarm(product: ProductView) -> Iterator[Found]:
    """A text names another rate than your alarm or target.

    AWS sees both numbers in one reply and asks which one you use.

    Fix: Write the number of the alarm or target, or leave it out of the text.

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
            metric = match["metric"].lower()
            is_own = "rate" in match[0].lower() and not OTHERS.search(sentence_at(item.text, match))
            if known[metric] and is_own and Decimal(match["number"]) not in known[metric]:
                yield Found(
                    item.path,
                    'You write "{words}", but your alarm or target for the bounce rate is {rates}%.'
                    if metric == "bounce"
                    else 'You write "{words}", but your alarm or target for the complaint rate is {rates}%.',
                    words=match[0],
                    rates=sorted(known[metric]),
                )
