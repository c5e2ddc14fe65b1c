"""Judges looks at the website."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from policykit.model.evidence import WebLook
from policykit.model.view import ProductView
from policykit.readiness.domains import is_hosted, registrable
from policykit.readiness.found import Found
from policykit.readiness.sentences import affirmed, english

from .judgment import Difference, Seen

PAGES = ("url", "privacy_url", "terms_url", "imprint_url")
"""The fields of `website` that are claims: the page is there, and it is the product's."""
_FEW_WORDS = 20
_SHORT = 60
"""A page with fewer words than this shows all that it has to say."""
_FROM_A_FORM = re.compile(r"\bforms?\b|\bsign(?:s|ed|ing)?[- ]up\b|\bregist\w+", re.I)


def judge(product: ProductView) -> Iterator[Difference | Seen]:
    """Yield what they confirm, and what differs from the file."""
    looks = {look.asked: look for look in product.evidence.web}
    for name in PAGES:
        look, place = looks.get(getattr(product.website, name) or ""), f"website.{name}"
        if look is None or look.day is None:
            continue
        untrue = next(_untrue(place, look), None)
        if found := untrue or next(_unsure(product, place, look), None):
            # A longer text, or scripts, may show what this look did not find.
            is_certain = untrue or (look.problem is None and not look.scripts and (look.words or 0) < _SHORT)
            yield Difference(found, look.day, (place,) if is_certain else ())
            continue
        yield from (Difference(found, look.day) for found in _weak(product, place, look))
        if look.status == 200:
            yield Seen(place, look.day, (look.asked,), "web")


def _untrue(place: str, look: WebLook) -> Iterator[Found]:
    """Yield why the page is not what the file says it is; the first reason is the one to fix."""
    yield from _unreachable(place, look)
    if place == "website.url" and _domain(look.url or look.asked) != _domain(look.asked):
        yield Found(
            place,
            "{url} leads to another domain: {other}.",
            "Enter the address where the website is. If the other domain is not yours, correct the redirect.",
            url=look.asked,
            other=look.url,
        )
    if look.words == 0 and not look.scripts:
        yield Found(
            place, "The page at {url} is empty.", "Publish the page, then run `scripts/verify.py` again.", url=look.asked
        )


def _unsure(product: ProductView, place: str, look: WebLook) -> Iterator[Found]:
    """Yield why the page may not be what the file says it is, or why the look cannot tell."""
    if look.problem == "not_html":
        yield Found(
            place,
            "{url} is a file, not a web page, so this look could not read it.",
            "Publish the text as a page that opens in every browser.",
            url=look.asked,
        )
        return
    if look.scripts and (look.words or 0) < _FEW_WORDS:
        yield Found(
            place,
            "The page at {url} has hardly any text until scripts run, so this look could not read it.",
            "Put the name, the purpose and the contact into the HTML itself, for instance by prerendering the page.",
            url=look.asked,
        )
    if look.parked:
        yield Found(
            place,
            'It looks as if nothing is published at {url} yet: the page says "{words}".',
            "Publish a page that says what your product does, who runs it and how to reach you.",
            url=look.asked,
            words=look.parked,
        )
    if look.login:
        yield Found(
            place,
            "{url} only shows a login. A reviewer has no account and sees nothing of your product.",
            "Show without login what your product does and who runs it, or enter the address of a page that does.",
            url=look.asked,
        )
    same = look.same_as or look.asked == product.website.url
    if place != "website.url" and same and not urlsplit(look.asked).fragment:
        yield Found(
            place,
            "{url} shows the same page as your website, not a page of its own.",
            "Publish the text on a page of its own and enter that address. Let addresses that do not exist answer 404.",
            url=look.asked,
        )
    if look.status == 200 and not look.names:
        yield Found(
            place,
            "This look found neither your product nor your company on the page at {url}: {names}.",
            "Write the name on the page as text, as it is in your product file.",
            url=look.asked,
            names=list(dict.fromkeys(filter(None, (product.name, product.company.name)))),
        )


