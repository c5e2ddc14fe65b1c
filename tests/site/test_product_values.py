"""What a hand-written page gets where it names what is not there."""

from __future__ import annotations

import pytest

from policykit.foundation.diagnostics import Invalid
from policykit.site.hand_written import hand_written_pages
from policykit.site.session import session_of


def fault(project, call: str) -> str:
    project.write("docs/en/own.md", f"# Own\n\n{call}\n")
    with pytest.raises(Invalid) as caught:
        list(hand_written_pages(session_of(project.load()), "en"))
    return str(caught.value.diagnostics[0])


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ('{{ product("tidepol").name }}', "unknown product `tidepol`; use one of: tidepool"),
        ('{{ product("tidepool").nmae }}', "has no field `nmae`"),
        ('{{ product("tidepool").application }}', "cannot print None"),
        ('{{ value("tidepool", "request.regoin") }}', "regoin"),
    ],
)
def test_what_is_not_there_is_a_fault_of_the_page_and_its_line(project, call, message):
    found = fault(project, call)
    assert found.startswith("docs/en/own.md:3: error: ") and message in found
