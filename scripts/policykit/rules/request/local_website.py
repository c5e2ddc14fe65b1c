"""A website that only its author can open."""

import re
from collections.abc import Iterator

from policykit.rules import Found, ProductView, Words, text_rule
from policykit.rules.lib.names import names_of
from policykit.rules.lib.quotations import quoted

LOCAL = re.compile(
    r"\b(?:https?://)?(?:localhost|127\.0\.0\.1|0\.0\.0\.0|10(?:\.\d{1,3}){3}|192\.168(?:\.\d{1,3}){2})(?!\.?[\w-])(?::\d+)?"
    r"|\bhttps?://[\w-]+(?:\.[\w-]+)*\.(?:local|internal|lan|test)(?!\.?[\w-])(?::\d+)?",
    re.I,
)
LABEL = re.compile(r"\b(?:web ?site|web ?page|home ?page|site|url|(?:application|app) address)\b", re.I)


@text_rule("error", question="purpose", covers=["WEB-01"], sources=["AWS-01", "AWS-02"])
def website_only_local(words: Words) -> Iterator[Found]:
    """The website has an address that only works on your own computer or network.

    The form requires the address of a website, and a reviewer opens it. Nobody outside can open localhost.

    Fix: Publish a page that says what your product does, and enter its public address.

    Wrong:
        website: {url: "https://192.168.1.20:3000"}
        ---
        website: {url: "https://lantern.local/"}
    Right:
        website: {url: "https://lantern.example.com"}
    Silent:
        sending: [{text: "In tests, the worker calls http://localhost:8005 instead of SES."}]
        ---
        website: {url: "https://localhost.example.com"}
    """
    if (match := LOCAL.search(words.text)) and LABEL.search(words.text.replace(match[0], "")):
        yield Found(words.path, "Only you can open this website: {addresses}.", addresses=quoted([match[0]]))


@website_only_local.in_product
def _website_only_local_in_product(product: ProductView) -> Iterator[Found]:
    for path, text in names_of(product):
        if path.startswith("website.") and (match := LOCAL.match(text)):
            yield Found(path, "Only you can open this website: {addresses}.", addresses=quoted([match[0]]))
