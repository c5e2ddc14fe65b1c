"""Values of products in hand-written pages: what is printed, and what a page gets where it names what is not there."""

from __future__ import annotations

import pytest
from projects import PRODUCT

from policykit.foundation.diagnostics import Invalid
from policykit.site.hand_written import hand_written_pages
from policykit.site.session import session_of


def written(project, text: str) -> str:
    """An own page as it is built."""
    project.write("docs/en/own.md", text)
    return dict(hand_written_pages(session_of(project.load()), "en"))["own.md"]


def fault(project, call: str) -> str:
    project.write("docs/en/own.md", f"# Own\n\n{call}\n")
    with pytest.raises(Invalid) as caught:
        list(hand_written_pages(session_of(project.load()), "en"))
    return str(caught.value.diagnostics[0])


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ('{{ product("tidepol").name }}', "unknown product `tidepol`; use one of: tidepool"),
        ('{{ product("tidepool").nmae }}', "unknown field `nmae`; use one of: slug, name, summary"),
        ('{{ product("tidepool").name.nmae }}', "the value has no field `nmae`"),
        ('{{ product("tidepool").streams }}', "cannot print a Stream"),
        ("{{ products() }}", "cannot print a Product"),
        ('{{ product("tidepool").application }}', "cannot print None"),
        ('{{ value("tidepool", "request.regoin") }}', "regoin"),
    ],
)
def test_what_is_not_there_is_a_fault_of_the_page_and_its_line(project, call, message):
    found = fault(project, call)
    assert found.startswith("docs/en/own.md:3: error: ") and message in found


def test_a_list_is_printed_as_in_a_sentence(project):
    page = written(
        project, '{{ value("tidepool", "streams[].title") }} or {{ value("tidepool", "streams[].title") | join("/") }}'
    )
    assert page == "Tide table or Tide table"


def test_products_are_sorted_compared_and_linked(project):
    project.write("data/products/lagoon.yml", PRODUCT.replace("Tidepool & <Sons>", '"*Lagoon*"'))
    loop = """{% for each in products() | sort(attribute="name", reverse=true) if each.name >= "*Lagoon*" %}
[{{ each.name }}](products/{{ each.slug }}/index.md)
{% endfor %}"""
    assert written(project, loop).split("\n\n") == [
        "\n[Tidepool &amp; &lt;Sons&gt;](products/tidepool/index.md)",
        "[\\*Lagoon\\*](products/lagoon/index.md)\n",
    ]
