"""A kit for another company: what it gets, what stays out, and that an update replaces nothing that is the owner's."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from projects import PROJECT, listing, settings
from pydantic import ValidationError

import start_kit
from policykit.catalog.loader import load
from policykit.model.look import Colors, contrast

OURS = {
    "data/products/bell.yml": "name: Bell Bakery\n",
    "data/private/bell.yml": 'request: {account_id: "680213579246"}\n',
    "data/evidence/bell.yml": "dns: []\n",
    "docs/en/ours.md": "# Ours\n",
    "README.md": "# Our kit\n",
}
"""What an owner has in a kit."""


def commit(root: Path, files: dict[str, str | None]) -> None:
    """Write or delete files in a repository, and commit."""
    for name, text in files.items():
        path = root / name
        if text is None:
            path.unlink()
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    if not (root / ".git").exists():
        subprocess.run(["git", "init", "-q", str(root)], check=True)
    who = ("-c", "user.name=Jane", "-c", "user.email=jane@example.com", "-c", "commit.gpgsign=false")
    for command in (["add", "-A"], [*who, "commit", "-q", "-m", "A change"]):
        subprocess.run(["git", "-C", str(root), *command], check=True)


@pytest.fixture
def engine(tmp_path, monkeypatch) -> Path:
    """A small checkout of an engine, with products, private data and history."""
    root = tmp_path / "engine"
    commit(root, {
        "pyproject.toml": '[project]\nversion = "1.0.0"\n', "scripts/run.sh": "one\n", "docs/en/guide.md": "one\n",
        "docs/en/old.md": "old\n", "overrides/kit.css": "one\n", "README.md": "theirs\n", "SECURITY.md": "theirs\n",
        "data/kit.yml": "name: Theirs\n", "data/ses.yml": "one\n", "data/products/numstro.yml": "name: Numstro\n",
        "data/private/numstro.yml": "secret\n", "data/evidence/numstro.yml": "dns: []\n",
    })  # fmt: skip
    (root / "scripts/run.sh").chmod(0o755)
    monkeypatch.setattr(start_kit, "PROJECT", root)
    return root


@pytest.fixture
def kit(engine, tmp_path) -> Path:
    """A kit that has been started and has become somebody's own."""
    folder = tmp_path / "kit"
    assert start_kit.main([str(folder), "--name", "Bell & <Sons>"]) == 0
    for name, text in OURS.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def update(kit: Path, engine: Path, capsys, files: dict[str, str | None] | None = None) -> tuple[int, str]:
    """Change the engine, then renew the kit; gives exit code and output."""
    if files:
        commit(engine, files)
    capsys.readouterr()
    code = start_kit.main([str(kit), "--update"])
    said = capsys.readouterr()
    return code, said.out + said.err


def test_a_kit_from_an_archive_has_every_folder_but_the_output(engine, tmp_path):
    """An archive has no .git that tells what is output; `site` is also the name of a package and of a folder of tests."""
    commit(engine, {"scripts/policykit/site/found.py": "one\n"})
    shutil.rmtree(engine / ".git")
    for output in ("site/index.html", "site-internal/index.html", "build/a.md", "scripts/__pycache__/a.pyc"):
        (engine / output).parent.mkdir(parents=True, exist_ok=True)
        (engine / output).write_text("made\n", encoding="utf-8")
    assert start_kit.main([str(tmp_path / "kit")]) == 0
    found = {path.relative_to(tmp_path / "kit").as_posix() for path in (tmp_path / "kit").rglob("*") if path.is_file()}
    assert "scripts/policykit/site/found.py" in found
    assert not [name for name in found if name.startswith(("site", "build/")) or "__pycache__" in name]


def test_a_new_kit_has_no_product_no_private_value_and_no_history(engine, tmp_path, capsys):
    (engine / "untracked.txt").write_text("secret\n")
    assert start_kit.main([str(tmp_path / "kit"), "--name", "Bell Bakery"]) == 0
    files = listing(tmp_path / "kit")
    assert set(files) == {
        "pyproject.toml", "scripts/run.sh", "docs/en/guide.md", "docs/en/old.md", "overrides/kit.css", "data/ses.yml",
        "README.md", "SECURITY.md", "data/kit.yml", "data/products/.gitkeep", "data/private/.gitignore", "engine.json",
    }  # fmt: skip
    everything = b"".join(files.values())
    assert [word for word in (b"secret", b"Numstro", b"theirs") if word in everything] == []
    assert b"Bell Bakery" in files["data/kit.yml"]
    assert (tmp_path / "kit/scripts/run.sh").stat().st_mode & 0o111
    assert "new_product.py" in capsys.readouterr().out


