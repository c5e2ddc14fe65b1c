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
_REFUSED = (403, 429)
"""A firewall answers so to programs, and a browser may see the page all the same."""
_FROM_A_FORM = re.compile(r"\bforms?\b|\bsign(?:s|ed|ing)?[- ]up\b|\bregist\w+", re.I)


def judge(product: ProductView) -> Iterator[Difference | Seen]:
    """Yield what they confirm, and what differs from the file."""
    looks = {look.asked: look for look in product.evidence.web}
    for name in PAGES:
        look, place = looks.get(getattr(product.website, name) or ""), f"website.{name}"
        if look is None or look.day is None:
            continue
        untrue = next(_untrue(product, place, look), None)
        if untrue:
            yield Difference(untrue, look.day, (place,))
            continue
        unread = next(_unread(place, look), None)
        weak = (unread,) if unread else _weak(product, place, look)
        yield from (Difference(found, look.day) for found in weak)
        if not unread:
            yield Seen(place, look.day, (look.asked,))


def _untrue(product: ProductView, place: str, look: WebLook) -> Iterator[Found]:
    """Yield why the page is not what the file says it is; the first reason is the one to fix."""
    yield from _unreachable(place, look)
    is_home = place == "website.url"
    if is_home and _domain(look.url or look.asked) != _domain(look.asked):
        yield Found(
            place,
            "{url} leads to another domain: {other}.",
            "Enter the address where the website is. If the other domain is not yours, correct the redirect.",
            url=look.asked,
            other=look.url,
        )
    if look.parked:
        yield Found(
            place,
            'Nothing is published at {url}: the page says "{words}".',
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
    if look.words == 0 and not look.scripts:
        yield Found(
            place, "The page at {url} is empty.", "Publish the page, then run `scripts/verify.py` again.", url=look.asked
        )
    same = look.same_as or look.asked == product.website.url
    if not is_home and same and not urlsplit(look.asked).fragment and not _needs_scripts(look):
        yield Found(
            place,
            "{url} shows the same page as your website, not a page of its own.",
            "Publish the text on a page of its own and enter that address. Let addresses that do not exist answer 404.",
            url=look.asked,
        )
    if look.status == 200 and look.problem is None and not look.names and not _needs_scripts(look):
        yield Found(
            place,
            "The page at {url} names neither your product nor your company: {names}.",
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
        case int(status) if status >= 500:
            yield Found(
                place,
                "The server of {url} fails (status {status}).",
                "Look into the log of your web server, and correct the error.",
                url=url,
                status=status,
            )
        case int(status) if status != 200 and status not in _REFUSED and look.problem is None:
            yield Found(
                place,
                "{url} shows no page: it answers with status {status}.",
                "Let the address answer with the page and status 200.",
                url=url,
                status=status,
            )


def _unread(place: str, look: WebLook) -> Iterator[Found]:
    """Yield why the look cannot tell what a visitor sees."""
    if look.status in _REFUSED:
        yield Found(
            place,
            "{url} refused this look (status {status}). Either a firewall keeps programs out, or nobody can open the page.",
            "Open the address in a private window. If you see no page, publish it; if you do, allow automated requests as "
            "well.",
            url=look.asked,
            status=look.status,
        )
    elif look.problem == "not_html":
        yield Found(
            place,
            "{url} is a file, not a web page, so this look could not read it.",
            "Publish the text as a page that opens in every browser.",
            url=look.asked,
        )
    elif _needs_scripts(look):
        yield Found(
            place,
            "The page at {url} has hardly any text until scripts run, so this look could not read it.",
            "Put the name, the purpose and the contact into the HTML itself, for instance by prerendering the page.",
            url=look.asked,
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
    if place == "website.url" and not look.sign_up and (source := _form_of(product)):
        yield Found(
            source,
            "The file says that people enter their addresses themselves, but {url} has no form for it and no link to one.",
            "Link to the form from your website. If people cannot find it from there, tell AWS its address.",
            url=look.asked,
        )


def _needs_scripts(look: WebLook) -> bool:
    return look.scripts and (look.words or 0) < _FEW_WORDS


def _form_of(product: ProductView) -> str:
    """The place that says that addresses come from a form; empty if none does."""
    streams = product.each_stream()
    sources = [(f"{path}.recipients.address_source", stream.recipients.address_source) for path, stream in streams]
    sources += [(f"lists.sources[{index}]", text) for index, text in enumerate(product.lists.sources)]
    return next((place for place, text in sources if affirmed(_FROM_A_FORM, english(text))), "")


def _domain(url: str) -> str:
    host = urlsplit(url).hostname or ""
    return registrable(host) or host
