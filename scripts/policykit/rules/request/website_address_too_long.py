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

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView

severity = "error"
covers = ("SES-03",)
sources = ("AWS-02",)


def check(product: ProductView, context: Context) -> Iterator[Found]:
    """An address that is too long."""
    website = product.website
    limit = int(context.number("website-characters"))
    if website and len(website.url) > limit:
        message = f"the address has {len(website.url):,} characters, and the form takes {limit:,}"
        yield Found("website.url", message, "name the start page")