def _unreachable(place: str, look: WebLook) -> Iterator[Found]:
    """Yield why there is no page."""
    url, host = look.asked, urlsplit(look.url or look.asked).hostname
    match look.problem:
        case "no_host":
            yield Found(
                place,
                "Nobody can open {url}: DNS does not know the host {host}.",
                "At your DNS provider, add an A or CNAME record for {host} that points to your web server, or correct the "
                "address in the file.",
                url=url,
                host=host,
            )
        case "certificate_expired":
            yield Found(
                place,
                "The certificate of {host} has expired, so browsers warn before they show {url}.",
                "Renew the certificate, and let your server or hosting provider renew it automatically.",
                url=url,
                host=host,
            )
        case "certificate_host":
            yield Found(
                place,
                "The certificate at {url} is for another host name than {host}, so browsers warn before they show the page.",
                "Get a certificate that contains {host}, or enter the address that the certificate is for.",
                url=url,
                host=host,
            )
        case "certificate":
            yield Found(
                place,
                "Browsers do not trust the certificate of {host}, and warn before they show {url}.",
                "Get the certificate from a public authority instead of signing it yourself, and install it with the "
                "intermediate certificates.",
                url=url,
                host=host,
            )
        case "not_https" if look.url in (None, look.asked):
            yield Found(
                place,
                "The address {url} begins with http instead of https.",
                "Serve the page over https, then enter that address.",
                url=url,
            )
        case "not_https":
            yield Found(
                place,
                "{url} leads to an address that is not encrypted: {other}.",
                "Correct the redirect, so that it leads to an address that begins with https.",
                url=url,
                other=look.url,
            )
        case "redirect_loop":
            yield Found(
                place,
                "{url} redirects and never arrives at a page.",
                "Check the redirects of your web server and of the service in front of it: often each sends visitors back to "
                "the other.",
                url=url,
            )
        case "not_html" if place == "website.url":
            yield Found(
                place,
                "{url} is a file, not a web page.",
                "Enter the address of a page that says what your product does.",
                url=url,
            )
    match look.status:
        case 401:
            yield Found(
                place,
                "{url} asks for a password before it shows anything.",
                "Remove the password from this page, or enter the address of a page that anyone can open.",
                url=url,
            )
        case 404 | 410:
            yield Found(
                place,
                "There is no page at {url} (status {status}).",
                "Publish the page, or correct the address in the file.",
                url=url,
                status=look.status,
            )
        case int(status) if status != 200 and look.problem is None:
            yield Found(
                place,
                "{url} shows no page: it answers with status {status}.",
                "Let the address answer with the page and status 200.",
                url=url,
                status=status,
            )


def _weak(product: ProductView, place: str, look: WebLook) -> Iterator[Found]:
    """Yield what a reviewer may take amiss on a page that is there."""
    host = urlsplit(look.url or look.asked).hostname or ""
    if place == "website.url" and is_hosted(host):
        yield Found(
            place,
            "Your website is still at {host}, a name that a hosting platform gave it.",
            "Connect your own domain at the platform, then enter its address. We know of one public request with such an "
            "address; AWS refused it.",
            host=host,
        )
    if place != "website.url" and _domain(look.url or look.asked) != _domain(look.asked):
        yield Found(
            place,
            "{url} leads to another domain: {other}.",
            "Publish the text on your own domain, or enter the address where it is.",
            url=look.asked,
            other=look.url,
        )
    if place == "website.privacy_url" and not look.email:
        yield Found(
            place,
            "Your privacy policy at {url} does not mention email.",
            "Say in it which emails you send, to which addresses, and that Amazon SES delivers them.",
            url=look.asked,
        )
    if place == "website.url" and not (look.sign_up or look.scripts) and (source := _form_of(product)):
        yield Found(
            source,
            "The file says that people enter their addresses themselves, but this look found no form for it at {url}, and no "
            "link to one.",
            "Link to the form from your website. If people cannot find it from there, tell AWS its address.",
            url=look.asked,
        )


def _form_of(product: ProductView) -> str:
    """The place that says that addresses come from a form; empty if none does."""
    streams = product.each_stream()
    sources = [(f"{path}.recipients.address_source", stream.recipients.address_source) for path, stream in streams]
    sources += [(f"lists.sources[{index}]", text) for index, text in enumerate(product.lists.sources)]
    return next((place for place, text in sources if affirmed(_FROM_A_FORM, english(text))), "")


def _domain(url: str) -> str:
    host = urlsplit(url).hostname or ""
    return registrable(host) or host
