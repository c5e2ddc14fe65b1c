"""A mail carries a child's name, age or school.

Mail is read on shared screens and forwarded; data of a child that the purpose does not need is better left out (HK-4, HK-5).

Wrong:
    streams: [{sample: {variables: {name: Jane, code: "493817", child name: Sam}}}]
    ---
    streams: [{sample: {text: "Hello [name], the course of your son's school begins. Your code is [code]."}}]
    ---
    streams: [{sample: {text: "Guten Tag [name], der Name Ihres Kindes steht auf der Liste. Code: [code]."}}]
Right:
    streams: [{sample: {text: "Hello [name], a place in the course is free. Your code is [code]."}}]
Silent:
    streams: [{sample: {text: "Hello [name], the course for children begins at the school. Your code is [code]."}}]
    ---
    streams: [{sample: {variables: {name: Jane, code: "493817", age limit: "18"}}}]
"""

import re
from collections.abc import Iterator

from policykit.readiness.sentences import english
from policykit.rules import Context, Found, ProductView

severity = "warning"
covers = ("KID-03",)
question = "examples"
sources = ("HK-4", "HK-5")

CHILD_DATA = re.compile(
    r"\b(?:child|kid|pupil|student|son|daughter)(?:['’]?s)?[ _-](?:first[ _-]?)?(?:name|age|birthday|school|class)\b"
    r"|\b(?:name|alter|schule|klasse|geburtstag) (?:ihres|des|deines) (?:kindes|sohnes)\b"
    r"|\b(?:name|alter|schule|klasse|geburtstag) (?:ihrer|der|deiner) tochter\b|\bkind(?:er|es)?[ _-]?(?:name|alter|schule)\b",
    re.I,
)


# Few mails hold one of these, and looking for them is much faster.
SIGNS = ("child", "kid", "pupil", "student", "son'", "son’", "son_", "son ", "daughter", "kind", "sohn", "tochter")


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each sample that names such data, in a variable, its text or its outline."""
    for path, stream in product.each_stream():
        sample = stream.sample
        if not sample:
            continue
        outline = (english(line) for line in sample.outline)
        shown = "\n".join((sample.subject, sample.text or "", *sample.variables, *outline))
        folded = shown.lower()
        match = CHILD_DATA.search(shown) if any(sign in folded for sign in SIGNS) else None
        if match:
            message = f'the mail of `{stream.id}` carries "{match[0]}"'
            yield Found(f"{path}.sample", message, "leave it out, and let the reader see it after signing in")
