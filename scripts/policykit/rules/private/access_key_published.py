"""An AWS access key stands in a public file.

Programs search public files for keys and use them within minutes. A key that was public stays unsafe, even after it is
removed.

Wrong:
    sending: [{text: The worker signs its calls with AKIAIOSFODNN7EXAMPLE.}]
Right:
    sending: [{text: The worker signs its calls with an IAM role.}]
Silent:
    sending: [{text: Keys that begin with AKIA are for users; those with ASIA end by themselves.}]
"""

import re
from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView, Words

severity = "error"
covers = ("SENS-03",)

KEY = re.compile(r"\b(?:AKIA|ASIA)[A-Z0-9]{16}\b|\b(?i:aws_secret_access_key)\b\W{1,4}[\w/+]{30,}")


def find(words: Words) -> Iterator[Found]:
    """One finding on a text that holds one; the key is not repeated."""
    if KEY.search(words.text):
        fix = "delete the key in IAM today, then remove it here; use a role instead of keys"
        yield Found(words.path, "an AWS access key", fix)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each value of the public file that holds one."""
    for words in product.published_with("AKIA", "ASIA", "secret_access_key", "SECRET_ACCESS_KEY"):
        yield from find(words)
