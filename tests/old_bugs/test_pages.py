"""Mishaps of the built pages."""

from xml.etree import ElementTree

from projects import needs

from policykit.html.charts import volume_chart
from policykit.html.components import facts_list
from policykit.html.elements import element, to_html
from policykit.model import Text


def test_a_bar_of_a_chart_does_not_swallow_the_bars_after_it(catalogue):
    """<rect> without its end tag made every later shape its child, and browsers drew the first one only."""
    needs("candlefish")
    language = catalogue.languages["en"]
    product = catalogue.products["candlefish"].product
    made = ElementTree.fromstring(to_html(volume_chart(product, language), language))
    bars = [len(svg.findall("rect")) for svg in made.iter("svg")]
    periods = [sum(figure.per == period for figure in product.volume.figures) for period in ("day", "month")]
    assert bars == [2 * count for count in periods]


def test_the_error_page_leads_to_the_languages_and_not_to_a_host_of_their_name(internal_site):
    """Its base address ends in a slash; one more made `//de/`, which a browser takes for a host called de."""
    for name, home in (("404.html", "/kit/"), ("de/404.html", "/kit/de/../")):
        page = internal_site.read(name)  # it has an address
        assert f'href="{home}"' in page, name
        assert 'href="//' not in page, name


def test_labels_of_what_is_not_stated_are_words_and_not_python(catalogue):
    """A list of facts whose labels were texts or elements named the missing ones by their Python form."""
    language = catalogue.languages["en"]
    made = to_html(
        facts_list([(Text.model_validate("Invite"), None), (element("code", "a.example"), None)], language), language
    )
    assert "Invite, <code>a.example</code>" in made
