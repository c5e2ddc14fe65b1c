"""Carries each sentence to the field of AWS's question that it speaks of, in its own words.

A sentence's words decide; where they name no question, the heading does, read with the patterns that recognize AWS's own
questions (`signs` in data/questions.yml). Its grammar gives the status: claimed, planned, or denied.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from policykit.readiness.sentences import denies_verb

from .draft import Draft, Sentence
from .found import Found, Item, Known, Place, Taken, number
from .stance import Stance
from .words import words

_EVENTS = {
    "bounce_hard": re.compile(
        r"\bhard\b.{0,20}\bbounc|(?<!soft )(?<!soft-)(?<!as )\bbounc(?!e?[ -]?(?:(?:and|/|or) ?complaint )?rate)\w*"
        r"|\bundeliver\w*|\bunzustellbar", re.I
    ),
    "bounce_soft": words("soft bounc*, transient, temporar* ... fail*, temporar* bounc*, retry, retries, retried, backoff"),
    "complaint": re.compile(r"\b(?:complain(?!t?s?[ -]?rate)\w*|spam (?:report|button)\w*|(?:mark"
                            r"|report)\w*\b.{0,25}\bspam|beschwerde(?!rate)\w*)", re.I),
    "unsubscribe": words(
        "unsubscri*, opt out*, opts out, opted out, opting out, removal request*, delete their account*, email preferences",
        "notification preferences, notification settings, email settings, abmeld*",
    ),
}  # fmt: skip
_OTHER_HANDLING = {
    "suppression": words("suppress*, block list*, blocklist*, do-not-send, do-not-email, sperrliste*, unterdrückung*"),
    "monitoring": words(
        "monitor*, rate* ... review*, rate* ... watch*, rate* ... track*, rate* ... check*, check* ... rate*, "
        "track* ... rate*, cloudwatch",
        "alarm* for, alarm* on, alert* for, alerts on, alerts if, alerts when, dashboard*, reputation metrics, überwach*",
    ),
    "abuse_limit": words("rate limit*, throttl*, captcha, prevent* abuse, missbrauch*"),
    "reply_handling": words("repl* ... monitored, repl* ... read, repl* ... inbox, repl* ... answered, repl* ... mailbox"),
}
_SOFT = words("soft, transient, temporar*")
_RATES = words("rate, rates, alarm*, alert*")
_CHANNEL = words(
    "SNS, SQS, webhook*, EventBridge, notification*, feedback, event destination*, configuration set*, topic*, via, "
    "through, kinesis"
)
_REPORTS = words("SNS, notif*, webhook*")
_ACTION = words(
    "remov*, suppress*, add, adds, added, mark*, stop*, delet*, flag*, block*, exclud*, disabl*, deactivat*, "
    "unsubscrib*, honor*",
    "investigat*, retr*, never, no longer, immediately",
)
_DOES = words(
    "log, logs, logged, process*, handl*, receive, received, receives, automat*, alert*, manual*, review*, update, updates",
    "updated, offer*, include, includes, included, link*, click*",
)
_ABSENT = words(
    "not have, not yet, not handle, not process, not monitor, not track, not configured, not implemented, not set up, "
    "not in place",
    "not available, have no, has no, don't have, doesn't have, don't handle, noch nicht, noch kein*, no bounce, no complaint",
    "no unsubscribe, no suppression, no monitoring",
)
_BOUGHT = words(
    *(f"{verb} ... {thing}" for verb in ("purchas*", "buy*", "bought", "rent*", "scrap*", "harvest*", "third party", "gekauft*")
      for thing in ("list*", "address*", "contact*", "email*")), "list* ... bought, list* ... purchas*, list* ... rented"
)  # fmt: skip
_NEVER = words("marketing, promotional, unsolicited, bulk, newsletter*, spam, cold, advertis*")
_FIRST = (
    ("commitments", words(
        "acceptable use, service terms, we commit, we are committed, we're committed, I commit, I am committed, I'm committed",
        "maintain* ... rate*, maintain* ... reputation",
        *(f"{who} ... {what}" for who in ("we will", "we'll", "I will", "I'll", "we understand", "I understand", "we agree")
          for what in ("best practices", "polic*", "terms", "reputation")))),
    ("justification.sandbox_limits", words("cannot send, can't send, can only send, sandbox ... prevent*, "
                                           "sandbox ... limit*, sandbox ... restrict*")),
)  # fmt: skip
_FIELDS = (
    ("lists.never", _BOUGHT),
    ("lists.none_because", re.compile(r"\b(?:no|not|don['’]t|never)\b.{0,40}\b(?:mailing |recipient |marketing "
                                      r"|email )?lists?\b(?!.{0,20}\bof\b)", re.I)),
    ("lists.double_opt_in", words("double opt in, confirmed opt in")),
    ("lists.confirmation", re.compile(
        r"\b(?:verif(?:y|ies|ied|ying)|confirm(?:s|ed|ing)?)\b.{0,30}\b(?:e-?mail|address)"
        r"(?! (?:codes?|links?|messages?|e-?mails?))"
        r"|\be-?mail (?:address )?verification\b(?! (?:e-?mail|code|link|message)s?)", re.I)),
    ("lists.hygiene", words("clean*, hygiene, prun*, stale, inactive")),
    ("lists.stored_where", words("address* ... stored, list* ... stored, email* ... stored, contact* ... stored, "
                                 "subscriber* ... stored, recipient* ... stored",
 "database, dynamodb, postgres*, mysql, mongodb, firestore")),
    ("lists.sources", words(
        "opt in, opts in, opted in, opting in, sign up, signs up, signed up, signing up, registered, registers, "
        "registration form",
        "registration page, collect*, subscribe, subscribes, subscribed, consent*, provide* their ... email, "
        "enter* their ... email",
        "creat* an account, explicitly register*, explicitly request*, explicitly vot*, explicitly enter*, "
        "requested it, requested them")),
    ("security", words("iam, mfa enabled, mfa on, mfa for, secrets manager, least privilege, credentials, api keys, "
                       "access control*, security audit*")),
    ("data.measures", words("encrypt*, tls, personal data, pii, retention, data protection, privacy")),
    ("laws", words("CAN-SPAM, CANSPAM, GDPR, CCPA, CASL, PECR, DSGVO, anti spam law*, anti spam legislation")),
    ("content", words(
        *(f"{which} ... {what}" for which in ("every email", "each email", "all emails", "our emails", "every message")
          for what in ("contain*", "include*", "footer", "identif*", "personali*", "relevant", "clear*")),
        "physical address, mailing address, subject line*, promotional content, educational content, "
        "sender identification, plain text, html")),
    ("sending", words("sendemail, sendrawemail, smtp, sdk, programmatically, via ... SES, through ... SES, "
                      "using ... SES, use ... SES, lambda, queue*, cognito")),
    ("volume.pattern", words("event driven, triggered by, user initiated, user triggered, spread, spike*, gradual*")),
    ("purpose", re.compile(
        r"^(?:we|i)\b.{0,40}\b(?:send|use|need|plan|intend|want|would like|operate|run|build|building|provide|offer|help"
        r"|enable)\b"
        r"|\bour (?:platform|app\w*|service|product|company|website)\b.{0,80}\b(?:lets?|allows?|helps?|provides?|is"
        r"|sends?|automates?)\b", re.I)),
)  # fmt: skip
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
    ("audience.who", words("audience, recipient profile, who are, who receives")),
    ("sending", words("technical, infrastructure, architecture, sending method, procedures")),
)
_CLAIMS = ("lists.hygiene", "security", "data.measures", "content", "sending")
_SINGLE = (
    "lists.none_because",
    "lists.double_opt_in",
    "lists.confirmation",
    "lists.stored_where",
    "volume.pattern",
    "audience.who",
)
_PROMISES = ("commitments", "purpose", "justification.reasons", "audience.who")
"""Fields in which a plan is no weaker than a claim."""
_UNUSED = words(
    "SPF, DKIM, DMARC, MX, MAIL FROM",
    "thank you, thanks, please, let me know, let us know, happy to, looking forward, look forward, hope this, below is, "
    "find all, find below",
    "attached, here is the, here's the, as requested, sincerely, regards, vielen dank, mit freundlichen, I am writing, "
    "we are writing",
)
"""Courtesies, and records, which `identities` takes or leaves to a person."""
_SPOKEN = words(
    "we, our, I, my, is, are, was, were, has, have, will, do, does, can, user*, only, every, each, all, wir, unsere*, "
    "ist, sind, wird, werden"
)
_STATED = (Stance.CLAIM, Stance.PLAN, Stance.DENIAL, Stance.CONDITION, Stance.PARTLY)
_REFUSED = (Stance.GAP, Stance.INSTRUCTION, Stance.QUESTION, Stance.OPEN, Stance.OTHERS)


@dataclass(frozen=True)
class _Said:
    """A sentence that a field gets."""

    sentence: Sentence
    text: str
    status: str


def find(draft: Draft, known: Known) -> Iterator[Found]:
    """Each sentence in the field of its question."""
    fields: dict[str, list[_Said]] = defaultdict(list)
    seen: set[str] = set()
    for sentence in draft.sentences:
        key = re.sub(r"\W+", " ", sentence.text.lower()).strip()
        if len(key.split()) < 2 or key in seen or sentence.text.endswith(":") or _UNUSED.search(sentence.text):
            continue
        seen.add(key)
        found = [] if sentence.stance in _REFUSED else fields_of(sentence, known)
        is_said = _SPOKEN.search(sentence.text) and len(key.split()) > 3 and sentence.stance in (*_STATED, Stance.GAP)
        if not found and is_said:
            yield sentence.left(
                "", sentence.stance.value if sentence.stance is Stance.GAP else "no field for this sentence was recognized"
            )
        for field in found:
            fields[field].append(_Said(sentence, _text(sentence), _status(sentence)))
    for field, said in fields.items():
        yield from (_mechanism if field.startswith("handling.") else _listed)(field, said, draft.language)


def fields_of(sentence: Sentence, known: Known) -> list[str]:
    """The fields of a sentence: several of `handling` at once, else one; by its words, then by the lines above it."""
    text = sentence.text
    handled = _handled(text)
    if sentence.stance is Stance.DENIAL and (_BOUGHT.search(text) or (_NEVER.search(text) and not handled)):
        return ["lists.never"]
    if first := next((field for field, pattern in _FIRST if pattern.search(text)), ""):
        return [first]
    if handled:
        return handled
    field = next((field for field, pattern in _FIELDS if pattern.search(text)), "")
    if field and not (field == "sending" and sentence.above and _handled(sentence.above[0])):
        return [field]
    for line in (sentence.label, *sentence.above) if sentence.kind == "item" or _SPOKEN.search(text) else ():
        normal = re.sub(r"[^a-z0-9.%]+", " ", re.sub(r"\be-?mail", "email", line.lower()))
        asked = [
            field
            for question, field in _OF_QUESTION.items()
            if any(re.search(sign, normal) for sign in known.signs.get(question, ()))
        ]
        asked = asked or [field for field, pattern in _OF_HEADING if len(line.split()) <= 8 and pattern.search(line)][:1]
        fields = _handled(line) or asked[:3]
        # A label names a subject of its own, which a heading about several things does not decide; and where nothing is done
        # about bounces or complaints, the heading alone does not say that it is.
        is_done = any(pattern.search(text) for pattern in (_ACTION, _CHANNEL, _DOES))
        is_vague = fields and fields[0].startswith("handling.") and not is_done
        if fields and not is_vague and (len(fields) == 1 or not sentence.is_labeled):
            return fields
    return [field] if field else []


def _handled(text: str) -> list[str]:
    """The fields of `handling` that a text names. What is done about bounces is not also said of suppression or monitoring."""
    matches = {name: match for name, pattern in (_EVENTS | _OTHER_HANDLING).items() if (match := pattern.search(text))}
    first = min(matches, key=lambda name: matches[name].start(), default="")
    if first in ("suppression", "abuse_limit"):
        return [f"handling.{first}"]
    if "monitoring" in matches and _RATES.search(text):
        return ["handling.monitoring"]
    if "bounce_hard" in matches and not _SOFT.search(text):
        matches.pop("bounce_soft", None)
    return [f"handling.{name}" for name in matches if name in _EVENTS] or [f"handling.{name}" for name in matches]


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


def _mechanism(field: str, said: list[_Said], language: str) -> Iterator[Found]:
    """How an event is handled: what is in place says how it is noticed and what happens, what is planned stays a plan."""
    place: Place = tuple(field.split("."))
    first = next(item for status in ("implemented", "planned", "none") for item in said if item.status == status)
    yield Taken((*place, "status"), first.status, first.sentence.line)
    parts: dict[str, list[_Said]] = defaultdict(list)
    for item in said:
        is_noticed = _CHANNEL.search(item.text) and (_REPORTS.search(item.text) or not _ACTION.search(item.text))
        is_mechanism = field != "handling.unsubscribe" and (is_noticed or field == "handling.monitoring")
        if item.status == "none" or language != "en":
            why = "it says that this does not exist" if item.status == "none" else "the field needs an English text"
            yield item.sentence.left(f"{field}.action", why)
        else:
            parts["planned" if item.status == "planned" else "mechanism" if is_mechanism else "action"].append(item)
    for part, items in parts.items():
        yield _joined((*place, part), items)


def _listed(field: str, said: list[_Said], language: str) -> Iterator[Found]:
    """The sentences of any other field: one text, texts, or claims with their status."""
    place: Place = tuple(field.split("."))
    about = field if field in _SINGLE else f"{field}[]"
    kept = []
    for item in said:
        sentence = item.sentence
        is_denial = sentence.stance is Stance.DENIAL
        if field == "lists.never" and is_denial and _BOUGHT.search(item.text):
            yield Taken(("lists", "purchased"), number("false"), sentence.line)
        if field in ("lists.never", "lists.none_because") and not (is_denial or denies_verb(item.text)):
            yield sentence.left(about, "it is unclear whether this is denied")
        elif language != "en":
            yield sentence.left(about, "the field needs an English text")
        elif item.status == "planned" and field not in (*_PROMISES, *_CLAIMS):
            yield sentence.left(about, Stance.PLAN.value)
        elif field == "laws":
            yield from _laws(item)
        elif field in _SINGLE:
            kept.append(item)
        elif field in _CLAIMS:
            yield Taken((*place, Item(item.text), "status"), item.status, sentence.line)
            yield Taken((*place, Item(item.text), "text"), item.text, sentence.line, also=sentence.lines[1:])
        else:
            yield Taken((*place, Item(item.text)), item.text, sentence.line, also=sentence.lines[1:])
    if kept:
        yield _joined(place, kept)


def _laws(item: _Said) -> Iterator[Found]:
    names = dict.fromkeys(re.findall(r"\b(?:CAN-?SPAM|GDPR|CCPA|CASL|PECR)\b", item.text, re.I))
    for name in names:
        yield Taken(("laws", Item(name.upper()), "name"), name, item.sentence.line)
        yield Taken(("laws", Item(name.upper()), "claim"), item.text, item.sentence.line, also=item.sentence.lines[1:])
    if not names:
        yield item.sentence.left("laws[]", "the sentence names no law")


def _joined(place: Place, items: list[_Said]) -> Taken:
    """One text of several sentences; all their lines are cited."""
    lines = [line for item in items for line in item.sentence.lines]
    return Taken(place, " ".join(item.text for item in items), lines[0], also=tuple(dict.fromkeys(lines[1:])))
