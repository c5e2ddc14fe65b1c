"""The guides' commands, run one by one in a copy of the project as a fresh clone has it.

The site is built once, by the last `make site` of both guides: that site has what the tutorial made and where the other guide moved
it. In place of each earlier one `make lint` runs, which renders the same pages without an engine.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from policykit.foundation.settings import PROJECT

_BLOCK = re.compile(r"^```bash\n(.*?)^```", re.MULTILINE | re.DOTALL)


def commands_of(page: str) -> list[str]:
    """The commands of a guide in order; a command goes on over the lines of its here-document."""
    found = []
    for block in _BLOCK.findall((PROJECT / "docs" / "en" / "guides" / page).read_text(encoding="utf-8")):
        lines = block.splitlines()
        while lines:
            command = [lines.pop(0)]
            if ends := re.search(r"<<'(\w+)'$", command[0]):
                while command[-1] != ends[1]:
                    command.append(lines.pop(0))
            found.append("\n".join(command))
    return [command for command in found if command.strip()]


@pytest.fixture(scope="module")
def clone(tmp_path_factory) -> Path:
    """What git holds of the project, with the packages of this run instead of a download."""
    folder = tmp_path_factory.mktemp("clone")
    listed = subprocess.run(
        ["git", "-C", str(PROJECT), "ls-files", "-co", "--exclude-standard", "-z"], capture_output=True, text=True, check=True
    )
    for name in filter(None, listed.stdout.split("\0")):
        if (PROJECT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(PROJECT / name, folder / name)
    (folder / ".venv").symlink_to(sys.prefix)
    for pins in folder.glob("requirements*.txt"):
        os.utime(pins, (0, 0))  # older than the stamps in .venv: make has nothing to install
    # Fewer pages to build: the other products and most rules are not what the guides are about.
    for product in [*folder.glob("data/products/*.yml"), *folder.glob("data/private/*.yml")]:
        product.unlink()
    for topic in (folder / "scripts" / "policykit" / "rules").iterdir():
        if topic.is_dir() and topic.name not in ("lib", "lists", "policies"):
            shutil.rmtree(topic)
    git = ["git", "-c", "user.name=Test", "-c", "user.email=test@example.com"]
    for arguments in (["init", "-q"], ["add", "-A", "-f", ".", ":!.venv"], ["commit", "-qm", "clone"]):
        subprocess.run([*git, *arguments], cwd=folder, check=True)
    return folder


def run(clone: Path, command: str) -> subprocess.CompletedProcess[str]:
    names = {f"GIT_{who}_{what}": "test@example.com" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    kept = {k: v for k, v in os.environ.items() if k not in ("PROFILE", "PRIVATE_DATA", "SITE_URL", "REPO_URL", "PYTHONPATH")}
    return subprocess.run(
        ["bash", "-euo", "pipefail", "-c", command],
        cwd=clone,
        env={**kept, **names},
        text=True,
        capture_output=True,
        timeout=240,
    )


@pytest.fixture(scope="module")
def told(clone) -> list[tuple[str, subprocess.CompletedProcess[str]]]:
    """Each command of the tutorial with its outcome, in order."""
    return [(command, run(clone, command.replace("make site", "make lint"))) for command in commands_of("tutorial.md")]


@pytest.fixture(scope="module")
def renamed(told, clone) -> Path:
    """The clone after the product was renamed as the guide says, with the one site that is built."""
    run(clone, "git add -f data/private/bell-bakery.yml && git commit -qm overlay")
    commands = commands_of("keeping-products.md")
    last = commands.index("make site")
    assert "git mv" in commands[0]
    for command in commands[: last + 1]:
        result = run(clone, command)
        assert result.returncode == 0, f"{command}\n{result.stdout[-2000:]}{result.stderr[-2000:]}"
    return clone


def test_every_command_of_the_tutorial_ends_as_the_tutorial_says(told):
    wrong = []
    for command, result in told:
        wanted = int(said[1]) if (said := re.search(r"# exits with (\d)", command)) else 0
        if result.returncode != wanted:
            wrong.append(f"{command}\nexit {result.returncode}\n{result.stdout[-2000:]}{result.stderr[-2000:]}")
    assert not wrong, "\n\n".join(wrong)


def test_the_tutorial_builds_the_public_and_the_internal_site():
    assert [command for command in commands_of("tutorial.md") if "make site" in command] == [
        "make site",
        "PROFILE=internal make site",
    ]


def test_the_reply_of_the_tutorial_has_no_blank_left_and_is_kept_as_it_was_sent(told, clone):
    text = (clone / "reply.txt").read_text(encoding="utf-8")
    assert "[fill in" not in text
    assert [path.read_text(encoding="utf-8") for path in (clone / "data/private/sent/bell-bakery").iterdir()] == [text]


def test_the_commit_of_the_tutorial_has_the_public_file_alone(told, clone):
    listed = run(clone, "git log --format= --name-only --grep='Add Bell Bakery'").stdout.split()
    assert listed == ["data/products/bell-bakery.yml"]


def test_the_product_of_the_tutorial_is_on_the_site_in_every_language(renamed):
    for language in ("", "de/"):
        assert (renamed / "site" / language / "products/harbour-bakery/reply/more-information/index.html").is_file()
        assert "Bell Bakery" in (renamed / "site" / language / "products/index.html").read_text(encoding="utf-8")


def test_the_private_value_of_the_tutorials_answers_is_on_no_page_of_the_product(renamed):
    assert "111122223333" in (renamed / "data/private/harbour-bakery.yml").read_text(encoding="utf-8")
    pages = list(renamed.glob("site/**/harbour-bakery/**/*.html"))
    assert len(pages) > 20
    assert [str(path) for path in pages if b"111122223333" in path.read_bytes()] == []


@pytest.mark.parametrize("language", ["", "de/"])
def test_renaming_as_the_guide_says_leads_former_addresses_on(renamed, language):
    old = renamed / "site" / language / "products/bell-bakery/reply/index.html"
    assert "harbour-bakery/reply/" in old.read_text(encoding="utf-8")


def test_deleting_as_the_guide_says_removes_the_product_and_keeps_what_was_sent(renamed):
    commands = commands_of("keeping-products.md")
    run(renamed, "git add -A && git commit -qm renamed")
    for command in commands[commands.index("make site") + 1 :]:
        result = run(renamed, command)
        assert result.returncode == 0, f"{command}\n{result.stdout[-500:]}{result.stderr}"
    assert not list(renamed.glob("data/*/harbour-bakery.yml"))
    assert (renamed / "data/private/sent/bell-bakery").is_dir()
