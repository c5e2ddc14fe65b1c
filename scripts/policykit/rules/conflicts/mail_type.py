"""Transactional only, and a newsletter."""

import re
from collections.abc import Iterator, Sequence

from policykit.readiness.sentences import affirmed, own_words, sentences
from policykit.rules import Found, ProductView, Words, text_rule
from policykit.rules.lib.drafts import paragraphs

ONLY = re.compile(
    r"\b(?:only|exclusively|strictly|purely|solely) (?:(?:sends?|for|of|to send) )?(?:\w+ )?transactional\b"
    r"|\btransactional(?: (?:e-?mails?|mails?|messages?))? only\b",
    re.I,
)
NO_MARKETING = re.compile(
    r"\bno (?:bulk )?(?:marketing|promotional)(?: or promotional)? (?:e-?mails?|mails?|content|messages?|campaigns?)\b"
    r"|\b(?:do|does) not send (?:any )?(?:newsletters|marketing|promotional|advertising)\b",
    re.I,
)
MARKETING = re.compile(
    r"\bnewsletters?\b"
    r"|\b(?:marketing|promotional|advertising) (?:e-?mails?|mails?|mailings?|messages?|campaigns?|communications?)\b"
    r"|\b(?:product (?:news|announcements)|special offers|discount codes)\b",
    re.I,
)
# What other rules read: marketing-denied-but-sent and marketing-without-stream.
UNREAD = ("summary", "company.", "audience.", "request.", "monitoring.", "security[", "data.", "laws[")


@text_rule("error", question="purpose", covers=["CON-05"], signs="transactional newsletter marketing promotional")
def transactional_only_beside_newsletter(words: Words) -> Iterator[Found]:
    """The text says "transactional only" and also describes marketing.

    The mail type decides how AWS reads the rest of your request. With both sentences in it, a reviewer can believe only one.

    Fix: Name both kinds of email, or leave out the one that you do not send through SES.

    Wrong:
        summary: Lantern sends transactional emails only and, once a month, a newsletter.
    Right:
        summary: Lantern sends choirs their rehearsal plans and, to readers who ordered it, a newsletter once a month.
    Silent:
        summary: Lantern sends transactional emails only, no newsletters and no marketing emails.
    """
    yield from _contradictions([words])


@transactional_only_beside_newsletter.in_product
def _transactional_only_beside_newsletter_in_product(product: ProductView) -> Iterator[Found]:
    for words in product.words_at(*UNREAD):
        if words.language == "en":
            yield from _contradictions([words])


@transactional_only_beside_newsletter.in_draft
def _transactional_only_beside_newsletter_in_draft(lines: Sequence[Words]) -> Iterator[Found]:
    yield from _contradictions(list(paragraphs(lines)))


def _contradictions(texts: list[Words]) -> Iterator[Found]:
    """Yield the first marketing that a text names, if another sentence excludes it."""
    own = [(words.path, own_words(words.text)) for words in texts]
    denial = next((match[0] for _, text in own for form in (ONLY, NO_MARKETING) if (match := form.search(text))), None)
    for path, text in own if denial else ():
        for sentence in sentences(text):
            if match := affirmed(MARKETING, ONLY.sub(" ", sentence)):
                yield Found(path, 'You say "{denial}", but the text names "{marketing}".', denial=denial, marketing=match[0])
                return
