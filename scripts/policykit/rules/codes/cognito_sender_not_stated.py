"""Amazon Cognito takes part, and it is not stated whether its mail goes through your SES.

By default Cognito sends from an address of its own, with a low limit. Only with `EmailSendingAccount: DEVELOPER` it uses your
SES identity, and only with a configuration set you see its bounces and complaints (AWS-23).

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

import re
from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView

severity = "warning"
covers = ("OTP-03",)
question = "identity"
sources = ("AWS-23",)

COGNITO = re.compile(r"\bcognito\b", re.I)
EVENTS = re.compile(r"\bconfiguration[ -]?sets?\b", re.I)
SENDS_NOTHING = re.compile(r"\bcognito\b(?: itself)? (?:sends? no|does not send|never sends)\b", re.I)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Once for a product that names Cognito and lacks one of the two facts."""
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
