"""Samples and claims."""

import re
from collections.abc import Iterator

from policykit.model.view import location
from policykit.readiness.contradictions import disproved_by_samples, shows_unsubscribe
from policykit.readiness.sentences import sentence_at
from policykit.rules import Found, ProductView, rule


@rule("error", question="examples", covers=["CON-07"])
def claim_missing_in_sample(product: ProductView) -> Iterator[Found]:
    """Sample emails lack something that you say every email contains.

    Claim and sample are in one reply, so the reviewer sees at once that they differ.

    Fix: Add it to the email and its sample, or take the claim back.

    Wrong:
        content:
          - {status: implemented, text: Every email shows our postal address.}
        streams:
          - id: sign-in-code
            sample: {text: "Your code is 493817."}
        ---
        content: [{status: implemented, text: The mail includes contact information.},
          {text: Every mail shows our postal address.}]
        streams: [{sample: {text: "Your code is 493817."}}]
        ---
        content: [{status: implemented, text: Our mail clearly states that it is a transactional message.}]
        ---
        content: [{status: implemented, text: Every email has a verification link.}]
        ---
        content: [{status: implemented, text: Every email has an unsubscribe link.}]
    Right:
        streams:
          - id: sign-in-code
            sample:
              text: |-
                Your code is 493817.

                Lantern Ltd, 4 Harbour Row, Dublin
        ---
        content: [{status: implemented, text: Every email shows our postal address.}]
    Silent:
        content: [{status: implemented, text: Invitations and newsletter show our postal address.}]
        streams: [{sample: {text: "Your code is 493817."}}]
        ---
        content: [{status: implemented, text: The content is strictly transactional.}]
        ---
        content: [{status: implemented, text: The mail consists of codes and verification links only.}]
        streams: [{}, {sample: {text: The rehearsal is on Monday.}}, {sample: (leave out)}]
        ---
        content: [{status: implemented, text: The mail includes contact information.}]
        streams: [{sample: {text: "Your code is 493817. https://lantern.example.com"}}]
        ---
        content: [{status: planned, text: Every mail shows our postal address.}]
        streams: [{sample: {text: "Your code is 493817."}}]
        ---
        content: [{status: implemented, text: No mail includes contact information of other singers.}]
        ---
        laws: [{claim: A mail states the postal address.}]
        streams: [{sample: (leave out)}, {sample: (leave out)}, {sample: (leave out)}]
    """
    for item in disproved_by_samples(product):
        if item.about.startswith("handling."):
            continue  # `stop_link_missing_in_sample` says it, with the stream
        words, streams = item.words, [f"`{product.streams[_stream_index(place)].id}`" for place in item.against]
        yield Found(
            item.about,
            'You write "{words}", but these samples show no postal address: {streams}.'
            if item.lacks == "postal"
            else 'You write "{words}", but these samples show no contact details: {streams}.'
            if item.lacks == "contact"
            else 'You write "{words}", but these samples do not say so: {streams}.'
            if item.lacks == "transactional"
            else 'You write "{words}", but these samples contain no such link: {streams}.'
            if item.lacks == "link"
            else 'You write "{words}", but these samples show no way to unsubscribe: {streams}.',
            words=words,
            streams=streams,
        )


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
    """The sample of a code names another validity or length than the stream.

    The stream's data and its sample are in one reply. A code that is valid for 10 minutes here and 30 there is wrong in one
    place.

    Fix: Correct the sample or the field `otp`, whichever is wrong.

    Wrong:
        streams:
          - id: sign-in-code
            otp: {channel: [email], digits: 6, validity_min: 30}
            sample: {text: "Your 6-digit code is [code]. It is valid for 10 minutes."}
        ---
        streams:
          - otp: {digits: 8}
            sample: {text: "Your 6-digit code is [code]. It is valid for 10 minutes."}
    Right:
        streams:
          - id: sign-in-code
            otp: {channel: [email], digits: 6, validity_min: 10}
            sample: {text: "Your 6-digit code is [code]. It is valid for 10 minutes."}
        ---
        streams: [{otp: {validity_min: 60}, sample: {text: "Dieser Code ist 1 Stunde gültig."}}]
    Silent:
        streams: [{sample: {text: "Your code is valid for 10 minutes. You have not signed in for 30 days."}}]
        ---
        streams: [{otp: {validity_min: (leave out)}}]
    """
    for path, stream in product.each_stream():
        code, text, place = stream.otp, stream.sample.text or "", f"{path}.sample.text"
        for match in TIME.finditer(text) if code.validity_min is not None else ():
            minutes = int(match["number"]) * MINUTES[match["unit"][0].lower()]
            if VALID.search(sentence_at(text, match)) and minutes != code.validity_min:
                yield Found(
                    place,
                    'The sample says "{words}", but `otp.validity_min` is {minutes}.',
                    words=match[0],
                    minutes=code.validity_min,
                )
        for match in DIGITS.finditer(text) if code.digits is not None else ():
            if int(match[1]) != code.digits:
                yield Found(
                    place, 'The sample says "{words}", but `otp.digits` is {digits}.', words=match[0], digits=code.digits
                )


@rule("error", question="unsubscribes", covers=["CON-07"])
def stop_link_missing_in_sample(product: ProductView) -> Iterator[Found]:
    """A stream is said to have an unsubscribe link, but its sample has none.

    The sample is in the reply below the claim, so the reviewer sees at once that the link is missing.

    Fix: Add the link to the email and its sample, or set `unsubscribe.body_link: false`.

    Wrong:
        streams:
          - id: meeting-reminder
            unsubscribe: {offered: true, body_link: true}
            sample: {text: "Hello [name], your meeting is on [day]."}
    Right:
        streams:
          - id: meeting-reminder
            unsubscribe: {offered: true, body_link: true}
            sample: {text: "Hello [name], your meeting is on [day]. Stop reminders: https://lantern.example.com/stop"}
    Silent:
        streams: [{}, {sample: {text: "Bitte abmelden: https://lantern.example.com/stop"}}]
        ---
        streams: [{}, {sample: {text: "Switch reminders off: https://lantern.example.com/off"}}]
        ---
        streams: [{}, {sample: {text: "你好 [name]，下次排練在 [day]。如不想再收到通知，請按此取消：[link]"}}]
        ---
        streams: [{}, {sample: {text: "你好 [name]，下次排練在 [day]。退訂：[link]"}}]
        ---
        streams: [{}, {sample: {text: "你好 [name]，下次排練在 [day]。拒收此類電郵：[link]"}}]
        ---
        streams: [{}, {sample: (leave out)}]
    """
    for path, stream in product.each_stream():
        text = stream.sample.text
        if stream.unsubscribe.body_link and text and not shows_unsubscribe(text):
            yield Found(
                f"{path}.sample.text",
                "`{stream}` is said to have an unsubscribe link, but its sample has none.",
                stream=stream.id,
            )
