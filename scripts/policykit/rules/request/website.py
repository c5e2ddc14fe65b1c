"""Website."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from policykit.readiness.domains import registrable
from policykit.readiness.statements import wordings
from policykit.rules import Context, Found, ProductView, rule


@rule("note", covers=["WEB-04"], sources=["AWS-05"])
def sender_unrelated_to_website(product: ProductView) -> Iterator[Found]:
    """The mail comes from another domain than the website, and no text says how they belong together.

    A recipient and a reviewer compare the sender with the site. Two names that are not the same look like two companies until
    one sentence connects them (AWS-05).

    Wrong:
        streams: [{from: codes@lantern-mail.example.net}]
    Right:
        streams: [{from: codes@mail.lantern.example.com}]
        ---
        streams: [{from: codes@lantern-mail.example.net}]
        company: {activity: Lantern Ltd runs Lantern and sends its mail from example.net.}
    """
    # Each sending domain that differs, once, unless a text names it beside the product or the site.
    website = product.website
    own = registrable(urlsplit(website.url).hostname or "") if website else None
    if own is None:
        return
    seen = {own, None}
    for path, stream in product.each_stream():
        domain = registrable(stream.from_.rpartition("@")[2]) if stream.from_ else None
        if domain in seen:
            continue
        seen.add(domain)
        names = (own, product.name, product.company.name if product.company else own)
        texts = [item.text for item in wordings(product, "company", "summary", "purpose", "sending")]
        if not any(str(domain) in text and any(name in text for name in names) for text in texts):
            fix = "send from a domain of the website, or say in `company.activity:` how the two belong together"
            yield Found(f"{path}.from", f"sent from {domain}, but the website is at {own}", fix)


@rule("error", covers=["SES-03"], sources=["AWS-02"])
def website_address_too_long(product: ProductView, context: Context) -> Iterator[Found]:
    r"""The address of the website is longer than the form takes.

    The API limits the website's address; a link that holds a whole query is refused (AWS-02).

    Wrong:
        website: {url: "https://lantern.example.com/?\
            utm_source=newsletter&utm_medium=email&utm_campaign=spring-concerts&utm_content=headline&utm_term=rehearsals&\
            utm_source=newsletter&utm_medium=email&utm_campaign=spring-concerts&utm_content=headline&utm_term=rehearsals&\
            utm_source=newsletter&utm_medium=email&utm_campaign=spring-concerts&utm_content=headline&utm_term=rehearsals&\
            utm_source=newsletter&utm_medium=email&utm_campaign=spring-concerts&utm_content=headline&utm_term=rehearsals&\
            utm_source=newsletter&utm_medium=email&utm_campaign=spring-concerts&utm_content=headline&utm_term=rehearsals&\
            utm_source=newsletter&utm_medium=email&utm_campaign=spring-concerts&utm_content=headline&utm_term=rehearsals&\
            utm_source=newsletter&utm_medium=email&utm_campaign=spring-concerts&utm_content=headline&utm_term=rehearsals&\
            utm_source=newsletter&utm_medium=email&utm_campaign=spring-concerts&utm_content=headline&utm_term=rehearsals&\
            utm_source=newsletter&utm_medium=email&utm_campaign=spring-concerts&utm_content=headline&utm_term=rehearsals&\
            last=1"}
    Right:
        website: {url: "https://lantern.example.com"}
    """
    # An address that is too long.
    website = product.website
    limit = int(context.number("website-characters"))
    if website and len(website.url) > limit:
        message = f"the address has {len(website.url):,} characters, and the form takes {limit:,}"
        yield Found("website.url", message, "name the start page")


DAYS = 30
"""Our own: what was true a month ago may have changed."""


@rule("note", covers=["WEB-03"], sources=["AWS-01"])
def website_not_checked_lately(product: ProductView, context: Context) -> Iterator[Found]:
    """Nobody has looked at the website lately.

    A reviewer opens the website. One that is down or outdated on that day loses the case, so somebody opens it before (AWS-01).

    Wrong:
        website: {checked_on: 2026-09-01}
        ---
        website: {checked_on: (leave out)}
    Right:
        website: {checked_on: 2026-11-20}
    """
    # A look that is too old, or that is not stated.
    website = product.website
    if not website:
        return
    fix = "open it, follow its links, and record the day in `website.checked_on:`"
    if website.checked_on is None:
        yield Found("website", "when somebody last opened the website is not stated", fix)
    elif (age := (context.today - website.checked_on).days) > DAYS:
        message = f"last opened on {website.checked_on}, {age} days ago; more than {DAYS}"
        yield Found("website.checked_on", message, fix)


@rule("error", covers=["WEB-01"], sources=["AWS-01"])
def website_not_encrypted(product: ProductView) -> Iterator[Found]:
    """The website is named with http instead of https.

    A reviewer's browser marks such a page as not secure before it shows it; people are to sign up there (AWS-01).

    Wrong:
        website: {url: "http://lantern.example.com"}
    Right:
        website: {url: "https://lantern.example.com"}
    """
    # An address that begins with http.
    website = product.website
    if website and website.url.startswith("http:"):
        fix = "serve the site over https, and name that address"
        yield Found("website.url", f"{website.url} is not encrypted", fix)


_PLATFORMS = (
    "apps.apple.com bsky.app docs.google.com drive.google.com facebook.com github.com gitlab.com instagram.com linkedin.com "
    "linktr.ee medium.com notion.site play.google.com sites.google.com tiktok.com twitter.com x.com youtube.com"
)
PLATFORMS = frozenset(_PLATFORMS.split())
"""Our own choice of the large ones. Hosts that give each customer a name of its own, such as github.io, are not among them."""


@rule("error", covers=["WEB-01"], sources=["AWS-01", "AWS-02"])
def website_on_a_platform(product: ProductView) -> Iterator[Found]:
    """The website is a profile or document on somebody else's platform.

    The reviewer looks for your product and company at that address. A profile shows neither that the domain is yours nor your
    policies (AWS-01, AWS-02).

    Wrong:
        website: {url: "https://www.facebook.com/lantern"}
        ---
        website: {url: "https://docs.google.com/document/d/1"}
    Right:
        website: {url: "https://lantern.example.com"}
    """
    # A host that is a platform, or below one.
    website = product.website
    if not website:
        return
    labels = (urlsplit(website.url).hostname or "").split(".")
    platform = next((name for start in range(len(labels)) if (name := ".".join(labels[start:])) in PLATFORMS), None)
    if platform:
        fix = "publish a page on a domain of the product or company, and name that"
        yield Found("website.url", f"the website is a page on {platform}", fix)
