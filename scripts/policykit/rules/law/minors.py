"""Minors."""

import re
from collections.abc import Iterator

from policykit.readiness.sentences import english, signs, texts_with
from policykit.rules import Found, ProductView, rule

WHERE = ("summary", "purpose[", "audience.who", "audience.relationship")
AGE_SIGNS = signs("child children kids minors teenagers pupils toddlers")
CHILDREN = re.compile(r"\b(?:child|children|kids|minors|teenagers|pupils|toddlers)\b", re.I)


@rule(
    "warning",
    question="lists",
    covers=["KID-01"],
    sources=["HK-5"],
    asks="Age limit for accounts",
    severity_because="A missing age is no reason to refuse. AWS will ask whether children get the email.",
)
def account_age_missing(product: ProductView) -> Iterator[Found]:
    """Your product is for or about minors, but you name no age limit for accounts.

    A reviewer wants to know whether children get the email. The privacy commissioner of Hong Kong asks the same of whoever
    serves minors.

    Fix: Say in `audience.minors` whether minors use the product, and in `audience.min_age` from which age one may have an
    account.

    Wrong:
        audience: {minors: (leave out), who: parents who book courses for their children}
        ---
        audience: {minors: users}
        ---
        audience: {minors: subject_only}
    Right:
        audience: {minors: subject_only, min_age: 18}
    Silent:
        audience: {minors: none, who: parents who book courses for their children}
        ---
        audience: {minors: (leave out), who: adult members of driving schools}
        ---
        audience: {minors: (leave out), min_age: 18, who: parents who book courses for their children}
    """
    minors = product.audience.minors
    if product.audience.min_age is not None or minors == "none":
        return
    if minors == "users":
        yield Found("audience.min_age", "Minors use your product, but you name no age limit for accounts.")
    elif minors == "subject_only":
        yield Found("audience.min_age", "Your product is about minors, but you name no age limit for accounts.")
    else:
        for words in texts_with(product, AGE_SIGNS):
            if words.language == "en" and words.path.startswith(WHERE) and (match := CHILDREN.search(words.text)):
                yield Found(
                    "audience.minors",
                    'Your texts mention "{words}", but you do not say from which age one may have an account.',
                    words=match[0],
                )
                return


CHILD_DATA = re.compile(
    r"\b(?:child|kid|pupil|student|son|daughter)(?:['’]?s)?[ _-](?:first[ _-]?)?(?:name|age|birthday|school|class)\b"
    r"|\b(?:name|alter|schule|klasse|geburtstag) (?:ihres|des|deines) (?:kindes|sohnes)\b"
    r"|\b(?:name|alter|schule|klasse|geburtstag) (?:ihrer|der|deiner) tochter\b|\bkind(?:er|es)?[ _-]?(?:name|alter|schule)\b",
    re.I,
)
# Few emails have one of these, and looking for them is much faster.
CHILD_SIGNS = ("child", "kid", "pupil", "student", "son'", "son’", "son_", "son ", "daughter", "kind", "sohn", "tochter")


@rule("warning", question="examples", covers=["KID-03"], sources=["HK-4", "HK-5"])
def child_data_in_mail(product: ProductView) -> Iterator[Found]:
    """An email contains a child's name, age or school.

    People read email on shared screens and forward it. Leave out data of a child that the purpose does not need.

    Fix: Leave it out, and show it after the reader signs in.

    Wrong:
        streams:
          - id: sign-in-code
            sample: {text: "Hello [name], the course of your son's school begins. Your code is [code]."}
        ---
        streams:
          - id: sign-in-code
            sample: {variables: {name: Jane, code: "493817", child name: Sam}}
        ---
        streams:
          - id: sign-in-code
            sample: {text: "Guten Tag [name], der Name Ihres Kindes steht auf der Liste. Code: [code]."}
    Right:
        streams:
          - id: sign-in-code
            sample: {text: "Hello [name], a place in the course is free. Your code is [code]."}
    Silent:
        streams: [{sample: {text: "Hello [name], the course for children begins at the school. Your code is [code]."}}]
        ---
        streams: [{sample: {variables: {name: Jane, code: "493817", age limit: "18"}}}]
    """
    for path, stream in product.each_stream():
        sample = stream.sample
        if not sample:
            continue
        outline = (english(line) for line in sample.outline)
        shown = "\n".join((sample.subject, sample.text or "", *sample.variables, *outline))
        folded = shown.lower()
        match = CHILD_DATA.search(shown) if any(sign in folded for sign in CHILD_SIGNS) else None
        if match:
            yield Found(
                f"{path}.sample",
                'The sample of `{stream}` contains data about a child: "{words}".',
                stream=stream.id,
                words=match[0],
            )