def test_git_ignores_private_data_in_a_new_kit(kit):
    commit(kit, {})
    tracked = subprocess.run(["git", "-C", str(kit), "ls-files"], text=True, capture_output=True, check=True).stdout.split()
    assert [name for name in tracked if name.startswith("data/private/")] == ["data/private/.gitignore"]


def test_the_real_kit_can_be_read_and_has_the_given_name(tmp_path, monkeypatch):
    if (PROJECT / "engine.json").is_file():
        pytest.skip("this is a started kit itself")
    monkeypatch.setattr(start_kit, "PROJECT", PROJECT)
    assert start_kit.main([str(tmp_path / "kit"), "--name", 'Bell: "Bakery" # 1']) == 0
    catalogue = load(settings(tmp_path / "kit", profile="internal"))
    assert catalogue.products == {}
    assert catalogue.kit.name.root == {"en": 'Bell: "Bakery" # 1', "de": 'Bell: "Bakery" # 1'}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["engine"], "exists and is not empty"), (["engine/inside"], "inside this checkout"), (["kit", "--name", " "], "--name is empty"),
        (["nowhere", "--update"], "has no engine.json"), (["nowhere", "--update", "--name", "A"], "change data/kit.yml"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_refused_and_nothing_is_written(engine, tmp_path, capsys, arguments, words):
    before = listing(tmp_path)
    assert start_kit.main([str(tmp_path / arguments[0]), *arguments[1:]]) == 2
    assert words in capsys.readouterr().err
    assert listing(tmp_path) == before


def test_a_started_kit_starts_no_other_one(kit, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(start_kit, "PROJECT", kit)
    assert start_kit.main([str(tmp_path / "third")]) == 2
    assert "a started kit itself" in capsys.readouterr().err


def test_a_start_that_fails_leaves_nothing_behind(engine, tmp_path, monkeypatch, capsys):
    def fail(*_: object) -> bytes:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(start_kit, "record_text", fail)
    assert start_kit.main([str(tmp_path / "kit")]) == 1
    assert "No space left on device" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["engine"]


def test_an_update_brings_what_is_newer_and_touches_nothing_of_the_owner(kit, engine, capsys):
    (kit / "docs/en/guide.md").write_text("mine\n")
    code, out = update(kit, engine, capsys, {
        "docs/en/guide.md": "two\n", "docs/en/old.md": None, "docs/en/new/page.md": "new\n", "scripts/run.sh": "two\n",
        "README.md": "newer\n", "data/kit.yml": "name: Newer\n", "data/products/numstro.yml": "name: Newer\n",
        "data/products/bell.yml": "name: A new example\n", "data/private/bell.yml": "secret\n", "data/evidence/bell.yml": "other\n",
        "docs/en/ours.md": "a page of the same name\n", "pyproject.toml": '[project]\nversion = "1.1.0"\n',
    })  # fmt: skip
    assert code == 0
    files = {name: content.decode() for name, content in listing(kit).items()}
    assert {name: files[name] for name in OURS} == OURS
    assert files["docs/en/guide.md"] == "mine\n"
    assert files["build/update/docs/en/guide.md"] == "two\n"
    assert files["build/update/docs/en/ours.md"] == "a page of the same name\n"
    assert (files["scripts/run.sh"], files["docs/en/new/page.md"]) == ("two\n", "new\n")
    assert "docs/en/old.md" not in files
    assert "data/products/numstro.yml" not in files
    assert "Bell & <Sons>" in files["data/kit.yml"]
    assert "now at 1.1.0: 2 files replaced, 1 added, 1 removed" in out
    assert json.loads(files["engine.json"])["version"] == "1.1.0"
    assert update(kit, engine, capsys)[1].startswith(f"{kit}: now at 1.1.0: 0 files replaced, 0 added, 0 removed\nproducts,")


def test_what_the_owner_deleted_or_the_engine_deleted_after_a_change_is_left_alone(kit, engine, capsys):
    (kit / "overrides/kit.css").unlink()
    (kit / "docs/en/old.md").write_text("mine\n")
    code, out = update(kit, engine, capsys, {"docs/en/old.md": None, "overrides/kit.css": "two\n"})
    assert (code, (kit / "docs/en/old.md").read_text(), (kit / "overrides/kit.css").exists()) == (0, "mine\n", False)
    assert "not brought back, because you deleted them:\n  overrides/kit.css" in out


def test_an_interrupted_update_is_finished_by_the_next_one(kit, engine, monkeypatch, capsys):
    commit(engine, {"scripts/run.sh": "two\n", "overrides/kit.css": "two\n", "docs/en/old.md": None})
    real, written = start_kit.replace_file, []

    def interrupted(path: Path, content: bytes) -> None:
        if written:
            raise OSError(5, "Input/output error")
        written.append(path)
        real(path, content)

    with monkeypatch.context() as patch:
        patch.setattr(start_kit, "replace_file", interrupted)
        assert start_kit.main([str(kit), "--update"]) == 1
    assert update(kit, engine, capsys)[0] == 0
    assert ((kit / "scripts/run.sh").read_text(), (kit / "overrides/kit.css").read_text()) == ("two\n", "two\n")
    assert not (kit / "docs/en/old.md").exists()
    assert {name: (kit / name).read_text() for name in OURS} == OURS


def test_an_update_writes_through_no_link_out_of_the_kit(kit, engine, tmp_path, capsys):
    outside = tmp_path / "outside"
    (kit / "scripts").rename(outside)
    (kit / "scripts").symlink_to(outside)
    code, out = update(kit, engine, capsys, {"scripts/run.sh": "two\n"})
    assert (code, (outside / "run.sh").read_text()) == (2, "one\n")
    assert "leads out of the kit" in out


@pytest.mark.parametrize("text", ["{", "[]", '{"files": []}', '{"files": {"a": 1}}'])
def test_a_broken_record_is_refused(kit, engine, capsys, text):
    (kit / "engine.json").write_text(text)
    code, out = update(kit, engine, capsys)
    assert (code, "restore it" in out) == (2, True)


def test_colors_that_nobody_could_read_are_refused():
    assert round(contrast("#000000", "#ffffff")) == 21
    Colors(light="#0b5f7c", dark="#7cc7de")
    for colors, words in (
        ({"light": "#7cc7de", "dark": "#7cc7de"}, "darker"),
        ({"light": "#0b5f7c", "dark": "#0b5f7c"}, "lighter"),
        ({"light": "#15803d", "dark": "#7cc7de"}, "darker"),  # readable on the page, but not on a tag
    ):
        with pytest.raises(ValidationError, match=words):
            Colors(**colors)


def test_own_colors_and_an_own_logo_reach_every_page(project):
    project.write("data/logo.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    project.write(
        "data/kit.yml",
        "name: {en: A & B, de: A und B}\ndescription: Ours.\nlogo: logo.svg\ncolors: {light: '#8a1253', dark: '#ffb3d9'}\n",
    )
    result = project.build()
    assert result.returncode == 0, result.stderr
    site = project.root / "site"
    colors = (site / "assets/colors.css").read_text()
    assert "[data-md-color-scheme] { --md-primary-fg-color: #8a1253;" in colors
    assert '@media screen { [data-md-color-scheme="slate"] { --md-primary-fg-color: #ffb3d9;' in colors
    for name, up, title in (
        ("products/tidepool/index.html", "../../", "A &amp; B"),
        ("de/products/tidepool/index.html", "../../../", "A und B"),
    ):
        page = (site / name).read_text(encoding="utf-8")
        assert f" - {title}</title>" in page
        assert f'href="{up}assets/colors.css"' in page
        assert page.count(f'"{up}assets/logo.svg"') >= 2
    assert (site / "assets/logo.svg").is_file()


def test_a_logo_that_is_not_there_is_an_error_in_its_file(project, run_lint):
    project.replace("data/kit.yml", "name: {en", "logo: none.svg\nname: {en")
    code, out = run_lint("--faults")
    assert (code, "data/kit.yml: error: there is no logo `none.svg`" in out) == (1, True)
