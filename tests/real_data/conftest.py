"""Each test of this folder looks at every example (`slug`), every language (`code`) or every language but English (`other`)."""

from __future__ import annotations

import pytest
from projects import examples, settings

from policykit.catalog.loader import load

CATALOGUE = load(settings())
CODES = sorted(CATALOGUE.languages)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    others = [code for code in CODES if code != CATALOGUE.source_language.code]
    for name, values in (("slug", sorted(examples(CATALOGUE))), ("code", CODES), ("other", others)):
        if name in metafunc.fixturenames:
            metafunc.parametrize(name, values)
