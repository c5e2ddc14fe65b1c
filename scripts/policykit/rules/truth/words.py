"""Word choice."""

import re
from collections.abc import Iterator

from policykit.readiness.sentences import own_words, sentences, texts_with
from policykit.readiness.statements import quotations
from policykit.readiness.statuses import with_status
from policykit.rules import Found, ProductView, Words, text_rule
from policykit.rules.lib.each_text import first_found, first_of_each
from policykit.rules.lib.names import services_of
from policykit.rules.lib.quotations import quoted

# "All" is an absolute if it is about people or events at large; "all singers of one choir" is limited. Senders may say what
# their own email is, what their own log contains, or that they never sell an address. German "alle" mostly means "every".
_NOUN = "recipients|users|customers|subscribers|addresses|bounces|complaints"
_OWN_DOING = (
    "send(?:s|ing)?|buys?|rents?|sells?|shares?|purchases?|scrapes?|harvests?|bought|rented|sold|shared|purchased|scraped"
)
ABSOLUTE = re.compile(
    rf"(?<!not )(?<!almost )(?<!nearly )(?<!logs )(?<!log )\ball (?:of )?(?:the |our |its )?(?:\w+ )?(?:{_NOUN})\b"
    r"(?! (?:who|that|of|with|in|from|on)\b)(?! are (?:\w+ )?logged\b)"
    rf"|(?<!not )\balways\b|\bnever\b(?! (?:{_OWN_DOING})\b)"
    r"|(?<![\d.,])100 ?%|\bfully\b(?! (?:compliant|qualified))"
    r"|(?<!nicht )\b(?:immer|stets|ausnahmslos)\b|\b(?:niemals|nie)\b(?! zuvor)|\bsämtliche\b|\bvollständig\b",
    re.I,
)
# An exception limits it; in German, "never" is separate from the sender's own action.
SCOPE = re.compile(
    r"\b(?:except|unless|other than|apart from|but|außer|ausser|ausgenommen|es sei denn|bis auf)\b"
    r"|\b(?:nie|niemals)\b.*(?:send|schick|kauf|miet|weiter)|(?:senden|schicken|kaufen|mieten|geben)\b.*\b(?:nie|niemals)\b",
    re.I,
)
# What a sender never does has its own field; the steps of a checklist claim nothing. AWS asks where all addresses come from and
# how they are confirmed, so only an opt-in of everybody is a claim there.
NOT_CLAIMS = ("lists.never[", "checklist[")
ASKED = ("lists.sources[", "lists.confirmation")
OPT_IN = re.compile(r"\bopt(?:s|ed)? in\b", re.I)


@text_rule(
    "note",
    covers=["TXT-04"],
    severity_because="AWS does not ask about the word; it only makes a true sentence easy to disprove.",
    signs="all always never 100 fully immer stets ausnahmslos niemals nie sämtliche vollständig",
)
def absolute_claim(words: Words) -> Iterator[Found]:
    """A text makes an absolute claim with "all", "always" or "never".

    One exception makes the sentence false, and a reviewer may find it in your own samples.

    Fix: Say for whom and for which emails it is true, or name the exception.

    Wrong:
        purpose: [All recipients opted in to this email.]
        ---
        content: [{text: A code never arrives twice.}]
        ---
        sending: [{text: {en: A worker sends the email., de: Die E-Mails kommen immer an.}}]
        ---
        security: [{text: The email is 100% secure and fully encrypted.}]
    Right:
        purpose: [Singers who ask for a code get this email.]
        ---
        content: [{text: Each invitation names the choir that sends it.}]
    Silent:
        lists: {never: [Addresses are never bought.]}
        ---
        lists: {sources: [All recipients register on our website.], confirmation: All users confirm their address (opt-in).}
        ---
        commitments: [We investigate any deliverability issues.]
        ---
        purpose: [The plan of a day goes to all singers of one choir; a singer can leave it at any time.]
        ---
        purpose: [Not all recipients get the newsletter. Almost all users read it. All email is transactional.]
        ---
        content: [{text: {en: All recipients except leaders get a link.,
          de: Alle Personen außer der Leitung bekommen einen Link.}}]
        ---
        commitments: [We never sell an address.]
        ---
        checklist: [{list: send-reply, text: Always read the reply once more.}]
        ---
        handling:
          bounce_hard: {action: "The worker logs all bounces. It suppresses the address."}
          complaint: {action: "All complaints are logged. The worker suppresses the address."}
        ---
        laws: [{claim: We are fully compliant with all applicable laws.}]
        ---
        security: [{text: {en: 'The log names "always" as a value.', de: Es nennt nie zuvor gesehene Werte nicht immer.}}]
    """
    if words.path.startswith(NOT_CLAIMS) or not ABSOLUTE.search(words.text):
        return
    if words.path.startswith(ASKED) and not OPT_IN.search(words.text):
        return
    found = [
        match[0]
        for sentence in sentences(own_words(words.text))
        if not SCOPE.search(sentence)
        for match in ABSOLUTE.finditer(sentence)
    ]
    if found:
        yield Found(words.path, "A single exception makes {words} false.", words=quoted(found))


