"""Claims and facts."""

import re
from collections.abc import Iterator

from policykit.model import Status, values_at
from policykit.readiness.claims import FactState, states_at
from policykit.readiness.invitees import is_entered_by_others
from policykit.readiness.sentences import english, is_denied, sentence_at
from policykit.readiness.statements import wordings
from policykit.rules import Found, ProductView, rule


@rule("error", covers=["CON-04"], sources=["AWS-03"])
def claim_with_open_box(product: ProductView) -> Iterator[Found]:
    """The request states as done what its own checklist leaves open.

    An open box means that somebody has still to do or to check it. Until then the claim is not known to be true, and AWS can
    look at much of it (AWS-03).

    Wrong:
        checklist: [{list: before-request, text: DKIM records added and verified, done: false,
          about: "identities.domains[].dkim"}]
        ---
        checklist: [{list: before-request, text: Complaint endpoint configured, done: false, about: handling.complaint}]
    Right:
        checklist: [{list: before-request, text: Complaint endpoint configured, done: true, about: handling.complaint}]
        ---
        checklist: [{list: before-request, text: Complaint endpoint configured, done: false, about: handling.complaint}]
        handling: {complaint: {status: planned}}
        ---
        checklist: [{list: before-request, text: Read the reply again, done: false}]
    """
    # Each open box about a field that is stated.
    for index, entry in enumerate(product.checklist):
        if entry.done is False and entry.about and FactState.CONTRADICTED in states_at(product, entry.about):
            message = f'the box "{english(entry.text)}" is open, but `{entry.about}` is stated as in place'
            fix = "if it is in place, tick the box; if not, set the field to `status: planned`"
            yield Found(f"checklist[{index}].done", message, fix)


SAID_TO_BE_DONE = re.compile(r"\b(?:implemented|configured|set up|enabled|in place|installed)\b", re.I)
FUTURE = re.compile(r"\b(?:will|shall|plan\w*|going to|intend\w*|once|to be)\b", re.I)


@rule("error", covers=["CON-02"], sources=["AWS-03"])
def implemented_said_of_plans(product: ProductView) -> Iterator[Found]:
    """A sentence of the source says "implemented" of something that is planned.

    A heading such as "We have implemented the following" over a list of plans is untrue for each of them; AWS reads the heading
    and expects to find them in the account (AWS-03).

    Wrong:
        handling: {complaint: {status: planned}}
        statements: [{about: handling.complaint, says: "We have implemented the following mechanisms:", line: 66}]
        ---
        dns: {dmarc: [{status: none}]}
        statements: [{about: dns.dmarc, says: DMARC is fully configured., line: 8}]
    Right:
        statements: [{about: handling.complaint, says: "We have implemented the following mechanisms:", line: 66}]
    Silent:
        handling: {complaint: {status: planned}}
        statements:
          - {about: handling.complaint, says: We will have it implemented by May., line: 66}
          - {about: handling.complaint, says: Complaints are not yet implemented., line: 67}
    """
    # Each such sentence about fields whose status says otherwise: one sentence of the source, one finding.
    paths: dict[tuple[str, int], str] = {}
    contradictions: dict[tuple[str, int], list[str]] = {}
    for index, statement in enumerate(product.statements):
        match = SAID_TO_BE_DONE.search(statement.says)
        if match is None or is_denied(statement.says, match) or FUTURE.search(sentence_at(statement.says, match)):
            continue
        found = [item for value in values_at(product, statement.about) for item in _items(value)]
        states = {state for item in found if isinstance(state := getattr(item, "status", item), Status)}
        if states and not any(state.is_in_place for state in states):
            sentence = (statement.says, statement.line)
            paths.setdefault(sentence, f"statements[{index}].says")
            contradictions.setdefault(sentence, []).append(f"`{statement.about}` is {' and '.join(sorted(states))}")
    for sentence, contradicting in contradictions.items():
        message = f'"{sentence[0].rstrip(":.")}", but {" and ".join(contradicting)}'
        fix = "tell what is in place and what is planned under headings of their own"
        yield Found(paths[sentence], message, fix)


def _items(value: object) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else (value,)


ROLE = re.compile(r"\bIAM[- ](?:\w+ )?roles?\b", re.I)
KEY = re.compile(r"\b(?:API|access|secret) keys?\b(?! of)", re.I)


