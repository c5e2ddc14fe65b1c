"""One-time codes."""

import re
from collections.abc import Iterator

from policykit.rules import Found, ProductView, rule
from policykit.rules.lib.one_time_codes import codes, is_for_sign_in

NAMES = {"totp": "TOTP", "sms": "SMS"}


@rule("error", question="purpose", covers=["OTP-01"], sources=["R-6238", "AWS-23"])
def code_not_sent_by_mail(product: ProductView) -> Iterator[Found]:
    """A stream counts codes that never go out by mail.

    A TOTP code is computed on the device (R-6238), and an SMS does not go through SES. Such a stream adds volume that SES never
    sends, and a reviewer doubts the rest (AWS-23).

    Wrong:
        streams: [{otp: {channel: [totp, sms]}}]
    Right:
        streams: [{otp: {channel: [email]}}]
        ---
        streams: [{otp: {channel: [email, totp]}}]
    """
    # Each stream with a code whose channels leave mail out.
    for path, stream in product.each_stream():
        if stream.otp and "email" not in stream.otp.channel:
            channels = " and ".join(NAMES[channel] for channel in stream.otp.channel)
            message = f"the codes of `{stream.id}` are said to go by {channels}, not by mail"
            fix = "say `channel: [email]` if they do go by mail; else leave out the stream and its volume"
            yield Found(f"{path}.otp.channel", message, fix)


@rule("warning", question="complaints", covers=["OTP-04"], sources=["AWS-05"])
def code_requests_unlimited(product: ProductView) -> Iterator[Found]:
    """Codes are sent on request, and no limit on the requests is in place.

    Anybody who knows an address can have it flooded with codes; the owner marks them as spam (AWS-05).

    Wrong:
        handling: {abuse_limit: (leave out)}
        ---
        handling: {abuse_limit: {status: planned}}
    Right:
        handling: {abuse_limit: {mechanism: Requests are limited for each address.}}
        ---
        handling: {abuse_limit: (leave out)}
        streams: [{otp: (leave out)}]
    """
    # Once for a product with codes by mail.
    limit = product.handling.abuse_limit
    ids = [stream.id for _, stream, _ in codes(product)]
    if ids and not limit.is_in_place:
        state = "not stated" if not limit else "planned only" if limit.status == "planned" else "not there"
        message = f"a limit on requests for `{'`, `'.join(ids)}` is {state}"
        fix = "limit the requests for one address and from one client, and state it as `handling.abuse_limit`"
        yield Found("handling.abuse_limit", message, fix)


@rule("note", question="examples", covers=["OTP-02"], sources=["AWS-23"])
def code_validity_missing(product: ProductView) -> Iterator[Found]:
    """A mail carries a code, and how long it is valid is not stated.

    A code that lives long is worth stealing. Cognito's codes for a forgotten password live an hour (AWS-23); say how long yours
    do.

    Wrong:
        streams: [{otp: {validity_min: (leave out)}}]
    Right:
        streams: [{otp: {validity_min: 10}}]
    """
    # Each code by mail without a time.
    for path, stream, code in codes(product):
        if code.validity_min is None:
            message = f"how long the code of `{stream.id}` is valid is not stated"
            fix = "state the minutes as `otp.validity_min`, as your provider has them, and say it in the mail"
            yield Found(f"{path}.otp", message, fix)


COGNITO = re.compile(r"\bcognito\b", re.I)
EVENTS = re.compile(r"\bconfiguration[ -]?sets?\b", re.I)
SENDS_NOTHING = re.compile(r"\bcognito\b(?: itself)? (?:sends? no|does not send|never sends)\b", re.I)


@rule("warning", question="identity", covers=["OTP-03"], sources=["AWS-23"])
def cognito_sender_not_stated(product: ProductView) -> Iterator[Found]:
    """Amazon Cognito takes part, and it is not stated whether its mail goes through your SES.

    By default Cognito sends from an address of its own, with a low limit. Only with `EmailSendingAccount: DEVELOPER` it uses
    your SES identity, and only with a configuration set you see its bounces and complaints (AWS-23).

    Wrong:
        infrastructure: {users: {service: Amazon Cognito, role: It creates the accounts.}}
        ---
        sending: [{}, {status: implemented, text: Cognito sends the codes with our configuration set.}]
    Right:
        sending: [{}, {status: implemented, text: "Cognito (EmailSendingAccount: DEVELOPER) uses one configuration set."}]
        ---
        sending: [{}, {status: implemented, text: Cognito itself sends no mail; a Lambda function of ours does.}]
    Silent:
        purpose: [Lantern is known incognito.]
    """
    # Once for a product that names Cognito and lacks one of the two facts.
    parts = product.infrastructure.items()
    named = [f"infrastructure.{name}.service" for name, part in parts if COGNITO.search(part.service)]
    texts = [words for words in product.words if words.language == "en"]
    named = named or [words.path for words in texts if "ognito" in words.text and COGNITO.search(words.text)]
    if not named or any("ognito" in words.text and SENDS_NOTHING.search(words.text) for words in texts):
        return
    missing = []
    if not any("EmailSendingAccount" in words.text or "DEVELOPER" in words.text for words in texts):
        missing.append("EmailSendingAccount")
    if not any("onfiguration" in words.text and EVENTS.search(words.text) for words in texts):
        missing.append("the configuration set")
    if missing:
        verb = "is" if len(missing) == 1 else "are"
        message = f"Amazon Cognito takes part, and {' and '.join(missing)} of its user pool {verb} not stated"
        fix = (
            "set EmailSendingAccount to DEVELOPER, with a configuration set, and say so under `sending:`; "
            "or say that Cognito sends no mail"
        )
        yield Found(named[0], message, fix)


LONGEST_MINUTES = 60
"""Our own: no provider needs longer for a sign-in."""


@rule("note", question="examples", covers=["OTP-02"])
def sign_in_code_valid_too_long(product: ProductView) -> Iterator[Found]:
    """A code for signing in is valid for more than an hour.

    Who can read a mailbox for a moment can use the code until it ends. Ten minutes are enough to type it.

    Wrong:
        streams: [{otp: {validity_min: 120}}]
    Right:
        streams: [{otp: {validity_min: 60}}]
        ---
        streams: [{id: address-check, title: Confirmation of the address, otp: {validity_min: 1440}}]
    """
    # Each such code.
    for path, stream, code in codes(product):
        if code.validity_min and code.validity_min > LONGEST_MINUTES and is_for_sign_in(stream):
            message = f"the sign-in code of `{stream.id}` is valid for {code.validity_min:,} minutes"
            fix = "set it to 10 minutes at your provider, and state `otp.validity_min: 10`"
            yield Found(f"{path}.otp.validity_min", message, fix)