@absolute_claim.in_product
def _absolute_claim_in_product(product: ProductView) -> Iterator[Found]:
    # Each text once, however many streams have it.
    texts: dict[str, Words] = {}
    for words in texts_with(product, absolute_claim.signs or ()):
        texts.setdefault(words.text, words)
    yield from first_of_each(texts.values(), absolute_claim.find)


BOAST = re.compile(
    r"\b(?:extensive|vast|deep|proven|long-standing|many years of) experience (?:with|in|of)\b|\bproven track record\b"
    r"|\bsuccessfully (?:operated|run|managed)\b|\b(?:thoroughly|extensively|rigorously) tested\b"
    r"|\b(?:industry-leading|world-class|best-in-class|state-of-the-art|battle-tested|enterprise-grade)\b"
    r"|\b(?:umfangreiche|umfassende|langjährige) Erfahrung\w* (?:mit|in|im)\b|\b(?:ausgiebig|gründlich|umfassend) getestet\b"
    r"|\berfolgreich betrieben\b|\bbranchenführend\w*",
    re.I,
)


@text_rule(
    "note",
    covers=["TXT-13"],
    signs=(
        "experience track successfully tested leading class breed state battle enterprise best world industry "
        "erfahrung getestet betrieben branchenführend"
    ),
)
def boast_without_evidence(words: Words) -> Iterator[Found]:
    """A text praises itself and gives no evidence.

    "Thoroughly tested" gives a reviewer nothing to rely on. "Tested with the mailbox simulator on November 18" does.

    Fix: Delete it, or say when and how you tested it and with what result.

    Wrong:
        handling: {bounce_soft: {action: The handler was thoroughly tested.}}
        ---
        purpose: [Our team has extensive experience with email.]
        ---
        purpose: [{en: We send email., de: Unser Team hat langjährige Erfahrung mit E-Mails.}]
        ---
        statements: [{about: sending, says: We have thoroughly tested our email infrastructure., line: 120}]
    Right:
        handling: {bounce_soft: {action: "The handler was tested with the mailbox simulator on 2026-11-18."}}
        ---
        handling: {bounce_soft: {action: The handler was thoroughly tested., evidence: simulator run of 2026-11-18}}
    Silent:
        purpose: [The email was successfully sent or it is repeated; singers share their experience with new songs.]
        ---
        audience: {who: singers with extensive repertoire and years of stage experience}
    """
    for match in BOAST.finditer(own_words(words.text)):
        yield Found(words.path, "No evidence supports {words}.", words=quoted([match[0]]))


@boast_without_evidence.in_product
def _boast_without_evidence_in_product(product: ProductView) -> Iterator[Found]:
    proven = {path for path, record in with_status(product) if getattr(record, "evidence", None)}
    found = [item for item in boast_without_evidence.in_texts(product) if item.path.rpartition(".")[0] not in proven]
    yield from found or first_found(boast_without_evidence, quotations(product, ""))


TERMS = re.compile(r"\bSES terms of (?:service|use)\b|\bterms of service of (?:AWS |Amazon )?SES\b", re.I)
FIREHOSE = re.compile(r"\bKinesis (?:Data )?Firehose\b", re.I)
PROBATION = re.compile(r"\b(?:account|sending)\b.* on probation\b|\bprobation (?:of|by) (?:Amazon|AWS|SES)\b", re.I)
ANY = re.compile(r"terms of|firehose|probation", re.I)


@text_rule("note", covers=["TXT-09"], sources=["AWS-18", "AWS-19"], signs="terms firehose probation")
def outdated_term(words: Words) -> Iterator[Found]:
    """A text uses a name that AWS no longer uses or never used.

    A wrong name looks copied from an old template. Kinesis Firehose became Amazon Data Firehose in 2024. SES has no terms of
    service of its own.

    Fix: Use the name that AWS uses today.

    Wrong:
        commitments: [We follow the SES Terms of Service.]
        ---
        infrastructure: {archive: {service: Amazon Kinesis Firehose}}
        ---
        purpose: [The account was put on probation in May.]
    Right:
        commitments: [We follow the AWS Acceptable Use Policy and the AWS Service Terms.]
        ---
        infrastructure: {archive: {service: Amazon Data Firehose}}
    Silent:
        audience: {who: employees who are on probation at their new company}
        ---
        infrastructure: {stream: {service: Amazon Kinesis Data Streams,
          role: A webhook of our shop calls it; SNS is not involved.}}
        ---
        lists: {confirmation: Singers accept the terms of service of Lantern.}
        ---
        handling: {bounce_hard: {mechanism: An SNS topic calls an HTTPS endpoint for each permanent bounce.}}
    """
    if not ANY.search(words.text):
        return
    if match := TERMS.search(words.text):
        yield Found(
            words.path,
            'SES has no terms of service of its own: "{name}".',
            "Write AWS Acceptable Use Policy and AWS Service Terms.",
            name=match[0],
        )
    if match := FIREHOSE.search(words.text):
        yield Found(words.path, '"{name}" has a new name.', "Write Amazon Data Firehose.", name=match[0])
    if match := PROBATION.search(words.text):
        yield Found(words.path, 'AWS calls this "under review": "{name}".', "Write under review.", name=match[0])


