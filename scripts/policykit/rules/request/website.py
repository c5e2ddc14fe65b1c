"""Website."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from policykit.readiness.domains import registrable
from policykit.readiness.statements import wordings
from policykit.rules import Context, Found, ProductView, rule


@rule("note", question="identity", covers=["WEB-04"], sources=["AWS-05"], asks="Link between sender domain and website")
def sender_unrelated_to_website(product: ProductView) -> Iterator[Found]:
    """You send from another domain than your website's, and do not say how they belong together.

    Recipients and reviewers compare the sender with the website. Two different names look like two companies until one sentence
    connects them.

    Fix: Send from a domain of the website, or say in `company.activity` how the two belong together.

    Wrong:
        streams: [{from: codes@lantern-mail.example.net}]
    Right:
        streams: [{from: codes@mail.lantern.example.com}]
        ---
        streams: [{from: codes@lantern-mail.example.net}]
        company: {activity: Lantern Ltd runs Lantern and sends its mail from example.net.}
    """
    # Each domain once, unless a text names it beside the product or the site.
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
            yield Found(
                f"{path}.from",
                "You send from {domain}, but your website is at {website}. How they belong together is missing.",
                domain=str(domain),
                website=own,
            )


@rule("error", covers=["SES-03"], sources=["AWS-02"])
def website_address_too_long(product: ProductView, context: Context) -> Iterator[Found]:
    r"""The website address is longer than the form accepts.

    AWS rejects an address above its limit. Long addresses usually contain tracking parameters that a reviewer does not need.

    Fix: Enter the address of your start page.

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
    website = product.website
    limit = int(context.number("website-characters"))
    if website and len(website.url) > limit:
        yield Found(
            "website.url",
            "The website address has {length} characters, but the form accepts {limit}.",
            length=len(website.url),
            limit=limit,
        )


DAYS = 30
"""Our own: what was true a month ago may have changed."""


@rule("note", question="purpose", covers=["WEB-03"], sources=["AWS-01"], asks="Recent check of the website")
def website_not_checked_lately(product: ProductView, context: Context) -> Iterator[Found]:
    """You have not recorded a recent check of your website.

    A reviewer opens your website. If it is down or out of date that day, AWS may refuse, so open it yourself before you ask.

    Fix: Open the website, follow its links, and enter the date in `website.checked_on`.

    Wrong:
        website: {checked_on: 2026-09-01}
        ---
        website: {checked_on: (leave out)}
    Right:
        website: {checked_on: 2026-11-20}
    """
    website = product.website
    if not website:
        return
    if website.checked_on is None:
        yield Found("website", "The date of the last check of your website is missing.")
    elif (age := (context.today - website.checked_on).days) > DAYS:
        yield Found(
            "website.checked_on", "You last checked your website {days} days ago ({day}).", days=age, day=website.checked_on
        )


@rule(
    "warning",
    question="purpose",
    covers=["WEB-01"],
    sources=["AWS-01"],
    severity_because="The form accepts such an address; a reviewer sees the browser's warning.",
)
def website_not_encrypted(product: ProductView) -> Iterator[Found]:
    """The website address begins with http instead of https.

    A reviewer's browser marks the page as not secure, and people are supposed to sign up there.

    Fix: Serve the website over https, and enter that address.

    Wrong:
        website: {url: "http://lantern.example.com"}
    Right:
        website: {url: "https://lantern.example.com"}
    """
    website = product.website
    if website and website.url.startswith("http:"):
        yield Found("website.url", "Your website {url} is not encrypted.", url=website.url)


_PLATFORMS = (
    "apps.apple.com bsky.app docs.google.com drive.google.com facebook.com github.com gitlab.com instagram.com linkedin.com "
    "linktr.ee medium.com notion.site play.google.com sites.google.com tiktok.com twitter.com x.com youtube.com"
)
PLATFORMS = frozenset(_PLATFORMS.split())
"""Our own choice of the large ones. Hosts that give each customer a name of its own, such as github.io, are not among them."""


@rule("error", question="purpose", covers=["WEB-01"], sources=["AWS-01", "AWS-02"])
def website_on_a_platform(product: ProductView) -> Iterator[Found]:
    """The website is a profile or document on somebody else's platform.

    A reviewer looks for your product and company there. A profile shows neither your domain nor your policies.

    Fix: Publish a page on a domain of your product or company, and enter its address.

    Wrong:
        website: {url: "https://www.facebook.com/lantern"}
        ---
        website: {url: "https://docs.google.com/document/d/1"}
    Right:
        website: {url: "https://lantern.example.com"}
    """
    website = product.website
    if not website:
        return
    labels = (urlsplit(website.url).hostname or "").split(".")
    platform = next((name for start in range(len(labels)) if (name := ".".join(labels[start:])) in PLATFORMS), None)
    if platform:
        yield Found("website.url", "Your website is a page on {platform}.", platform=platform)
