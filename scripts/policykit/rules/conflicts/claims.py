"""Claims and facts."""

import re
from collections.abc import Iterator

from policykit.model import Status, Stream, values_at
from policykit.readiness.claims import FactState, states_at
from policykit.readiness.invitees import is_entered_by_others
from policykit.readiness.sentences import english, is_denied, sentence_at
from policykit.readiness.statements import wordings
from policykit.rules import Found, ProductView, rule


@rule("error", covers=["CON-04"], sources=["AWS-03"])
def claim_with_open_box(product: ProductView) -> Iterator[Found]:
    """The request presents something as done that is still open in its own checklist.

    An open box means that someone still has to do or check it. AWS can look at much of it, so send only what is true today.

    Fix: Check whether it is in place. If it is, tick the box with `done: true`. If not, set that field to `status: planned`;
    it stays listed until it is in place, and so does each sentence that says otherwise.

    Wrong:
        checklist:
          - {list: before-request, text: Complaint endpoint configured, done: false, about: handling.complaint}
        ---
        checklist: [{list: before-request, text: DKIM records added and verified, done: false,
          about: "identities.domains[].dkim"}]
        ---
        sending: (leave out)
        checklist: [{list: before-request, text: Test emails sent, done: false, about: sending}]
        statements: [{about: sending, says: We have thoroughly tested our email infrastructure in the sandbox., line: 120}]
    Right:
        checklist:
          - {list: before-request, text: Complaint endpoint configured, done: true, about: handling.complaint}
        ---
        checklist: [{list: before-request, text: Complaint endpoint configured, done: false, about: handling.complaint}]
        handling: {complaint: {status: planned}}
        ---
        checklist: [{list: before-request, text: Read the reply again, done: false}]
    """
    for index, entry in enumerate(product.checklist):
        if entry.done is not False or not entry.about:
            continue
        path, states = f"checklist[{index}].done", states_at(product, entry.about)
        if FactState.CONTRADICTED in states:
            yield Found(
                path,
                'The box "{box}" is open, but your file says that `{field}` is in place.',
                ""
                if _has_status(product, entry.about)
                else "Check whether it is in place. If it is, tick the box with `done: true`. If not, correct that field.",
                box=english(entry.text),
                field=entry.about,
            )
        elif not any(state is FactState.PLANNED for state in states):
            said = (match for item in product.statements if item.about == entry.about if (match := _done(item.says)))
            if match := next(said, None):
                yield Found(
                    path,
                    'The box "{box}" is open, but your draft says "{words}".',
                    "Check whether it is done. If it is, tick the box with `done: true`. If not, correct the sentence under "
                    "`statements`, or delete its entry and no longer send the sentence.",
                    box=english(entry.text),
                    words=match[0],
                )


def _has_status(product: ProductView, field: str) -> bool:
    """Whether the values of a field have a status, which can be set to planned."""
    found = [item for value in values_at(product, field) for item in _items(value)]
    return any(isinstance(getattr(item, "status", item), Status) for item in found)


SAID_TO_BE_DONE = re.compile(r"\b(?:implemented|configured|set up|enabled|in place|installed|(?:\w+ly )?tested)\b", re.I)
FUTURE = re.compile(r"\b(?:will|shall|plan\w*|going to|intend\w*|once|to be)\b", re.I)


def _done(text: str) -> re.Match[str] | None:
    """The words that say that something is done."""
    match = SAID_TO_BE_DONE.search(text)
    return match if match and not is_denied(text, match) and not FUTURE.search(sentence_at(text, match)) else None


