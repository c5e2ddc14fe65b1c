"""One product of each shape stands for all: what a template branches on tells shapes apart, texts and figures do not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from policykit.catalog.loader import load
from policykit.site.shapes import one_of_each_shape


def shapes_of(project, old: str, new: str) -> int:
    text = (project.root / "data/products/tidepool.yml").read_text(encoding="utf-8")
    assert old in text
    project.write("data/products/other.yml", text.replace(old, new, 1))
    return len(one_of_each_shape(project.load().products.values()))


@pytest.mark.parametrize(
    ("old", "new"),
    [("daily_quota: 1000", "daily_quota: 2000"), ("en: anglers,", "en: divers,"), ("region: eu-west-1", "region: eu-west-2")],
)
def test_another_text_or_figure_is_the_same_shape(project, old, new):
    assert shapes_of(project, old, new) == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("stage: asked", "stage: granted"),
        ("status: planned", "status: none"),
        ("daily_quota: 1000, ", ""),
        ("offered: true", "offered: false"),
        ("{en: anglers, de: Angler}", "{en: anglers}"),
    ],
)
def test_another_status_word_or_field_is_another_shape(project, old, new):
    assert shapes_of(project, old, new) == 2


def test_each_worker_reads_its_share_and_together_they_read_all(project):
    text = (project.root / "data/products/tidepool.yml").read_text(encoding="utf-8")
    for number in range(4):
        project.write(f"data/products/p{number}.yml", text)
    whole = project.load()
    shares = [load(replace(whole.settings, share=(index, 2))).products for index in (0, 1)]
    assert sorted([*shares[0], *shares[1]]) == sorted(whole.products)
    assert not set(shares[0]) & set(shares[1])
