"""A build that cannot lie: what is wrong is named, and the last good site stays as it was.

Where no engine is reached, or its work does not matter, the command runs in this process; two tests need an engine of their own.
"""

from __future__ import annotations

import errno
import os
import select
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from projects import PROJECT, copy_project

import build_site
import environment
import publishing

PAGE = "docs/en/guides/index.md"


@pytest.fixture
def run(project, monkeypatch, capsys):
    """Runs the command on the small project, which has a last good site: `run()` gives exit code and messages."""
    monkeypatch.setattr(environment, "PROJECT", project.root)
    for name in ("PROFILE", "PRIVATE_DATA", "SITE_URL", "REPO_URL", "TODAY"):
        monkeypatch.delenv(name, raising=False)
    project.write("site/good.html", "the last good one")

    def call() -> tuple[int, str]:
        code = build_site.main([])
        return code, capsys.readouterr().err

    return call


def is_as_it_was(site) -> bool:
    return [(path.name, path.read_text()) for path in site.iterdir()] == [("good.html", "the last good one")]


# What the library finds before an engine starts.
BEFORE = [
    (PAGE, "\n{{ typos }}\n", "docs/en/guides/index.md:{last}: error: 'typos' is undefined"),
    (PAGE, "\n{{ ses_number('no-such-number') }}\n", "docs/en/guides/index.md:{last}: error: unknown number `no-such-number`"),
    (PAGE, "\n{% if %}\n", "docs/en/guides/index.md:{last}: error: Expected an expression"),
    ("docs/templates/page/overview.md", "\n{{ typos }}\n", "overview.md:{last}: error: 'typos' is undefined"),
    (
        "docs/templates/page/overview.md",
        "\n{{ product.nmae }}\n",
        "overview.md:{last}: error: a product has no field `nmae`",
    ),
    (
        "docs/templates/page/overview.md",
        "\n{{ product.application }}\n",
        "overview.md:{last}: error: cannot print None",
    ),
    ("docs/templates/page/overview.md", "\n{% if %}\n", "overview.md:{last}: error: Expected an expression"),
    ("data/products/tidepool.yml", "\nshoe_size: 44\n", "tidepool.yml:{last}:1: error: unknown field `shoe_size`"),
    ("data/ses.yml", "\n  x: [\n", "data/ses.yml:"),
]


@pytest.mark.parametrize(("file", "addition", "said"), BEFORE)
def test_a_fault_in_data_or_words_stops_the_build_and_leaves_the_last_site(run, project, monkeypatch, file, addition, said):
    """An exception that nobody caught would fail the test."""
    monkeypatch.setattr(build_site, "start", lambda *_: pytest.fail("an engine was started"))
    path = project.root / file
    path.write_text(path.read_text(encoding="utf-8") + addition, encoding="utf-8")
    last = len(path.read_text(encoding="utf-8").splitlines())
    code, told = run()
    assert code == 1
    assert said.replace("{last}", str(last)) in told
    assert is_as_it_was(project.root / "site")


def test_a_missing_file_of_data_stops_the_build(run, project):
    (project.root / "data/blanks.yml").unlink()
    code, told = run()
    assert code == 1
    assert "data/blanks.yml: error: cannot be read" in told


def test_a_wrong_setting_is_wrong_use(run, monkeypatch):
    monkeypatch.setenv("TODAY", "tomorrow")
    code, told = run()
    assert code == 2
    assert "TODAY=tomorrow is not a date" in told


# What an engine gives is checked before it is published. Here the engine is a command that writes one page a language.


@pytest.fixture
def written(project, monkeypatch):
    """The engine writes pages with this body: `written("<p>Hello</p>")`. It needs none of what is exported."""

    def export(catalogue, base, *, markers):
        shutil.rmtree(base, ignore_errors=True)
        configurations = {code: base / code / "mkdocs.yml" for code in catalogue.languages}
        for config in configurations.values():
            config.parent.mkdir(parents=True)
        return configurations

    monkeypatch.setattr(build_site, "export", export)

    def by_engine(body: str, code: int = 0) -> None:
        def start(catalogue, engine, name, config):
            folder = config.parent / "site"
            folder.mkdir()
            (folder / "index.html").write_text(f'<html lang="{name}"><title>T</title><h1>T</h1>{body}</html>', encoding="utf-8")
            process = subprocess.Popen(
                [sys.executable, "-c", f"print('what the engine said'); raise SystemExit({code})"],
                text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            )  # fmt: skip
            return build_site.Build(name, process, folder)

        monkeypatch.setattr(build_site, "start", start)
        monkeypatch.setattr(build_site, "add_files", lambda _build: None)  # they link to pages that this engine does not write

    return by_engine