@rule("error", covers=["CON-02"], sources=["AWS-03"])
def implemented_said_of_plans(product: ProductView) -> Iterator[Found]:
    """A sentence of your draft says "implemented" about something that is planned.

    A heading such as "We have implemented the following" over a list of plans is untrue for each of them. AWS expects to find
    them in your account.

    Fix: Separate what is in place from what is planned, each under its own heading.

    Wrong:
        handling: {complaint: {status: planned}}
        statements:
          - {about: handling.complaint, says: "We have implemented the following mechanisms:", line: 66}
        ---
        dns: {dmarc: [{status: none}]}
        statements: [{about: dns.dmarc, says: DMARC is fully configured., line: 8}]
    Right:
        handling: {complaint: {status: planned}}
        statements:
          - {about: handling.complaint, says: We plan to suppress each address that complains., line: 66}
        ---
        statements: [{about: handling.complaint, says: "We have implemented the following mechanisms:", line: 66}]
    Silent:
        handling: {complaint: {status: planned}}
        statements:
          - {about: handling.complaint, says: We will have it implemented by May., line: 66}
          - {about: handling.complaint, says: Complaints are not yet implemented., line: 67}
    """
    for index, statement in enumerate(product.statements):
        if not _done(statement.says):
            continue
        found = [item for value in values_at(product, statement.about) for item in _items(value)]
        states = {state for item in found if isinstance(state := getattr(item, "status", item), Status)}
        if states and not any(state.is_in_place for state in states):
            yield Found(
                f"statements[{index}].says",
                'Your draft says "{words}", but your file says that `{field}` is not in place yet.',
                words=statement.says.rstrip(":."),
                field=statement.about,
            )


def _items(value: object) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else (value,)


ROLE = re.compile(r"\bIAM[- ](?:\w+ )?roles?\b", re.I)
KEY = re.compile(r"\b(?:API|access|secret) keys?\b(?! of)", re.I)
OF_AWS = re.compile(r"\baccess keys?\b|\bSES\b|\b(?:AWS|Amazon)\b(?! (?:Secrets Manager|Systems Manager|KMS))", re.I)
"""What shows that a key is for AWS, not for the API of somebody else."""


@rule("note", covers=["CON-09"], sources=["AWS-22"])
def roles_and_keys_both_claimed(product: ProductView) -> Iterator[Found]:
    """Both IAM roles and API keys are named as access to AWS.

    A role needs no key. If you name both, it is unclear what signs the calls to SES, and a key can leak.

    Fix: Say what signs the calls to SES. If it is the role, say what the keys are for, or remove them.

    Wrong:
        security:
          - {status: implemented, text: The worker has an IAM role with least privilege.}
          - {status: implemented, text: Access keys are stored in AWS Secrets Manager.}
    Right:
        security:
          - {status: implemented, text: The worker has an IAM role with least privilege and no access keys.}
          - {status: implemented, text: "AWS Secrets Manager keeps the password of our database."}
    Silent:
        security:
          - {text: The worker has an IAM role with least privilege.}
          - {status: implemented, text: No access keys exist.}
        ---
        security:
          - {text: The worker has an IAM role with least privilege.}
          - {status: implemented, text: The API key of the map service is kept apart; SES is called with the role.}
        ---
        security:
          - {text: The worker has an IAM role with least privilege.}
          - {status: implemented, text: API keys are stored in AWS Secrets Manager.}
    """
    claims = [(f"security[{index}].text", claim) for index, claim in enumerate(product.security)]
    claims += [(f"sending[{index}].text", claim) for index, claim in enumerate(product.sending)]
    texts = [(path, english(claim.text)) for path, claim in claims if claim.status.is_in_place]
    if not any(ROLE.search(text) for _, text in texts):
        return
    for path, text in texts:
        match = KEY.search(text)
        if match and not is_denied(text, match) and OF_AWS.search(sentence_at(text, match)):
            yield Found(path, 'You write "{words}", but also that access runs through IAM roles.', words=match[0])
            return


ONLY = re.compile(
    r"\b(?:only|exclusively|solely)\b[^.;]{0,30}?\b(?:users|people|persons|customers|members|those) who\b"
    r"|\b(?:every|each|all) (?:e?mail )?(?:address|recipient)\w*\b[^.;]{0,50}?\b(?:user|person|people|recipient)s? who\b",
    re.I,
)


