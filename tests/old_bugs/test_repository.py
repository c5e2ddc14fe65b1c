"""Mishaps of the repository itself."""

import re
import subprocess

import pytest

from policykit.foundation.settings import PROJECT


def test_no_source_file_is_hidden_by_gitignore():
    """`site/` in .gitignore hid tests/site: the tests ran here, and never reached the repository or the linter."""
    listed = subprocess.run(
        ["git", "ls-files", "--others", "--ignored", "--exclude-standard", "data", "docs", "overrides", "scripts", "tests"],
        cwd=PROJECT, text=True, capture_output=True, check=False,
    )  # fmt: skip
    # Outside a git checkout git lists nothing, and nothing can be hidden.
    assert [
        name for name in listed.stdout.splitlines() if "__pycache__" not in name and not name.startswith("data/private/")
    ] == []


def test_no_number_or_address_of_the_private_folder_stands_in_a_file_of_the_project():
    """A test of a command was written with the case number of a draft."""
    private = PROJECT / "data" / "private"
    if not any(private.glob("*.yml")):
        pytest.skip("this checkout has no private data: nothing to find")
    text = "\n".join(path.read_text(encoding="utf-8") for path in private.glob("*.yml"))
    # The drafts beside the overlays hold public addresses too, but no long number in them is public.
    drafts = "\n".join(path.read_text(encoding="utf-8") for path in private.glob("drafts/*.md"))
    values = set(re.findall(r"\d{9,}|[\w.+-]+@[\w.-]+\.\w+", text))
    values |= set(re.findall(r"\d{9,}", drafts))
    if not values:
        pytest.skip("the private data of this checkout has no number and no address")
    folders = ("data", "docs", "overrides", "scripts", "tests", ".github")
    files = [
        path for folder in folders for path in (PROJECT / folder).rglob("*") if path.is_file() and private not in path.parents
    ]
    files += [PROJECT / "README.md", PROJECT / "CHANGELOG.md"]
    found = [(path.name, len(value)) for path in files for value in values if value.encode() in path.read_bytes()]
    assert found == []
