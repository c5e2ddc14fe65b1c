"""Carries each sentence to the field of AWS's question that it speaks of, in its own words.

A sentence's words decide; where they name no question, the heading does, read with the patterns that recognize AWS's own
questions (`signs` in data/questions.yml). Its grammar gives the status: claimed, planned, or denied.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from policykit.readiness.sentences import denies_verb

from .draft import Draft, Found, Item, Known, Place, Sentence, Taken, number, place_of
from .stance import Stance
from .words import words

_BOUGHT = words(
    "(purchas*|buy*|bought|rent*|scrap*|harvest*|third party|gekauft*) ... (list*|address*|contact*|email*)",
    "list* ... (bought|purchas*|rented)",
)
_NEVER = words("marketing, promotional, unsolicited, bulk, newsletter*, spam, cold, advertis*")
_TOPICS = (
    ("commitments", words(
        "acceptable use, service terms, (we|I) commit, (we are|we're|I am|I'm) committed, maintain* ... (rate*|reputation)",
        "(we will|we'll|I will|I'll|we understand|I understand|we agree) ... (best practices|polic*|terms|reputation)")),
    ("justification.sandbox_limits", words("cannot send, can't send, can only send, sandbox ... (limit*|restrict*)")),
    ("handling.bounce_hard", re.compile(
        r"\bhard\b.{0,20}\bbounc|(?<!soft )(?<!soft-)(?<!as )\bbounc(?!e?[ -]?(?:(?:and|/|or) ?complaint )?rate)\w*"
        r"|\bundeliver\w*|\bunzustellbar", re.I)),
    ("handling.bounce_soft", words("soft bounc*, transient, temporar* bounc*, backoff")),
    ("handling.complaint", re.compile(
        r"\b(?:complain(?!t?s?[ -]?rate)\w*|spam (?:report|button)\w*|(?:mark|report)\w*\b.{0,25}\bspam"
        r"|beschwerde(?!rate)\w*)", re.I)),
    ("handling.unsubscribe", words(
        "unsubscri*, (opt|opts|opted|opting) out, removal request*, delete their account*",
        "(email|notification) (preferences|settings)")),
    ("handling.suppression", words("suppress*, block list*, blocklist*, do-not-(send|email), sperrliste*")),
    ("handling.monitoring", words(
        "monitor*, rate* ... (review*|watch*|track*|check*), (check*|track*) ... rate*, cloudwatch, (alarm*|alert*) for",
        "dashboard*, reputation metrics, überwach*")),
    ("handling.abuse_limit", words("rate limit*, throttl*, captcha, prevent* abuse")),
    ("handling.reply_handling", words("repl* ... (monitored|read|inbox|answered|mailbox)")),
    ("lists.never", _BOUGHT),
    ("lists.none_because", re.compile(
        r"\b(?:no|not|don['’]t|never)\b.{0,40}\b(?:mailing |recipient |marketing |email )?lists?\b(?!.{0,20}\bof\b)", re.I)),
    ("lists.double_opt_in", words("double opt in, confirmed opt in")),
    ("lists.confirmation", re.compile(
        r"\b(?:verif(?:y|ies|ied|ying)|confirm(?:s|ed|ing)?)\b.{0,30}\b(?:e-?mail|address)"
        r"(?! (?:codes?|links?|messages?|e-?mails?))|\be-?mail (?:address )?verification\b(?! (?:e-?mail|code|link"
        r"|message)s?)", re.I)),
    ("lists.hygiene", words("clean*, hygiene, stale, inactive")),
    ("lists.stored_where", words(
        "(address*|list*|email*|contact*|subscriber*|recipient*) ... stored, database, dynamodb",
        "postgres*, mysql, mongodb, firestore")),
    ("lists.sources", words(
        "(opt|opts|opted|opting) in, (sign|signs|signed) up, registered, registers, registration (form|page), collect*",
        "consent*, (subscribe|subscribes|subscribed), (provide*|enter*) their ... email, creat* an account",
        "requested (it|them), explicitly (register*|request*|vot*|enter*)")),
    ("security", words(
        "iam, mfa enabled, secrets manager, least privilege, credentials, api keys, access control*, security audit*")),
    ("data.measures", words("encrypt*, tls, personal data, pii, retention, data protection, privacy")),
    ("laws", words("CAN-SPAM, CANSPAM, GDPR, CCPA, CASL, PECR")),
    ("content", words(
        "(every email|each email|all emails|our emails) ... (contain*|include*|footer|identif*|personali*|clear*|relevant)",
        "(physical|mailing) address, subject line*, (promotional|educational) content, sender identification, plain text, html",
        "anti spam law*")),
    ("sending", words("sendrawemail, smtp, sdk, programmatically, (via|through|using|use) ... SES, lambda, queue*, cognito")),
    ("volume.pattern", words("event driven, triggered by, user initiated, spread, spike*, gradual*")),
    ("purpose", re.compile(
        r"^(?:we|i)\b.{0,40}\b(?:send|use|need|plan|intend|want|would like|operate|run|build|building|provide|offer|help"
        r"|enable)\b|\bour (?:platform|app\w*|service|product|company|website)\b.{0,80}\b(?:lets?|allows?|helps?|provides?"
        r"|is|sends?|automates?)\b", re.I)),
)  # fmt: skip
"""Field -> the words of its sentences; the first that matches decides, except that one sentence may handle several events."""
_EVENTS = ("handling.bounce_hard", "handling.bounce_soft", "handling.complaint", "handling.unsubscribe")
_OF_QUESTION = {
    "bounces": "handling.bounce_hard", "complaints": "handling.complaint", "unsubscribes": "handling.unsubscribe",
    "lists": "lists.sources", "purpose": "purpose", "stream": "purpose", "frequency": "volume.pattern", "compliance": "content",
    "examples": "content", "identity": "security",
}  # fmt: skip
"""Question of questions.yml -> the field of a sentence below it whose own words name none."""
_OF_HEADING = (
    ("purpose", words("purpose, use case, about, overview")),
    ("justification.reasons", words("why, justification, business need")),
    ("justification.sandbox_limits", words("sandbox limit*, impact")),
    ("commitments", words("commit*")),
    ("security", words("security, authentication")),
    ("data.measures", words("data protection, privacy")),
    ("content", words("content, quality")),
    ("audience.who", words("audience, recipient profile, who receives")),
    ("sending", words("technical, infrastructure, architecture, sending method, procedures")),
)
_CLAIMS = ("lists.hygiene", "security", "data.measures", "content", "sending")
"""Fields of texts with a status each."""
_SINGLE = (
    "lists.none_because",
    "lists.double_opt_in",
    "lists.confirmation",
    "lists.stored_where",
    "volume.pattern",
    "audience.who",
)
"""Fields of one text."""
_PROMISES = ("commitments", "purpose", "justification.reasons", "audience.who")
"""Fields in which a plan is no weaker than a claim."""
_CHANNEL = words(
    "SNS, SQS, webhook*, notification*, feedback, event destination*, configuration set*, topic*, via, through, kinesis",
)
_REPORTS = words("SNS, notif*, webhook*")
_ACTION = words(
    "remov*, suppress*, add, adds, added, mark*, stop*, delet*, flag*, block*, exclud*, disabl*, deactivat*, unsubscrib*",
    "honor*, investigat*, retr*, never, no longer, immediately",
)
_DOES = words(
    "log, logs, logged, process*, handl*, receive*, automat*, alert*, manual*, review*, update, updates, updated, offer*",
    "include*, link*, click*",
)
_ABSENT = re.compile(
    r"\bnot (?:have|yet|handle|process|monitor|track|configured|implemented|set up|in place|available)\b|\b(?:have|has) no\b"
    r"|n['’]t (?:have|handle)\b|\bnoch (?:nicht|kein)|\bno (?:bounce|complaint|unsubscribe|suppression|monitoring)\b", re.I
)  # fmt: skip
_UNUSED = words(
    "SPF, DKIM, DMARC, MX, MAIL FROM, thank you, thanks, please, let me know, happy to, look forward, below is, find all",
    "attached, here's the, as requested, sincerely, regards, vielen dank, mit freundlichen, I am writing",
)
"""Courtesies, and records, which `identities` takes or leaves to a person."""
_SPOKEN = words(
    "we, our, I, my, is, are, was, were, has, have, will, do, does, can, user*, only, every, each, all, wir, ist, sind, werden",
)
_STATED = (Stance.CLAIM, Stance.PLAN, Stance.DENIAL, Stance.CONDITION, Stance.PARTLY)
_REFUSED = (Stance.GAP, Stance.INSTRUCTION, Stance.QUESTION, Stance.OPEN, Stance.OTHERS)


def find(draft: Draft, known: Known) -> Iterator[Found]:
    """Each sentence in the field of its question."""
    fields: dict[str, list[Sentence]] = defaultdict(list)
    seen: set[str] = set()
    for sentence in draft.sentences:
        key = re.sub(r"\W+", " ", sentence.text.lower()).strip()
        is_unused = (
            sentence.text.endswith(":") or _UNUSED.search(sentence.text) or sentence.label.lower() in ("subject", "betreff")
        )
        if len(key.split()) < 2 or key in seen or is_unused:
            continue
        seen.add(key)
        found = [] if sentence.stance in _REFUSED else _fields_of(sentence, known)
        for field in found:
            fields[field].append(sentence)
        is_said = _SPOKEN.search(sentence.text) and len(key.split()) > 3 and sentence.stance in (*_STATED, Stance.GAP)
        if not found and is_said:
            is_gap = sentence.stance is Stance.GAP
            yield sentence.left("", "" if is_gap else "no field for this sentence was recognized")
    for field, said in fields.items():
        yield from (_mechanism if field.startswith("handling.") else _listed)(field, said, draft.language)


def _fields_of(sentence: Sentence, known: Known) -> list[str]:
    """The fields of a sentence: several of `handling` at once, else one; by its words, then by the lines above it."""
    text = sentence.text
    named = _named(text)
    if sentence.stance is Stance.DENIAL and (_BOUGHT.search(text) or (_NEVER.search(text) and not _is_handling(named))):
        return ["lists.never"]
    if named and not (named == ["sending"] and sentence.above and _is_handling(_named(sentence.above[0]))):
        return named
    for line in (sentence.label, *sentence.above) if sentence.kind == "item" or _SPOKEN.search(text) else ():
        normal = re.sub(r"[^a-z0-9.%]+", " ", re.sub(r"\be-?mail", "email", line.lower()))
        asked = [
            field
            for question, field in _OF_QUESTION.items()
            if any(re.search(sign, normal) for sign in known.signs.get(question, ()))
        ]
        fields = named_above if _is_handling(named_above := _named(line)) else asked[:3]
        fields = fields or [field for field, pattern in _OF_HEADING if len(line.split()) <= 8 and pattern.search(line)][:1]
        # A label names a subject of its own, which a heading about several things does not decide; and where nothing is done
        # about bounces or complaints, the heading alone does not say that it is.
        is_done = any(pattern.search(text) for pattern in (_ACTION, _CHANNEL, _DOES))
        if fields and (is_done or not _is_handling(fields)) and (len(fields) == 1 or not sentence.is_labeled):
            return fields
    return named


def _named(text: str) -> list[str]:
    """The field that a text names; what is done about several events is in the field of each, and not also of suppression."""
    found = [(field, match.start()) for field, pattern in _TOPICS if (match := pattern.search(text))]
    handled = dict(pair for pair in found if pair[0].startswith("handling."))
    if not found or found[0][0] not in handled:
        return [field for field, _ in found[:1]]
    if "handling.monitoring" in handled and re.search(r"\b(?:rates?|alarms?|alerts?)\b", text, re.I):
        return ["handling.monitoring"]
    first = min(handled, key=lambda field: handled[field])
    if first in ("handling.suppression", "handling.abuse_limit"):
        return [first]
    return [field for field in handled if field in _EVENTS] or list(handled)


def _is_handling(fields: list[str]) -> bool:
    return bool(fields) and fields[0].startswith("handling.")


def _text(sentence: Sentence) -> str:
    """A sentence in its own words: with its label, unless what follows the label is a sentence by itself."""
    is_whole = len(sentence.value.split()) > 3 and re.search(r"\b(?:we|our|i|users|all)\b", sentence.value, re.I)
    text = (sentence.value if is_whole else sentence.text).strip()
    return text if text.endswith((".", "!", "?", "…")) else f"{text.rstrip(',;:')}."


def _status(sentence: Sentence) -> str:
    """The status that the grammar gives: `planned` for a plan, `none` where the thing itself is denied, else `implemented`."""
    if sentence.stance in (Stance.PLAN, Stance.PARTLY) or re.search(r"\b(?:will|planned)\b|['’]ll\b", sentence.text, re.I):
        return "planned"
    is_absent = any(_ABSENT.search(line) for line in (sentence.text, *sentence.above[:1]))
    return "none" if sentence.stance is Stance.DENIAL and is_absent else "implemented"


def _mechanism(field: str, said: list[Sentence], language: str) -> Iterator[Found]:
    """How an event is handled: what is in place says how it is noticed and what happens, what is planned stays a plan."""
    first = min(said, key=lambda sentence: ("implemented", "planned", "none").index(_status(sentence)))
    yield first.took(f"{field}.status", _status(first))
    parts: dict[str, list[Sentence]] = defaultdict(list)
    for sentence in said:
        text, status = sentence.text, _status(sentence)
        is_noticed = _CHANNEL.search(text) and (_REPORTS.search(text) or not _ACTION.search(text))
        is_mechanism = field != "handling.unsubscribe" and (is_noticed or field == "handling.monitoring")
        if status == "none" or language != "en":
            why = "it says that this does not exist" if status == "none" else "the field needs an English text"
            yield sentence.left(f"{field}.action", why)
        else:
            parts["planned" if status == "planned" else "mechanism" if is_mechanism else "action"].append(sentence)
    for part, sentences in parts.items():
        yield _joined(place_of(field, part), sentences)


def _listed(field: str, said: list[Sentence], language: str) -> Iterator[Found]:
    """The sentences of any other field: one text, texts, or claims with their status."""
    place, about = place_of(field), field if field in _SINGLE else f"{field}[]"
    kept = []
    for sentence in said:
        text, status, is_denial = _text(sentence), _status(sentence), sentence.stance is Stance.DENIAL
        element: Place = (*place, Item(text))
        if field == "lists.never" and is_denial and _BOUGHT.search(text):
            yield sentence.took("lists.purchased", number("false"))
        if field in ("lists.never", "lists.none_because") and not (is_denial or denies_verb(text)):
            yield sentence.left(about, "it is unclear whether this is denied")
        elif language != "en":
            yield sentence.left(about, "the field needs an English text")
        elif status == "planned" and field not in (*_PROMISES, *_CLAIMS):
            yield sentence.left(about, Stance.PLAN.value)
        elif field == "laws":
            for name in dict.fromkeys(re.findall(r"\b(?:CAN-?SPAM|GDPR|CCPA|CASL|PECR)\b", text, re.I)):
                yield sentence.took(("laws", Item(name.upper()), "name"), name)
                yield sentence.took(("laws", Item(name.upper()), "claim"), text, whole=True)
        elif field in _SINGLE:
            kept.append(sentence)
        elif field in _CLAIMS:
            yield sentence.took((*element, "status"), status)
            yield sentence.took((*element, "text"), text, whole=True)
        else:
            yield sentence.took(element, text, whole=True)
    if kept:
        yield _joined(place, kept)


def _joined(place: Place, sentences: list[Sentence]) -> Taken:
    """One text of several sentences; all their lines are cited."""
    lines = dict.fromkeys(line for sentence in sentences for line in sentence.lines)
    return Taken(place, " ".join(map(_text, sentences)), sentences[0].line, also=tuple(lines)[1:])
