"""Lint rendered one product of each shape, and missed a template that fails with one value of another product of that shape."""

from __future__ import annotations

import json

PRODUCT = "data/products/tidepool.yml"
PAGE = "docs/templates/page/overview.md"


def test_a_template_that_fails_with_one_value_of_one_product_is_reported(project, run_lint):
    text = (project.root / PRODUCT).read_text(encoding="utf-8")
    assert "daily_quota: 1000" in text
    project.write("data/products/zebra.yml", text.replace("daily_quota: 1000", "daily_quota: 1001"))
    page = project.root / PAGE
    broken = "\n{% if product.request.daily_quota == 1001 %}{{ no_such_name }}{% endif %}\n"
    page.write_text(page.read_text(encoding="utf-8") + broken, encoding="utf-8")
    line = len(page.read_text(encoding="utf-8").splitlines())
    code, out = run_lint("--faults", "--format", "json")
    assert code == 1
    faults = [row for row in json.loads(out) if row["kind"] == "fault" and row["severity"] == "error"]
    assert [(row["file"], row["line"], row["rule"]) for row in faults] == [(PAGE, line, "template-error")]
    assert faults[0]["message"] == "'no_such_name' is undefined (products: zebra)"


def test_a_template_that_fails_with_every_product_is_reported_once(project, run_lint):
    text = (project.root / PRODUCT).read_text(encoding="utf-8")
    project.write("data/products/zebra.yml", text.replace("stage: asked", "stage: granted"))
    page = project.root / PAGE
    page.write_text(page.read_text(encoding="utf-8") + "\n{{ no_such_name }}\n", encoding="utf-8")
    code, out = run_lint("--faults")
    assert code == 1
    assert [line for line in out.splitlines() if "no_such_name" in line] == [
        f"{PAGE}:{len(page.read_text(encoding='utf-8').splitlines())}: error: 'no_such_name' is undefined"
        " (products: tidepool, zebra)  [template-error]"
    ]
