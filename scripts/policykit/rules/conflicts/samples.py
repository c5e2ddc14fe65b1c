"""Samples and claims."""

import re
from collections.abc import Iterator

from policykit.model import Stream
from policykit.model.view import location
from policykit.readiness.contradictions import disproved_by_samples, shows_unsubscribe
from policykit.readiness.sentences import sentence_at
from policykit.rules import Found, ProductView, rule

LACKS = {
    "postal": "a postal address",
    "contact": "contact details",
    "transactional": "that it is transactional",
    "link": "such a link",
    "unsubscribe": "such a way to unsubscribe",
}


@rule("error", question="examples", covers=["CON-07"])
def claim_missing_in_sample(product: ProductView) -> Iterator[Found]:
    """A text says what every mail holds, but the samples do not hold it.

    Claim and sample stand in one reply, so the reviewer sees at once that they differ.

    Wrong:
        content: [{status: implemented, text: The mail includes contact information.},
          {text: Every mail shows our postal address.}]
        streams: [{sample: {text: "Your code is 493817."}}]
        ---
        content: [{status: implemented, text: Our mail clearly states that it is a transactional message.}]
        ---
        content: [{status: implemented, text: The mail consists of codes and verification links only.}]
        streams: [{}, {sample: {text: The rehearsal is on Monday.}}, {sample: (leave out)}]
    Right:
        content: [{status: implemented, text: Every mail shows our postal address.}]
    Silent:
        content: [{status: implemented, text: Invitations and newsletter show our postal address.}]
        streams: [{sample: {text: "Your code is 493817."}}]
        ---
        content: [{status: implemented, text: The content is strictly transactional.}]
        ---
        content: [{status: planned, text: Every mail shows our postal address.}]
        streams: [{sample: {text: "Your code is 493817."}}]
        ---
        content: [{status: implemented, text: No mail includes contact information of other singers.}]
        ---
        laws: [{claim: A mail states the postal address.}]
        streams: [{sample: (leave out)}, {sample: (leave out)}, {sample: (leave out)}]
    """
    # Each claim in place that no sample shows; one about every email, that one sample does not.
    for item in disproved_by_samples(product):
        if item.about.startswith("handling."):
            continue  # `stop_link_missing_in_sample` says it, with the stream
        names = ", ".join(f"`{product.streams[index].id}`" for index in map(_stream_index, item.against))
        message = f'claimed of the mail: "{item.words}"; the samples do not show {LACKS[item.lacks]}: {names}'
        yield Found(item.about, message, "add it to the mail and its sample, or take the claim back")


def _stream_index(place: str) -> int:
    return int(location(place)[1])


TIME = re.compile(
    r"\b(?P<number>\d{1,4}) ?(?P<unit>min(?:ute[ns]?|\.)?|Minuten?|h(?:ours?)?|Stunden?|days?|Tag(?:en?|e)?)\b", re.I
)
VALID = re.compile(r"\b(?:valid|expires?|gültig\w*|abläuft|läuft)\b", re.I)
DIGITS = re.compile(r"\b(\d{1,2})[- ](?:digits?|stellig\w*)\b", re.I)
MINUTES = {"m": 1, "h": 60, "s": 60, "d": 1440, "t": 1440}


@rule("warning", question="examples", covers=["CON-11"])
def code_differs_from_sample(product: ProductView) -> Iterator[Found]:
    """The sample of a code states another validity or length than the stream's field.

    The stream's data and its sample stand in one reply. A code that is valid for 10 minutes here and 30 there is wrong in one
    place.

    Wrong:
        streams: [{otp: {validity_min: 30}}]
        ---
        streams:
          - otp: {digits: 8}
            sample: {text: "Your 6-digit code is [code]. It is valid for 10 minutes."}
    Right:
        streams: [{otp: {validity_min: 10}}]
        ---
        streams: [{otp: {validity_min: 60}, sample: {text: "Dieser Code ist 1 Stunde gültig."}}]
    Silent:
        streams: [{sample: {text: "Your code is valid for 10 minutes. You have not signed in for 30 days."}}]
        ---
        streams: [{otp: {validity_min: (leave out)}}]
    """
    # Each sample whose text names another time or length.
    for path, stream in product.each_stream():
        if not stream.otp or not stream.sample.text:
            continue
        for message in _differences(stream, stream.sample.text):
            yield Found(f"{path}.sample.text", message, "correct the sample or the field, whichever is wrong")


def _differences(stream: Stream, text: str) -> Iterator[str]:
    code = stream.otp
    if code.validity_min is not None:
        for match in TIME.finditer(text):
            minutes = int(match["number"]) * MINUTES[match["unit"][0].lower()]
            if VALID.search(sentence_at(text, match)) and minutes != code.validity_min:
                yield f'the sample says "{match[0]}", the field says {code.validity_min} minutes (`otp.validity_min`)'
    if code.digits is not None:
        for match in DIGITS.finditer(text):
            if int(match[1]) != code.digits:
                yield f'the sample says "{match[0]}", the field says {code.digits} digits (`otp.digits`)'


@rule("error", question="unsubscribes", covers=["CON-07"])
def stop_link_missing_in_sample(product: ProductView) -> Iterator[Found]:
    """A stream is said to hold a link to stop it, but its sample holds none.

    The sample stands in the reply below the claim, so the reviewer sees at once that the link is missing.

    Wrong:
        streams: [{}, {sample: {text: "Hello [name], the next rehearsal is on [day]."}}]
    Right:
        streams: [{}, {sample: {text: "Hello [name], the next rehearsal is on [day]. Stop these mails: [stop link]"}}]
    Silent:
        streams: [{}, {sample: {text: "Bitte abmelden: https://lantern.example.com/stop"}}]
        ---
        streams: [{}, {sample: {text: "你好 [name]，下次排練在 [day]。如不想再收到通知，請按此取消：[link]"}}]
        ---
        streams: [{}, {sample: {text: "你好 [name]，下次排練在 [day]。退訂：[link]"}}]
        ---
        streams: [{}, {sample: {text: "你好 [name]，下次排練在 [day]。拒收此類電郵：[link]"}}]
        ---
        streams: [{}, {sample: (leave out)}]
    """
    # Each stream with such a link and a sample without it.
    for path, stream in product.each_stream():
        sample = stream.sample
        if stream.unsubscribe.body_link and sample.text and not shows_unsubscribe(sample.text):
            message = f"`{stream.id}` is said to hold a link to stop it; its sample holds none"
            yield Found(f"{path}.sample.text", message, "add the link to the mail and its sample, or set `body_link: false`")
