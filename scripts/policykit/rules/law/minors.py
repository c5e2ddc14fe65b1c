"""Minors."""

import re
from collections.abc import Iterator

from policykit.readiness.sentences import english, signs, texts_with
from policykit.rules import Found, ProductView, rule

WHERE = ("summary", "purpose[", "audience.who", "audience.relationship")
AGE_SIGNS = signs("child children kids minors teenagers pupils toddlers")
CHILDREN = re.compile(r"\b(?:child|children|kids|minors|teenagers|pupils|toddlers)\b", re.I)


@rule("error", question="lists", covers=["KID-01"], sources=["HK-5"])
def account_age_missing(product: ProductView) -> Iterator[Found]:
    """The product is about or for minors, but from which age one may hold an account is not stated.

    A reviewer wants to know whether children get the mail. The privacy commissioner of Hong Kong asks the same of whoever
    serves minors (HK-5).

    Wrong:
        audience: {minors: users}
        ---
        audience: {minors: subject_only}
        ---
        audience: {minors: (leave out), who: parents who book courses for their children}
    Right:
        audience: {minors: subject_only, min_age: 18}
        ---
        audience: {minors: none, who: parents who book courses for their children}
    Silent:
        audience: {minors: (leave out), who: adult members of driving schools}
        ---
        audience: {minors: (leave out), min_age: 18, who: parents who book courses for their children}
    """
    # No youngest age where minors use the product or are its subject, or where its texts speak of children.
    minors = product.audience.minors
    if product.audience.min_age is not None or minors == "none":
        return
    if minors is None:
        texts = (
            words.text for words in texts_with(product, AGE_SIGNS) if words.language == "en" and words.path.startswith(WHERE)
        )
        match = next((found for text in texts if (found := CHILDREN.search(text))), None)
        if match is None:
            return
        reason = f'the texts speak of "{match[0]}"'
        path = "audience.minors"
    else:
        reason = "minors use the product" if minors == "users" else "the product is about minors"
        path = "audience.min_age"
    message = f"{reason}, but who may hold an account is not stated"
    fix = "say in `minors:` whether minors hold accounts and in `min_age:` from which age, such as 18"
    yield Found(path, message, fix)


CHILD_DATA = re.compile(
    r"\b(?:child|kid|pupil|student|son|daughter)(?:['’]?s)?[ _-](?:first[ _-]?)?(?:name|age|birthday|school|class)\b"
    r"|\b(?:name|alter|schule|klasse|geburtstag) (?:ihres|des|deines) (?:kindes|sohnes)\b"
    r"|\b(?:name|alter|schule|klasse|geburtstag) (?:ihrer|der|deiner) tochter\b|\bkind(?:er|es)?[ _-]?(?:name|alter|schule)\b",
    re.I,
)
# Few mails hold one of these, and looking for them is much faster.
CHILD_SIGNS = ("child", "kid", "pupil", "student", "son'", "son’", "son_", "son ", "daughter", "kind", "sohn", "tochter")


@rule("warning", question="examples", covers=["KID-03"], sources=["HK-4", "HK-5"])
def child_data_in_mail(product: ProductView) -> Iterator[Found]:
    """A mail carries a child's name, age or school.

    Mail is read on shared screens and forwarded; data of a child that the purpose does not need is better left out (HK-4,
    HK-5).

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
    # Each sample that names such data, in a variable, its text or its outline.
    for path, stream in product.each_stream():
        sample = stream.sample
        if not sample:
            continue
        outline = (english(line) for line in sample.outline)
        shown = "\n".join((sample.subject, sample.text or "", *sample.variables, *outline))
        folded = shown.lower()
        match = CHILD_DATA.search(shown) if any(sign in folded for sign in CHILD_SIGNS) else None
        if match:
            message = f'the mail of `{stream.id}` carries "{match[0]}"'
            yield Found(f"{path}.sample", message, "leave it out, and let the reader see it after signing in")


AGE = 13
"""The age of 16 CFR 312: a child is younger than this."""


@rule("error", question="lists", covers=["KID-02"], sources=["US-4"])
def parental_consent_missing(product: ProductView) -> Iterator[Found]:
    """Children under 13 in the United States may hold an account, but how a parent agrees is not stated.

    The COPPA Rule asks for the verifiable consent of a parent before data of a child under 13 is collected, and since 22 April
    2026 for a written retention policy (US-4).

    Wrong:
        markets: [US]
        audience: {minors: users, min_age: 10}
    Right:
        markets: [US]
        audience: {minors: users, min_age: 13}
        ---
        markets: [US]
        audience: {minors: users, min_age: 10, parental_consent: A parent agrees by a card payment before the account opens.}
        ---
        markets: [IE]
        audience: {minors: users, min_age: 10}
    """
    # A stated age below 13 without a way for a parent to agree; an age that is not stated is another rule's matter.
    audience = product.audience
    if "US" not in product.markets or audience.minors != "users" or audience.parental_consent:
        return
    if audience.min_age is not None and audience.min_age < AGE:
        message = (
            f"accounts are open from {audience.min_age} years; how a parent agrees, as 16 CFR 312 (US) asks, is not stated"
        )
        fix = f"open accounts from {AGE} years, or state in `parental_consent:` how a parent agrees first"
        yield Found("audience.parental_consent", message, fix)
