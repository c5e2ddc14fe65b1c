"""One-time codes."""

import re
from collections.abc import Iterator

from policykit.rules import Found, ProductView, rule
from policykit.rules.lib.one_time_codes import codes, is_for_sign_in

NAMES = {"totp": "TOTP", "sms": "SMS"}


@rule("error", question="purpose", covers=["OTP-01"], sources=["R-6238", "AWS-23"])
def code_not_sent_by_mail(product: ProductView) -> Iterator[Found]:
    """A stream counts codes that you never send by email.

    An authenticator app computes a TOTP code on the device, and SES sends no SMS. Such a stream adds email that SES never
    sends, and a reviewer doubts the rest.

    Fix: If you do send the codes by email, set `channel: [email]`. Otherwise remove the stream,
    and take its emails out of `volume.figures`.

    Wrong:
        streams: [{otp: {channel: [totp, sms]}}]
    Right:
        streams: [{otp: {channel: [email], digits: 6, validity_min: 10}}]
    Silent:
        streams: [{otp: {channel: [email, totp]}}]
    """
    for path, stream in product.each_stream():
        if stream.otp and "email" not in stream.otp.channel:
            yield Found(
                f"{path}.otp.channel",
                "Your file says that the codes of `{stream}` go out by {channels}, not by email.",
                stream=stream.id,
                channels=[NAMES[channel] for channel in stream.otp.channel],
            )


COGNITO = re.compile(r"\bcognito\b", re.I)
EVENTS = re.compile(r"\bconfiguration[ -]?sets?\b", re.I)
SENDS_NOTHING = re.compile(r"\bcognito\b(?: itself)? (?:sends? no|does not send|never sends)\b", re.I)


@rule(
    "warning", question="identity", covers=["OTP-03"], sources=["AWS-23"], asks="Whether Cognito sends through your SES account"
)
def cognito_sender_not_stated(product: ProductView) -> Iterator[Found]:
    """You use Amazon Cognito, but do not say whether its email goes through your SES account.

    By default, Cognito sends from its own address, with a low limit. It uses your SES identity only with `EmailSendingAccount:
    DEVELOPER`, and you see its bounces and complaints only with a configuration set.

    Fix: Set EmailSendingAccount to DEVELOPER and choose a configuration set, then say so under `sending:`. If Cognito sends no
    email, say that.

    Wrong:
        infrastructure: {users: {service: Amazon Cognito, role: It creates the accounts.}}
        ---
        sending: [{status: implemented, text: Cognito sends the codes with our configuration set.}]
    Right:
        sending:
          - status: implemented
            text: "Amazon Cognito (EmailSendingAccount: DEVELOPER) sends the codes with our SES configuration set."
        ---
        sending: [{status: implemented, text: Cognito itself sends no email; our Lambda function does.}]
    Silent:
        sending: [{}, {status: implemented, text: "Cognito (EmailSendingAccount: DEVELOPER) uses one configuration set."}]
        ---
        purpose: [Lantern is known incognito.]
    """
    parts = product.infrastructure.items()
    named = [f"infrastructure.{name}.service" for name, part in parts if COGNITO.search(part.service)]
    texts = [words for words in product.words if words.language == "en"]
    named = named or [words.path for words in texts if "ognito" in words.text and COGNITO.search(words.text)]
    if not named or any("ognito" in words.text and SENDS_NOTHING.search(words.text) for words in texts):
        return
    has_account = any("EmailSendingAccount" in words.text or "DEVELOPER" in words.text for words in texts)
    has_events = any("onfiguration" in words.text and EVENTS.search(words.text) for words in texts)
    if not has_account and not has_events:
        yield Found(
            named[0],
            "You use Amazon Cognito, but do not name the EmailSendingAccount and the configuration set of its user pool.",
        )
    elif not has_account:
        yield Found(named[0], "You use Amazon Cognito, but do not name the EmailSendingAccount of its user pool.")
    elif not has_events:
        yield Found(named[0], "You use Amazon Cognito, but do not name the configuration set of its user pool.")


LONGEST_MINUTES = 60
"""Our own: no provider needs longer for a sign-in."""


@rule("note", question="examples", covers=["OTP-02"])
def sign_in_code_valid_too_long(product: ProductView) -> Iterator[Found]:
    """A sign-in code is valid for more than an hour.

    Whoever can read the mailbox for a moment can use the code until it expires. Ten minutes are enough to type it.

    Fix: Set the code to 10 minutes at your provider, then enter `otp.validity_min: 10`.

    Wrong:
        streams: [{otp: {channel: [email], digits: 6, validity_min: 120}}]
    Right:
        streams: [{otp: {channel: [email], digits: 6, validity_min: 10}}]
    Silent:
        streams: [{otp: {validity_min: 60}}]
        ---
        streams: [{id: address-check, title: Confirmation of the address, otp: {validity_min: 1440}}]
    """
    for path, stream, code in codes(product):
        if code.validity_min and code.validity_min > LONGEST_MINUTES and is_for_sign_in(stream):
            yield Found(
                f"{path}.otp.validity_min",
                "The sign-in code of `{stream}` is valid for {minutes} minutes.",
                stream=stream.id,
                minutes=code.validity_min,
            )