@rule("note", covers=["CON-09"], sources=["AWS-22"])
def roles_and_keys_both_claimed(product: ProductView) -> Iterator[Found]:
    """Access is said to run through IAM roles, and API keys are kept as well.

    A role needs no key. Where both are named it is unclear what signs the calls to SES, and the key is the part that leaks
    (AWS-22).

    Wrong:
        security:
          - {text: The worker has an IAM role with least privilege.}
          - {status: implemented, text: API keys are stored in AWS Secrets Manager.}
    Right:
        security: [{text: The worker has an IAM role with least privilege; there are no access keys.}]
    Silent:
        security:
          - {text: The worker has an IAM role with least privilege.}
          - {status: implemented, text: No access keys exist.}
        ---
        security:
          - {text: The worker has an IAM role with least privilege.}
          - {status: implemented, text: The API key of the map service is kept apart; SES is called with the role.}
    """
    # The first claim about keys, where another one is about roles.
    claims = [(f"security[{index}].text", claim) for index, claim in enumerate(product.security)]
    claims += [(f"sending[{index}].text", claim) for index, claim in enumerate(product.sending)]
    texts = [(path, english(claim.text)) for path, claim in claims if claim.status.is_in_place]
    if not any(ROLE.search(text) for _, text in texts):
        return
    for path, text in texts:
        match = KEY.search(text)
        if match and not is_denied(text, match):
            fix = "say what signs the calls to SES; if it is the role, say what the keys are for, or remove them"
            yield Found(path, f'"{match[0]}", while other words say that access runs through IAM roles', fix)
            return


ONLY = re.compile(
    r"\b(?:only|exclusively|solely)\b[^.;]{0,30}?\b(?:users|people|persons|customers|members|those) who\b"
    r"|\b(?:every|each|all) (?:e?mail )?(?:address|recipient)\w*\b[^.;]{0,50}?\b(?:user|person|people|recipient)s? who\b",
    re.I,
)


@rule("error", question="lists", covers=["CON-01"])
def sources_leave_out_invitees(product: ProductView) -> Iterator[Found]:
    """Addresses are said to come only from users who give them, but a stream goes to people whom others invite.

    Two places in a request tell where addresses come from. Where they differ, the reviewer believes neither.

    Wrong:
        lists: {sources: [Addresses come only from users who sign up.]}
        streams: [{}, {recipients: {address_source: The organizer types in the addresses of the guests.}}]
    Right:
        lists: {sources: [Users give their address at sign-up., Organizers type in the addresses of their guests.]}
        streams: [{}, {recipients: {address_source: The organizer types in the addresses of the guests.}}]
    Silent:
        lists: {sources: [Addresses come only from users who sign up.]}
        ---
        lists: {sources: [Only the database holds addresses.]}
        streams: [{}, {recipients: {address_source: The organizer types in the addresses of the guests.}}]
    """
    # Each exclusive source, where a stream has addresses from others.
    invited = [stream.id for stream in product.streams if is_entered_by_others(stream)]
    for index, text in enumerate(product.lists.sources if invited else ()):
        if match := ONLY.search(english(text)):
            message = f'"{match[0]} ...", but `{invited[0]}` goes to people whom others invite or enter'
            fix = "add the way in which their addresses come in, or say that they enter it themselves"
            yield Found(f"lists.sources[{index}]", message, fix)


USER_INITIATED = re.compile(
    r"\b(?:every|each|all)(?: of)?(?: our)?(?: \w+)? (?:e-?mails?|mails?|messages?)\b[^.;]{0,60}?"
    r"(?:\b(?:triggered|initiated|set off|started|caused|requested)\b[^.;]{0,40}?\b(?:users?|recipients?)\b|user-initiated)",
    re.I,
)
ACTORS = {"admin": "an administrator", "schedule": "a schedule", "system": "the system"}


@rule("error", question="purpose", covers=["CON-01"])
def user_initiated_claim_untrue(product: ProductView) -> Iterator[Found]:
    """All mail is said to follow from an action of its user, but a stream is set off by somebody else.

    One sentence about all mail is read first and believed; the stream that does not fit makes the reviewer doubt the rest.

    Wrong:
        volume: {pattern: Every mail is triggered by an action of a user.}
        ---
        statements: [{about: streams, says: "All of our emails fall into two groups, both of which are user-initiated.",
          line: 5}]
    Right:
        volume: {pattern: Mail follows from sign-ins and from what a choir's leader publishes.}
    Silent:
        volume: {pattern: "Each sign-in code is triggered by a user; newsletters follow the calendar."}
        ---
        purpose: [Not every mail is triggered by a user.]
        ---
        volume: {pattern: Every mail is triggered by an action of a user.}
        streams: [{}, {trigger: {actor: recipient}}, {trigger: {actor: recipient}}]
    """
    # The first such claim, where a stream contradicts it.
    others = [
        f"{ACTORS[stream.trigger.actor]} sets off `{stream.id}`" for stream in product.streams if stream.trigger.actor in ACTORS
    ]
    if not others:
        return
    for item in wordings(
        product, "volume", "purpose", "streams", "sending", "content", "lists", "commitments", "justification"
    ):
        match = USER_INITIATED.search(item.text)
        if match and not is_denied(item.text, match):
            message = f'"{match[0]}", but {" and ".join(others)}'
            yield Found(item.path, message, "say it of the streams of which it is true, and name the other ones")
            return