def test_a_sound_site_takes_the_place_of_the_last_one_and_nothing_is_left_behind(run, project, written):
    written("<p>Hello</p>")
    assert run() == (0, "")
    assert sorted(path.name for path in (project.root / "site").iterdir()) == ["_headers", "de", "index.html", "robots.txt"]
    assert [path.name for path in project.root.glob(".site*")] == []


def test_a_site_that_fails_the_output_check_is_not_published_and_the_fault_is_named(run, project, written):
    written("<p>Dear [Your Name],</p>")
    code, told = run()
    assert code == 1
    for file in ("index.html", "de/index.html"):
        assert any(line.startswith(f"{file}:") and "`[Your Name]` is not declared" in line for line in told.splitlines()), file
    assert is_as_it_was(project.root / "site")


def test_a_blank_and_a_variable_that_are_declared_are_no_fault_of_a_site(run, written):
    written("<p>[fill in: your website] [name]</p>")
    assert run() == (0, "")


def test_a_site_that_an_engine_did_not_finish_is_not_published_and_its_words_are_shown(run, project, written):
    written("<p>Hello</p>", code=1)
    code, told = run()
    assert code == 1
    assert "--- mkdocs, de:\nwhat the engine said" in told
    assert is_as_it_was(project.root / "site")


# Where the site is written, and what else happens meanwhile

FULL = OSError(errno.ENOSPC, "No space left on device")


def raises(error: BaseException):
    def raising(*_, **__):
        raise error

    return raising


def test_a_build_on_another_file_system_is_brought_beside_the_site(run, project, written, monkeypatch):
    rename = os.rename

    def across(source, target):
        if Path(source).parent != Path(target).parent and Path(source).is_relative_to(project.root / "build"):
            raise OSError(errno.EXDEV, "Invalid cross-device link")
        rename(source, target)

    monkeypatch.setattr(os, "rename", across)
    written("<p>Hello</p>")
    assert run() == (0, "")
    assert (project.root / "site/index.html").is_file()


def test_a_site_that_is_a_link_stays_a_link(run, project, written):
    (project.root / "site").rename(project.root / "elsewhere")
    (project.root / "site").symlink_to("elsewhere")
    written("<p>Hello</p>")
    assert run() == (0, "")
    assert (project.root / "site").is_symlink()
    assert (project.root / "elsewhere/index.html").is_file()


def test_a_mounted_site_is_refused_before_anything_is_built(run, project, monkeypatch):
    monkeypatch.setattr(Path, "is_mount", lambda path: path == project.root / "site")
    monkeypatch.setattr(build_site, "export", lambda *_, **__: pytest.fail("pages were written"))
    code, told = run()
    assert code == 1
    assert told.startswith(
        "not built: site/ is a mount point, which no build can replace: unmount it, and make site a symbolic"
    )
    assert is_as_it_was(project.root / "site")


@pytest.mark.parametrize(
    ("place", "name", "error"),
    [
        (build_site, "export", FULL),
        (build_site, "add_files", FULL),
        (build_site, "put_together", shutil.Error([("a", "b", "[Errno 28] No space left on device")])),
        (shutil, "move", FULL),
        (publishing, "remove", PermissionError(errno.EACCES, "Permission denied", "site")),
    ],
)
def test_what_the_disk_refuses_is_one_line_and_the_last_site_stays(run, project, written, monkeypatch, place, name, error):
    written("<p>Hello</p>")
    monkeypatch.setattr(place, name, raises(error))
    code, told = run()
    assert code == 1
    assert len(told.splitlines()) == 1
    assert told.startswith("not built: ")
    assert any(what in told for what in ("No space left on device", "site: Permission denied"))
    assert is_as_it_was(project.root / "site")


def test_of_two_builds_at_once_the_second_is_refused_and_a_lock_that_was_left_behind_is_taken_over(run, project, written):
    written("<p>Hello</p>")
    lock = project.root / "build/public/mkdocs.lock"
    with publishing.alone(lock, "site"):
        code, told = run()
    assert code == 1
    assert told == (
        f"not built: another build of site/ is running, as process {os.getpid()}:"
        f" wait for it, or stop it with `kill {os.getpid()}`\n"
    )
    assert is_as_it_was(project.root / "site")
    assert lock.is_file()
    assert run() == (0, "")


