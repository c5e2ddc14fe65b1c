"""Consent."""

import re
from collections.abc import Iterator

from policykit.readiness.contradictions import everybody_called_opted_in, invitees_called_opted_in
from policykit.readiness.sentences import english, is_denied, sentence_at
from policykit.readiness.statements import wordings_with
from policykit.rules import Found, ProductView, rule
from policykit.rules.lib.advertising import CONSENT_RECORD, is_to_existing_customers

TERM = re.compile(r"\bdouble[- ]opt[- ]?in\b", re.I)
ADVERTISING = re.compile(r"\b(?:marketing|newsletters?|promotion\w*|advertis\w+)\b", re.I)


@rule(
    "note",
    question="lists",
    covers=["LIST-05"],
    sources=["DE-5", "G-3"],
    severity_because="The address is confirmed; only the name for it is wrong.",
)
def account_check_called_double_opt_in(product: ProductView) -> Iterator[Found]:
    """The confirmation of an account is called double opt-in.

    A double opt-in is consent to advertising that a link confirms. If you use the term for a sign-up, the reviewer looks for
    the advertising.

    Fix: Write "verified registration", or set `verified: double` for the marketing stream that has it.

    Wrong:
        lists: {confirmation: "Double opt-in: singers verify their address at sign-up."}
        streams: [{}, {}, (leave out)]
    Right:
        lists: {confirmation: "Verified registration: singers verify their address at sign-up."}
        ---
        lists: {double_opt_in: The newsletter needs a double opt-in.}
    Silent:
        lists: {double_opt_in: "Double opt-in does not apply, because there is no advertising."}
        streams: [{}, {}, (leave out)]
        ---
        lists: {double_opt_in: Double opt-in would be needed for marketing.}
        streams: [{}, {}, (leave out)]
    """
    if any(stream.recipients.verified == "double" for stream in product.streams):
        return
    for item in wordings_with(product, ("double",), "lists", "streams", "commitments", "content"):
        if item.path.startswith("statements"):
            return
        match = TERM.search(item.text)
        if match and not is_denied(item.text, match) and not ADVERTISING.search(sentence_at(item.text, match)):
            yield Found(item.path, 'You write "{term}", but you confirm only the address of an account.', term=match[0])


@rule(
    "warning",
    question="lists",
    covers=["LIST-02"],
    sources=["AWS-05", "DE-1", "CH-1"],
    asks="Record of consent",
    severity_because="The file only lacks the record; the entry's error is for marketing without consent.",
)
def consent_not_recorded(product: ProductView) -> Iterator[Found]:
    """Nothing says that the consent to a marketing stream is recorded.

    You need to show later who agreed to what, and when. Without a record you cannot.

    Fix: Keep the day, the words and the address of each consent, and say so in `consent`.

    Wrong:
        streams: [{}, {}, {id: newsletter, consent: Readers tick the newsletter and confirm a link.}]
    Right:
        streams:
          - {}
          - {}
          - id: newsletter
            consent: Readers tick the newsletter and confirm a link; day, words and address are recorded.
    Silent:
        streams: [{}, {}, {consent: "The application logs each confirmation: day, text, address."}]
        ---
        streams: [{consent: Singers ask for each code themselves.}]
    """
    for path, stream in product.marketing:
        if stream.consent and not is_to_existing_customers(stream) and not CONSENT_RECORD.search(english(stream.consent)):
            yield Found(f"{path}.consent", "You do not say that the consent to `{stream}` is recorded.", stream=stream.id)


@rule("error", question="lists", covers=["LIST-04"], sources=["AWS-01", "AWS-03"])
def invitee_called_opted_in(product: ProductView) -> Iterator[Found]:
    """People whose address someone else entered are said to have opted in.

    AWS asks how recipients agreed, and an invitee did nothing before the first email. "Opted in" is not true of that email.

    Fix: Say who enters the address, what the invitee can do and what limits misuse. Do not claim an opt-in. AWS will ask how
    you confirm the address.

    Wrong:
        streams:
          - id: guest-invitation
            recipients: {address_source: The organizer types in the addresses of the guests.}
            consent: Guests have opted in.
        ---
        streams:
          - {}
          - trigger: (leave out)
            recipients: {address_source: (leave out), who: people who explicitly expect the invitation}
        ---
        audience: {relationship: Our recipients have explicitly asked for our emails.}
        streams: [{recipients: {address_source: The organizer types in the addresses of the guests.}}]
    Right:
        streams:
          - id: guest-invitation
            recipients:
              who: guests whom the organizer invites
              address_source: The organizer types in the addresses of the guests.
            consent: The organizer asked the guest beforehand; the email names the organizer and has a link to stop invitations.
    Silent:
        streams: [{}, {consent: Singers opted in when they joined the choir.}]
        ---
        streams:
          - {}
          - recipients: {address_source: Guests give the host their own address on a form.}
            consent: Guests opt in there.
    """
    for item in (*invitees_called_opted_in(product), *everybody_called_opted_in(product)):
        yield Found(
            item.about,
            'You write "{words}" about the recipients of `{stream}`, but others invite them or enter their addresses.',
            words=item.words,
            stream=item.stream,
        )


@rule(
    "warning",
    question="lists",
    covers=["LIST-02"],
    sources=["AWS-05", "DE-1", "CH-1"],
    severity_because="AWS advises a confirmation and asks for it; the entry's error is for marketing without consent.",
)
def marketing_address_unconfirmed(product: ProductView) -> Iterator[Found]:
    """Marketing goes to addresses that nobody confirmed.

    Anyone can type in anyone's address. Without a confirmation you cannot show that the reader agreed.

    Fix: Send a confirmation link before the first email, and set `recipients.verified: double`.

    Wrong:
        streams: [{}, {}, {id: newsletter, recipients: {verified: none}}]
    Right:
        streams:
          - {}
          - {}
          - id: newsletter
            recipients:
              who: readers who ordered the newsletter
              address_source: Readers type their address into the newsletter form and confirm it with a link.
              verified: double
        ---
        streams: [{}, {}, {recipients: {verified: (leave out)}}]
    """
    for path, stream in product.marketing:
        if stream.recipients.verified == "none" and not is_to_existing_customers(stream):
            yield Found(f"{path}.recipients", "`{stream}` is marketing, and nobody confirms its addresses.", stream=stream.id)