@rule("error", question="lists", covers=["CON-01"])
def sources_leave_out_invitees(product: ProductView) -> Iterator[Found]:
    """Addresses are said to come only from their owners, but others enter some of them.

    Your request says in two places where addresses come from. If they differ, the reviewer believes neither.

    Fix: In `lists.sources`, take out "only" and add how the addresses of invitees reach you. If they enter them themselves, say
    so in the stream.

    Wrong:
        lists:
          sources: [Addresses come only from users who sign up.]
        streams:
          - id: guest-invitation
            recipients: {address_source: The organizer types in the addresses of the guests.}
    Right:
        lists:
          sources:
            - Users give their address at sign-up.
            - Organizers type in the addresses of their guests.
    Silent:
        lists: {sources: [Addresses come only from users who sign up.]}
        ---
        lists: {sources: [Only the database holds addresses.]}
        streams: [{}, {recipients: {address_source: The organizer types in the addresses of the guests.}}]
    """
    invited = [stream.id for stream in product.streams if is_entered_by_others(stream)]
    for index, text in enumerate(product.lists.sources if invited else ()):
        if match := ONLY.search(english(text)):
            yield Found(
                f"lists.sources[{index}]",
                'You write "{words} ...", but others invite the recipients of `{stream}` or enter their addresses.',
                words=match[0],
                stream=invited[0],
            )


USER_INITIATED = re.compile(
    r"\b(?:every|each|all)(?: of)?(?: our)?(?: \w+)? (?:e-?mails?|mails?|messages?)\b[^.;]{0,60}?"
    r"(?:\b(?:triggered|initiated|set off|started|caused|requested)\b[^.;]{0,40}?\b(?:users?|recipients?)\b(?: actions?\b)?"
    r"|user-initiated)",
    re.I,
)
ANSWERED = re.compile(r"\bsubmitted\b|\bown (?:request|action)|\bdirect response\b", re.I)
"""What an administrator decides about what a user submitted follows from the user's action."""
ABOUT = ("volume", "purpose", "streams", "sending", "content", "lists", "commitments", "justification")


@rule("error", question="purpose", covers=["CON-01"])
def user_initiated_claim_untrue(product: ProductView) -> Iterator[Found]:
    """Every email is said to follow from a user's action, but someone else triggers a stream.

    The reviewer reads one sentence about all email first. A stream that does not fit makes the rest doubtful.

    Fix: Say it only about the streams for which it is true, and name what triggers the others.

    Wrong:
        volume: {pattern: Every email is triggered by an action of a user.}
        ---
        statements: [{about: streams, says: "All of our emails fall into two groups, both of which are user-initiated.",
          line: 5}]
    Right:
        volume:
          pattern: Sign-in codes follow from an action of the user, invitations from a plan that the choir's leader publishes.
    Silent:
        volume: {pattern: "Each sign-in code is triggered by a user; newsletters follow the calendar."}
        ---
        purpose: [Not every mail is triggered by a user.]
        ---
        volume: {pattern: Every mail is triggered by an action of a user.}
        streams: [{}, {trigger: {actor: recipient}}, {trigger: {actor: recipient}}]
        ---
        volume: {pattern: All emails are directly triggered by user actions.}
        streams: [{}, {recipients: {who: the user who originally submitted the request}}, (leave out)]
    """
    others = [
        stream
        for stream in product.streams
        if stream.trigger.actor in ("schedule", "system") or (stream.trigger.actor == "admin" and not _answers(stream))
    ]
    actors = {stream.trigger.actor for stream in others}
    for item in wordings(product, *ABOUT) if others else ():
        match = USER_INITIATED.search(item.text)
        if match and not is_denied(item.text, match):
            yield Found(
                item.path,
                'You write "{words}", but an administrator triggers {streams}.'
                if actors == {"admin"}
                else 'You write "{words}", but a schedule triggers {streams}.'
                if actors == {"schedule"}
                else 'You write "{words}", but the system triggers {streams}.'
                if actors == {"system"}
                else 'You write "{words}", but an administrator, a schedule or the system triggers {streams}.',
                words=match[0],
                streams=[f"`{stream.id}`" for stream in others],
            )


def _answers(stream: Stream) -> bool:
    return bool(ANSWERED.search(f"{english(stream.consent)} {english(stream.recipients.who)}"))
