"""Sentences of a letter from AWS stand in a public file.

A letter in a support case is private correspondence; a later reviewer may read it here. Say in your own words what AWS asked.

Wrong:
    commitments: ["AWS wrote: We would like to gather more information about your use case."]
    ---
    statements: [{about: stage, says: "Your new sending quota is 50,000 messages per day.", line: 7}]
Right:
    commitments: [AWS asked how often we send and how we keep our lists.]
Silent:
    commitments: [We gather more information about rehearsals., Our new sending quota lasts for a year.]
"""

import re
from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView, Words

severity = "warning"
covers = ("SENS-07",)

LETTER = re.compile(
    r"\b(?:thank you for submitting your request to increase your sending limits"
    r"|we would like to gather more information about your use case"
    r"|include as much detail as you can about your email-sending processes"
    r"|tell us how often you send email, how you maintain your recipient lists"
    r"|could have a negative impact on our service"
    r"|we are unable to provide specific details"
    r"|we are (?:still )?unable to (?:grant your request|approve an increase)"
    r"|due to some limiting factors on your account"
    r"|your new sending quota is [\d,]+ messages)",
    re.I,
)
# One word of each sentence, for a quick look.
SIGNS = (
    "sending limits",
    "your use case",
    "your email-sending",
    "you send email",
    "negative impact",
    "unable to",
    "limiting",
    "quota is",
)


def find(words: Words) -> Iterator[Found]:
    """One finding on a text that quotes AWS's letters."""
    if match := LETTER.search(words.text):
        message = f'quoted from a letter of AWS: "{match[0]}"'
        yield Found(words.path, message, "say it in your own words, or keep the letter in data/private")


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each value of the public file with such a sentence."""
    for words in product.published_with(*SIGNS):
        yield from find(words)
