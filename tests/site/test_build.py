"""What a build makes of a sound project, be it an odd one; and what `lint.py` says of one."""

from __future__ import annotations

import pytest
from projects import ADDRESSES

ENGINES = ["mkdocs", "zensical"]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_sound_project_is_built_and_leaves_nothing_behind(small_site, engine):
    site = small_site(engine)
    for name in (
        "index.html",
        "de/index.html",
        "products/tidepool/reply/more-information.txt",
        "de/products/tidepool/index.html",
    ):
        assert (site / name).is_file(), name
    assert not (site.parent / "build/public" / engine / "replaced").exists()


def test_a_language_that_is_missing_a_page_shows_english_under_a_notice(odd_site, catalogue):
    page = (odd_site() / "de/guides/after-approval/index.html").read_text(encoding="utf-8")
    assert catalogue.languages["de"].word("untranslated") in page
    assert '<div lang="en">' in page


@pytest.mark.parametrize("engine", ENGINES)
def test_hostile_data_comes_out_as_text_in_every_place(odd_site, engine):
    for path in odd_site(engine).rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "<img src=x" not in text, path
        assert "<script>alert" not in text, path
        assert 'href="javascript' not in text, path


def test_both_engines_publish_the_same_bytes_of_every_file(small_site):
    one, two = small_site("mkdocs"), small_site("zensical")
    files = [path.relative_to(one) for ending in ("txt", "eml", "zip", "json") for path in one.rglob(f"*.{ending}")]
    files = [path for path in files if "search" not in path.parts]
    assert len(files) > 50
    assert [str(path) for path in files if (two / path).read_bytes() != (one / path).read_bytes()] == []


def test_no_address_is_invented(small_site):
    page = (small_site() / "de/products/tidepool/index.html").read_text(encoding="utf-8")
    assert 'rel="canonical"' not in page
    assert "/edit/main/" not in page


def test_addresses_come_from_the_environment(odd_site):
    page = (odd_site() / "de/products/tidepool/index.html").read_text(encoding="utf-8")
    assert f'<link rel="canonical" href="{ADDRESSES["SITE_URL"]}/de/products/tidepool/">' in page
    assert f"{ADDRESSES['REPO_URL']}/edit/main/data/products/tidepool.yml" in page


def test_a_further_profile_is_one_file_and_links_to_no_page_it_lacks(project):
    project.write(
        "data/profiles/reviewers.yml",
        "title: For reviewers\noverlays: false\nstatements: false\nsite: site-reviewers\npages: [overview, use-case, policies]\n",
    )
    result = project.build(PROFILE="reviewers")
    assert result.returncode == 0, result.stderr
    folder = project.root / "site-reviewers/products/tidepool"
    assert sorted(path.name for path in folder.iterdir()) == ["index.html", "policies", "use-case"]


def test_lint_notes_a_text_without_translation_and_passes(project):
    project.replace("data/products/tidepool.yml", "{en: anglers, de: Angler}", "anglers")
    result = project.run("lint.py", "--faults")
    assert result.returncode == 0
    assert "note: `audience.who` has no text in de  [untranslated-text]" in result.stdout


def test_lint_prints_faults_and_exits_1(project):
    assert project.run("lint.py", "--faults").returncode == 0
    project.replace("data/products/tidepool.yml", "stage: asked", "stage: done")
    result = project.run("lint.py", "--faults")
    assert result.returncode == 1
    assert "data/products/tidepool.yml:4:8: error: `stage` is `done`" in result.stdout
    assert project.run("lint.py", "--no-such-option").returncode == 2
