"""Each test of this folder holds one property over every product, reply, checklist and language there is."""

from __future__ import annotations

import pytest
from projects import settings

from policykit.catalog.loader import load

CATALOGUE = load(settings())
SLUGS = sorted(CATALOGUE.products)
REPLIES = CATALOGUE.template_ids("reply")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    for name, values in (("slug", SLUGS), ("reply", REPLIES), ("code", sorted(CATALOGUE.languages))):
        if name in metafunc.fixturenames:
            metafunc.parametrize(name, values)
