"""People who did not ask for email: cold outreach, bought lists and uploaded lists."""

import re
from collections.abc import Iterator, Sequence

from policykit.readiness.sentences import affirmed, own_words
from policykit.rules import Found, TextRule, Words, text_rule
from policykit.rules.lib.drafts import paragraphs
from policykit.rules.lib.quotations import quoted

COLD = re.compile(
    r"\bcold[- ](?:e-?mail\w*|outreach|mail\w*|prospect\w*|contact\w*|leads?)\b"
    r"|\b(?:sales|e-?mail) (?:outreach|prospecting)\b|\bprospecting (?:e-?mails?|campaigns?|sequences?)\b"
    r"|\bKaltakquise\b",
    re.I,
)


@text_rule(
    "error",
    question="purpose",
    covers=["SES-08", "LIST-01"],
    sources=["AWS-01", "AWS-03", "AWS-18"],
    signs="cold sales outreach prospecting email mail kaltakquise",
)
def cold_outreach(words: Words) -> Iterator[Found]:
    """A text describes email to people who did not ask for it.

    The form makes you confirm that you send only to people who explicitly requested your email, and the AWS Acceptable Use
    Policy excludes unsolicited email. No other answer makes up for cold outreach.

    Fix: Send through SES only to people who asked for it, and describe only that email. If your product does outreach of its
    own, say how this email is kept separate.

    Wrong:
        purpose: [Lantern finds choirs online and sends them a cold email about its plans.]
        ---
        sending: [{text: Our sales outreach runs through SES.}]
        ---
        purpose: [{en: Lantern writes to choirs., de: Lantern nutzt E-Mails für die Kaltakquise.}]
    Right:
        purpose: [Lantern sends choirs that signed up a reminder of each rehearsal.]
    Silent:
        purpose: [We do no cold outreach., "We never send cold emails, and there is no sales outreach."]
        ---
        purpose: [Singers who catch a cold tell their leader; outreach to singers happens at concerts.]
    """
    if match := affirmed(COLD, own_words(words.text)):
        yield Found(words.path, "The text describes email that nobody asked for: {words}.", words=quoted([match[0]]))


_LISTS = r"(?:e-?mail |mailing |contact |address |lead )?(?:lists?|addresses|contacts|leads|databases?)\b"
BOUGHT = re.compile(
    rf"\b(?:we|team|company) (?:\w+ )?(?:buy|bought|purchased?|rent|rented|scraped?|harvest|harvested|acquired?)"
    rf" (?:\w+ ){{0,3}}?{_LISTS}"
    rf"|\b(?:bought|purchased|rented|scraped|harvested|third-party) (?:(?:and|or) \w+ )?{_LISTS}"
    rf"|\b(?:lists?|addresses|contacts|leads) (?:that |which )?(?:(?:we|are|is|were|was|been) )+(?:\w+ )?"
    r"(?:bought|purchased|rented|scraped|harvested)\b"
    r"|\b(?:gekauften?|gemieteten?) (?:E-Mail-)?(?:Adresslisten?|Listen?|Adressen)\b",
    re.I,
)


@text_rule(
    "error",
    question="lists",
    covers=["LIST-01"],
    sources=["AWS-03", "AWS-04", "AWS-18"],
    signs=("buy bought purchase rent rented scrape scraped harvest harvested acquire third gekauft gemietet"),
)
def bought_list_described(words: Words) -> Iterator[Found]:
    """A text says that addresses were bought, rented or scraped.

    AWS excludes such lists. They contain dead addresses and spam traps, and nobody on them asked for your email.

    Fix: Delete these addresses, and send only to people who gave you theirs.

    Wrong:
        lists: {sources: [We bought a list of choirs from an agency.]}
        ---
        lists: {sources: [The addresses were scraped from websites of choirs.]}
        ---
        lists: {sources: [{en: Addresses of choirs., de: Wir schreiben an gekaufte Adressen.}]}
    Right:
        lists: {sources: [Singers type their address into the sign-up form.]}
    Silent:
        lists:
          sources: [People who purchased a ticket get a confirmation.]
          never: [Lists are neither bought nor rented., We use no purchased or rented lists., "We do not buy addresses."]
    """
    if match := affirmed(BOUGHT, own_words(words.text)):
        yield Found(words.path, "These addresses do not come from their owners: {words}.", words=quoted([match[0]]))


_PEOPLE = (
    r"(?:users?|customers?|clients?|organi[sz]ers?|members?|merchants?|leaders?|admins?|administrators?|teams?|we|they|you)"
)
UPLOADED = re.compile(
    rf"\b{_PEOPLE} (?:\w+ ){{0,2}}?(?:upload|import)(?:s|ed|ing)?\b[^.;]{{0,40}}?"
    r"\b(?:contacts?|(?:contact|mailing|e-?mail|recipient|subscriber|customer)[- ]lists?|lists? of|subscribers|addresses|CSV)\b"
    r"|\b(?:lists?|contacts|addresses|recipients) (?:(?:that|which) )?(?:are|is|were|can be) (?:\w+ )?(?:uploaded|imported)\b",
    re.I,
)
CONSENT = re.compile(
    r"\bconsent|\bopt(?:s|ed)?[- ]?in\b|\bpermission|\bsubscri|\bagreed\b|\basked\b|\brequested\b|\bconfirm", re.I
)


@text_rule(
    "error",
    question="lists",
    covers=["SES-08"],
    sources=["AWS-01", "AWS-03"],
    signs="uploads uploaded imports imported importing",
)
def uploaded_list_without_consent(words: Words) -> Iterator[Found]:
    """A text says that lists of addresses are uploaded, and nothing about the consent of the people on them.

    The form makes you confirm that you send only to people who explicitly requested your email. For a list that somebody
    uploads, AWS cannot see that from your service.

    Fix: Say how the people on the list agreed, who must confirm it at the upload, and what you do with a list that bounces.

    Wrong:
        lists: {sources: [Choir leaders upload a list of addresses.]}
        ---
        lists: {sources: [Contacts are imported from a CSV file.]}
    Right:
        lists:
          sources:
            - >-
              Choir leaders upload the addresses of singers who opted in to these emails. Each singer confirms the address
              before the first rehearsal email.
    Silent:
        lists: {sources: [Choir leaders upload the plan; nobody can upload a list of addresses.]}
        ---
        lists: {sources: ["Leaders import contacts. Only those who confirmed a link get email."]}
    """
    text = own_words(words.text)
    if not CONSENT.search(text) and (match := affirmed(UPLOADED, text)):
        yield Found(words.path, "The text does not say how the people on this list agreed: {words}.", words=quoted([match[0]]))


@cold_outreach.in_draft
def _cold_outreach_in_draft(lines: Sequence[Words]) -> Iterator[Found]:
    return _in_paragraphs(cold_outreach, lines)


@bought_list_described.in_draft
def _bought_list_described_in_draft(lines: Sequence[Words]) -> Iterator[Found]:
    return _in_paragraphs(bought_list_described, lines)


@uploaded_list_without_consent.in_draft
def _uploaded_list_without_consent_in_draft(lines: Sequence[Words]) -> Iterator[Found]:
    return _in_paragraphs(uploaded_list_without_consent, lines)


def _in_paragraphs(rule: TextRule, lines: Sequence[Words]) -> Iterator[Found]:
    """Run a rule on whole sentences, because a line may lack the "not" of the line before."""
    for words in paragraphs(lines):
        yield from rule(words)
