"""Mishaps of the repository itself."""

import subprocess

from policykit.settings import PROJECT


def test_no_source_file_is_hidden_by_gitignore():
    """`site/` in .gitignore hid tests/site: the tests ran here, and never reached the repository or the linter."""
    listed = subprocess.run(
        ["git", "ls-files", "--others", "--ignored", "--exclude-standard", "data", "docs", "overrides", "scripts", "tests"],
        cwd=PROJECT, text=True, capture_output=True, check=False,
    )  # fmt: skip
    # Outside a git checkout git lists nothing, and nothing can be hidden.
    assert [name for name in listed.stdout.splitlines() if "__pycache__" not in name] == []