def test_a_site_that_was_being_replaced_when_the_build_was_killed_is_brought_back(run, project, monkeypatch):
    (project.root / "site").rename(project.root / ".site.old")
    monkeypatch.setattr(build_site, "export", raises(FULL))
    assert run()[0] == 1
    assert is_as_it_was(project.root / "site")


def test_a_build_that_is_stopped_between_the_two_renames_leaves_the_last_site(run, project, written, monkeypatch):
    rename = Path.rename

    def stopping(path, target):
        if path.name == ".site.new":
            os.kill(os.getpid(), signal.SIGTERM)
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", stopping)
    written("<p>Hello</p>")
    assert run() == (128 + signal.SIGTERM, "stopped; the site is that of the last complete build\n")
    assert is_as_it_was(project.root / "site")
    assert signal.getsignal(signal.SIGTERM) == signal.SIG_DFL


ENGINE = """
import os, time
with open("alive", "w") as alive:
    print(os.getpid(), file=alive, flush=True)
    time.sleep(60)
"""
BUILD = """
import sys, time
from pathlib import Path
from types import SimpleNamespace
import build_site
from policykit.foundation.settings import Settings
catalogue = SimpleNamespace(settings=Settings(root=Path.cwd()))
with build_site.stoppable(), build_site.started(catalogue, "sleeper", {"en": Path("a"), "de": Path("b")}):
    time.sleep(60)
"""


@pytest.mark.parametrize("signum", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_no_engine_outlives_its_build(tmp_path, signum):
    (tmp_path / "sleeper.py").write_text(ENGINE)
    os.mkfifo(tmp_path / "alive")
    environment = {**os.environ, "PYTHONPATH": str(PROJECT / "scripts")}
    build = subprocess.Popen([sys.executable, "-c", BUILD], cwd=tmp_path, env=environment, stderr=subprocess.DEVNULL)
    # Only engines have it open for writing, so it ends when the last of them does.
    with build, (tmp_path / "alive").open("rb", buffering=0) as alive:
        said = b""
        while said.count(b"\n") < 2:
            said += alive.read(100)
        build.send_signal(signum)
        assert select.select([alive], [], [], 20)[0], "an engine is still at work"
        assert alive.read(100) == b""


# With MkDocs itself


@pytest.fixture(scope="module")
def stopped(tmp_path_factory):
    """A build of its own: an engine stops at links that lead nowhere, so no other test could read this site."""
    project = copy_project(tmp_path_factory.mktemp("links") / "project")
    project.write("site/good.html", "the last good one")
    text = (project.root / PAGE).read_text(encoding="utf-8")
    project.write(PAGE, f"{text}\n\n[link](no-such-page.md)\n")
    return project.build(), project.root / "site"


def test_a_link_to_a_page_that_does_not_exist_stops_mkdocs_and_is_named_with_its_page(stopped):
    result, _ = stopped
    assert result.returncode == 1
    assert any("guides/index.md" in line and "no-such-page" in line for line in result.stderr.splitlines()), result.stderr


def test_a_site_that_mkdocs_did_not_finish_is_not_published(stopped):
    _, site = stopped
    assert is_as_it_was(site)


def test_a_further_profile_is_one_file_and_links_to_no_page_it_lacks(project):
    """A build of its own, because the links of a profile with few page kinds are its own."""
    project.write(
        "data/profiles/partners.yml",
        "overlays: false\nstatements: false\nsite: site-partners\npages: [overview, use-case, policies]\n",
    )
    result = project.build(PROFILE="partners")
    assert result.returncode == 0, result.stderr
    folder = project.root / "site-partners/products/tidepool"
    assert sorted(path.name for path in folder.iterdir()) == ["index.html", "policies", "use-case"]


CONFIGURE = """
from mkdocs.config import load_config
config = load_config("mkdocs.de.yml")
config.plugins.on_startup(command="build", dirty=False)
print(config.plugins.on_config(config).site_dir)
"""


def test_mkdocs_run_without_the_command_writes_an_internal_site_into_no_public_folder(project):
    project.script("mkdocs_hooks.py")
    result = subprocess.run(
        [sys.executable, "-c", CONFIGURE],
        cwd=project.root, env={"PROFILE": "internal", "PATH": "/usr/bin:/bin", "NO_MKDOCS_2_WARNING": "1"},
        text=True, capture_output=True, check=True,
    )  # fmt: skip
    assert result.stdout.split() == [str(project.root / "build/internal/mkdocs/de")]
