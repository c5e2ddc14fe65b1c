"""A text boasts and gives no evidence.

"Thoroughly tested" adds nothing that a reviewer can use. "Tested with the mailbox simulator on 18 November" does.

Wrong:
    purpose: [Our team has extensive experience with email.]
    ---
    handling: {bounce_soft: {action: The handler was thoroughly tested.}}
    ---
    purpose: [{en: We send mail., de: Unser Team hat langjährige Erfahrung mit E-Mails.}]
Right:
    handling: {bounce_soft: {action: "The handler was tested with the mailbox simulator on 2026-11-18."}}
    ---
    handling: {bounce_soft: {action: The handler was thoroughly tested., evidence: simulator run of 2026-11-18}}
Silent:
    purpose: [The mail was successfully sent or it is repeated; singers share their experience with new songs.]
    ---
    audience: {who: singers with extensive repertoire and years of stage experience}
"""

import re
from collections.abc import Iterator

from policykit.readiness.sentences import own_words, signs
from policykit.readiness.statuses import with_status
from policykit.rules import Context, Found, ProductView, Words
from policykit.rules.lib.each_text import once_a_path

severity = "note"
covers = ("TXT-13",)

BOAST = re.compile(
    r"\b(?:extensive|vast|deep|proven|long-standing|many years of) experience (?:with|in|of)\b|\bproven track record\b"
    r"|\bsuccessfully (?:operated|run|managed)\b|\b(?:thoroughly|extensively|rigorously) tested\b"
    r"|\b(?:industry-leading|world-class|best-in-class|state-of-the-art|battle-tested|enterprise-grade)\b"
    r"|\b(?:umfangreiche|umfassende|langjährige) Erfahrung\w* (?:mit|in|im)\b|\b(?:ausgiebig|gründlich|umfassend) getestet\b"
    r"|\berfolgreich betrieben\b|\bbranchenführend\w*",
    re.I,
)


def find(words: Words) -> Iterator[Found]:
    """Each boast of a text."""
    for match in BOAST.finditer(own_words(words.text)):
        yield Found(words.path, f'nothing shows it: "{match[0]}"', "delete it, or say when, how and with what result")


_in_texts = once_a_path(
    find,
    signs(
        "experience track successfully tested leading class breed state battle enterprise best world industry",
        "erfahrung getestet betrieben branchenführend",
    ),
)


def check(product: ProductView, context: Context) -> Iterator[Found]:
    """The boasts that stand beside no evidence."""
    for finding in _in_texts(product, context):
        holder = finding.path.rpartition(".")[0]
        if not any(path == holder and getattr(record, "evidence", None) for path, record in with_status(product)):
            yield finding