@outdated_term.in_product
def _outdated_term_in_product(product: ProductView) -> Iterator[Found]:
    # Each term once.
    names = (found for path, name in services_of(product) for found in outdated_term(Words(path, "", name)))
    terms: dict[str, Found] = {}
    for found in (*outdated_term.in_texts(product), *names):
        terms.setdefault(str(found.values["name"]).lower(), found)
    yield from terms.values()


# A period in the same sentence answers how soon and how often; nothing answers the other words.
PERIOD = re.compile(
    r"\d+\s?(?:seconds?|minutes?|hours?|days?|weeks?|months?|times|Sekunden?|Minuten?|Stunden?|Tage\w*|Wochen?|Monate\w*|mal)\b"
    r"|\b(?:hourly|daily|weekly|monthly|quarterly|yearly|(?:every|each|once an?|once per|within an?|within one)"
    r" (?:\w+ )?(?:minute|hour|day|week|month|quarter|year|\w+day)"
    r"|stündlich|täglich|wöchentlich|monatlich|jährlich|jede[nrs]? (?:Minute|Stunde|Tag|Woche|Monat|Werktag|\w+tag))\b",
    re.I,
)
VAGUE = re.compile(
    r"(?<![\w-])(?:"
    r"(?P<period>promptly|regularly|regular(?= (?:\w+ )?(?:audit|review|check|backup|update|report)s?)|periodically"
    r"|in a timely manner|zeitnah\w*|umgehend\w*|regelmä(?:ß|ss)ig\w*)"
    r"|(?<!customize )(?<!adapt )(?<!adjust )as needed|appropriate(?:ly)?|robust\w*|best practices?"
    r"|high(?:est)? (?:\w+ )?standards|extremely rare|negligible"
    r"|minimal(?! (?:permissions?|privileges?|example))|seamless(?:ly)?|graceful(?:ly)?"
    r"|angemessen\w*|bei Bedarf|vernachlässigbar\w*|nahtlos\w*)(?![\w-])",
    re.I,
)


@text_rule(
    "note",
    covers=["TXT-03"],
    severity_because="AWS seldom asks about a single word; rules on each question report the number that is missing.",
    signs=(
        "promptly regularly periodically timely zeitnah umgehend regelmäßig needed appropriate robust best "
        "standards extremely negligible minimal seamless graceful angemessen bedarf vernachlässigbar nahtlos"
    ),
)
def vague_word(words: Words) -> Iterator[Found]:
    """A text uses a word that nobody can check.

    "Promptly", "regularly" and "robust" raise the questions how soon, how often and against what. A number with its unit, and
    the role in charge, answers them.

    Fix: Give a number with its unit and say who is responsible, or delete the word.

    Wrong:
        handling: {monitoring: {action: The team looks at the rates regularly.}}
        ---
        purpose: [Complaint rates are negligible.]
        ---
        sending: [{text: {en: A worker sends the email., de: Fehler werden zeitnah und angemessen behandelt.}}]
    Right:
        handling: {monitoring: {action: The technical lead looks at the rates every Monday.}}
    Silent:
        handling: {monitoring: {action: "The team looks at the rates regularly, every 7 days."}}
        ---
        handling: {complaint: {latency: {en: "Promptly, within 5 minutes.", de: "Umgehend, innerhalb von 5 Minuten."}}}
        ---
        checklist: [{list: recurring, text: Look at the rates regularly.}]
        ---
        purpose: [Our page on "Best practices" offers age-appropriate songs to regular singers; an inappropriate one is
          removed.]
        ---
        security: [{text: {en: Roles have the least privilege.,
          de: Die Rolle hat nur die nötigen Rechte; die Regel ist knapp.}}]
    """
    if words.path.startswith("checklist[") or not VAGUE.search(words.text):
        return
    found: list[str] = []
    for sentence in sentences(own_words(words.text)):
        has_period = PERIOD.search(sentence)
        found += [match[0] for match in VAGUE.finditer(sentence) if not (match["period"] and has_period)]
    if found:
        yield Found(words.path, "AWS cannot check {words}.", words=quoted(found))
