"""A sample mail has a name in brackets that is not declared as its variable.

A declared variable tells the reviewer what each recipient gets in its place. One that is not declared looks like a gap that
nobody filled.

Wrong:
    streams: [{sample: {variables: {code: (leave out)}}}]
    ---
    streams: [{sample: {subject: "Your code for [Product]"}}]
Right:
    streams: [{sample: {variables: {name: Jane, code: "493817"}}}]
Silent:
    streams: [{sample: {text: "[name], your code is [code]. [x] stay signed in [1]. [Help](https://lantern.example.com)"}}]
"""

import re
from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.names import samples_of

severity = "error"
covers = ("TXT-05",)
question = "examples"

BRACKETS = re.compile(r"\[([^\W\d][^\]\n]{1,60}|\d+[ -][^\]\n]{2,60})\](?!\()")


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each name in brackets, of subject and text, that the stream's sample does not declare."""
    declared = {path: stream.sample.variables for path, stream in product.each_stream() if stream.sample}
    for path, text in samples_of(product):
        known = declared[path.partition(".")[0]]
        for name in dict.fromkeys(BRACKETS.findall(text)):
            if name not in known:
                message = f"[{name}] is not declared as a variable of this sample"
                yield Found(path, message, "declare it in `variables:` with an example, or write the real words")
