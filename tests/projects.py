"""A copy of the project on disk that a test may break, and the settings that tests load data with."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import pytest
from hostile import hostile_product

from policykit.catalog.catalog import Catalogue, Entry
from policykit.catalog.loader import load
from policykit.foundation.settings import PROJECT, Settings
from policykit.site.session import session_of
from policykit.site.sitemap import site_pages

TODAY = date(2026, 11, 22)
EXAMPLES = ("candlefish", "listbackup", "manuel-weiss", "numstro", "siu-tin-dei")
"""The products that this repository comes with. A kit of another company has others, and its tests are about the engine."""

# A made-up product with a bit of everything; tests change what they are about.
PRODUCT = (PROJECT / "tests" / "golden" / "product.yml").read_text(encoding="utf-8")
# A name of the tests' own: that of another company's kit may be as long as it likes.
KIT = """\
name: {en: SES production-access kit, de: SES-Produktionszugriff-Kit}
short_name: {en: SES kit, de: SES-Kit}
description: {en: One file per product becomes what AWS asks for., de: Aus einer Datei je Produkt entsteht alles für AWS.}
"""


def needs(*slugs: str) -> None:
    """Skip a test, or a file of tests, that is about examples which this copy of the project does not have."""
    if missing := [slug for slug in slugs if not (PROJECT / "data/products" / f"{slug}.yml").is_file()]:
        pytest.skip(f"about the example {', '.join(missing)}, which is not here", allow_module_level=True)


def rest_at_night(values: Iterable[str], *, now: Sequence[str] = ()) -> list[Any]:
    """Parameters of a test: those in `now`, or else the first one, on each push, and all of them at night."""
    values = list(values)
    kept = [value for value in values if value in now] or values[:1]
    return [pytest.param(value, marks=[] if value in kept else pytest.mark.matrix) for value in values]


def examples(catalogue: Catalogue) -> dict[str, Entry]:
    """Those of the catalog's products that this repository comes with; what else somebody adds may lack anything."""
    return {slug: entry for slug, entry in catalogue.products.items() if slug in EXAMPLES}


def settings(root: Path = PROJECT, profile: str = "public", product: str = "") -> Settings:
    return Settings(root=root, profile=profile, product=product, today=TODAY)


@dataclass
class Project:
    """A copy of the project in a folder of its own, with one made-up product; tests may break it."""

    root: Path
    rules: tuple[str, ...] | None = None
    """The topics of rules that its commands have; None means all."""

    def write(self, name: str, text: str) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def replace(self, name: str, old: str, new: str) -> None:
        text = (self.root / name).read_text(encoding="utf-8")
        assert text.count(old) >= 1, f"{old!r} is not in {name}"
        self.write(name, text.replace(old, new, 1))

    def load(self, profile: str = "public", product: str = "") -> Catalogue:
        return load(settings(self.root, profile, product))

    def script(self, name: str) -> Path:
        """The path of a command. Code and look are copied when a test first asks, because most tests only load data."""
        topics = PROJECT / "scripts" / "policykit" / "rules"

        def left_out(folder: str, names: list[str]) -> set[str]:
            if Path(folder) == topics and self.rules is not None:
                return {name for name in names if (topics / name).is_dir() and name not in ("lib", *self.rules)}
            return {"__pycache__"} & set(names)

        if not (self.root / "scripts").exists():
            for folder in ("overrides", "scripts"):
                shutil.copytree(PROJECT / folder, self.root / folder, ignore=left_out)
            for config in ("mkdocs.yml", "mkdocs.de.yml", "pyproject.toml"):
                shutil.copy(PROJECT / config, self.root / config)
        return self.root / "scripts" / name

    def run(self, script: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run a command of the copy, as make would."""
        ours = ("PROFILE", "PRODUCT", "PRIVATE_DATA", "SITE_URL", "REPO_URL", "PYTHONPATH")
        kept = {name: value for name, value in os.environ.items() if name not in ours}
        return subprocess.run(
            [sys.executable, str(self.script(script)), *arguments],
            cwd=self.root, env={**kept, **environment}, text=True, capture_output=True, timeout=240, check=False,
        )  # fmt: skip

    def build(self, engine: str = "mkdocs", **environment: str) -> subprocess.CompletedProcess[str]:
        return self.run("build_site.py", "--engine", engine, **environment)


class Pages(Mapping[str, str | bytes]):
    """Path -> content of every page and file that is added to the hand-written ones. Each is made when it is first read."""

    def __init__(self, catalogue: Catalogue, code: str) -> None:
        self._pages = {page.uri: page for page in site_pages(session_of(catalogue), code)}
        self._made: dict[str, str | bytes] = {}

    def __getitem__(self, uri: str) -> str | bytes:
        if uri not in self._made:
            self._made[uri] = self._pages[uri].make()
        return self._made[uri]

    def __contains__(self, uri: object) -> bool:
        return uri in self._pages

    def __iter__(self) -> Iterator[str]:
        return iter(self._pages)

    def __len__(self) -> int:
        return len(self._pages)


@lru_cache(maxsize=4)
def pages_of(catalogue: Catalogue, code: str = "en") -> Pages:
    """The pages that a test reads some of; a fault of another one is not seen."""
    return Pages(catalogue, code)


def make_pages(catalogue: Catalogue, code: str = "en") -> dict[str, str | bytes]:
    """All pages, made as a build makes them. Raises `Invalid`."""
    return {page.uri: page.make() for page in site_pages(session_of(catalogue), code)}


def listing(root: Path) -> dict[str, bytes]:
    """Every file below a folder with its content."""
    files = (path for path in root.rglob("*") if path.is_file() and path.suffix != ".pyc")
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


FEW_RULES = ("policies",)


def copy_project(root: Path, *, products: bool | Collection[str] = False, rules: tuple[str, ...] | None = FEW_RULES) -> Project:
    """What a site is made of; with all real products, with those of these names, or with the made-up one.

    `rules` names the topics whose rules come along, because each topic is a page to build; None means all.
    """
    for name in ("docs", "data"):
        shutil.copytree(PROJECT / name, root / name)
    project = Project(root, rules)
    project.write("data/kit.yml", KIT)
    if not products:
        shutil.rmtree(root / "data" / "products")
        shutil.rmtree(root / "data" / "private", ignore_errors=True)
        shutil.rmtree(root / "data" / "evidence", ignore_errors=True)
        project.write("data/products/tidepool.yml", PRODUCT)
    elif products is not True:
        for path in (root / "data" / "products").glob("*.yml"):
            if path.stem not in products:
                path.unlink()
    return project


# Runs in every process of a build, the command's own and each engine's, and notes each look into a private folder.
_WATCH = """
import os, runpy, sys
def watch(event, arguments):
    if event in ("open", "os.listdir", "os.scandir") and arguments and isinstance(arguments[0], (str, bytes, os.PathLike)):
        path = os.path.abspath(os.fsdecode(arguments[0]))
        if "/data/private" in path:
            with open(os.environ["SEEN"], "a") as seen:
                seen.write(f"{event} {path}\\n")
sys.addaudithook(watch)
"""


def watch(project: Project) -> dict[str, str]:
    """Plants the hook that notes what is opened of private data; gives the environment to build with."""
    hook = project.write("watch/sitecustomize.py", _WATCH)
    return {"SEEN": str(project.root / "seen"), "PYTHONPATH": str(hook.parent)}


# The project of which the sites that many tests read are built: the real products, and beside them what is rare and no fault.

ADDRESSES = {"SITE_URL": "https://example.com/kit", "REPO_URL": "https://example.com/repo"}
UNTRANSLATED = "guides/after-approval"
"""A page that German lacks."""
OWN = """# Own

{% for each in products() %}{% if each.stage == "asked" %}- {{ each.name }}: {{ each.summary }}
{% endif %}{% endfor %}
First sender: {{ product("tidepool").streams[0].from }}; {{ value("tidepool", "request.region") }};
{{ value("tidepool", "streams[].id") | join(", ") }}.{% if product("tidepool").retired %} Retired.{% endif %}
"""
"""A page of one's own: in English alone, outside the nav, with values of products."""
REVIEWED = "tidepool"
"""The product of the site for reviewers."""
RETIRED = "retired: {on: 2026-11-20, because: The harbour closed., successor: tidepool}\n"
ACCOUNT, OTHER_ACCOUNT = "680213579246", "680213579135"
"""Private values of Tidepool: where the private data is, and in a folder that must not be read when it is elsewhere."""

EVIDENCE = """
dns:
  - {asked: TXT mail.tidepool.example.com, on: 2026-11-20T09:00:00Z, by: 0.1.0, result: records, records: ["v=spf1 include:amazonses.com ~all"]}
  - {asked: TXT amazonses.com, on: 2026-11-20T09:00:00Z, result: records, records: ["v=spf1 ip4:199.255.192.0/22 -all"]}
  - {asked: TXT _dmarc.tidepool.example.com, on: 2026-11-19T09:00:00Z, by: 0.1.0, result: records, records: ["v=DMARC1; p=none; rua=mailto:dmarc@tidepool.example.com"]}
  - {asked: MX tidepool.example.com, on: 2026-11-20T09:00:00Z, result: records, records: ["10 mx.example.com"]}
web:
  - {asked: "https://tidepool.example.com", on: 2026-11-20T09:00:00Z, status: 200, url: "https://tidepool.example.com", words: 300, names: [Tidepool & <Sons>], sign_up: true, email: true}
  - {asked: "https://tidepool.example.com/privacy", on: 2026-11-20T09:00:00Z, status: 404, url: "https://tidepool.example.com/privacy"}
"""
"""What was seen of Tidepool: two DNS records and the website as its file says, and no privacy policy."""
CASE, TOKEN = "172468013579246", "kelp7tokenofdkim"
ACCOUNT_EVIDENCE = f"""
accounts:
  - {{asked: GetAccount eu-west-1, on: 2026-11-20T09:00:00Z, region: eu-west-1, production_access: false, review: DENIED, case: "{CASE}"}}
identities:
  - {{asked: GetEmailIdentity tidepool.example.com eu-west-1, on: 2026-11-20T09:00:00Z, region: eu-west-1, identity: tidepool.example.com, verified: true,
     dkim: SUCCESS, dkim_signs: true, dkim_tokens: [{TOKEN}]}}
"""
"""What was read with credentials, with values that must not reach a public page."""


def whole(project: Project, profile: str) -> dict[str, str]:
    """Adds what is rare to a copy with the real products; gives the environment to build with.

    Tidepool has a former slug, Harbour is retired, Every text of Hostile breaks out where it is not escaped.
    """
    project.write("data/products/tidepool.yml", PRODUCT + "formerly: [rockpool]\n")
    project.write("data/products/harbour.yml", PRODUCT + RETIRED)
    project.write("data/products/hostile.yml", hostile_product(PRODUCT))
    (project.root / f"docs/de/{UNTRANSLATED}.md").unlink()
    project.write("data/evidence/tidepool.yml", EVIDENCE)
    project.write("data/private/evidence/tidepool.yml", ACCOUNT_EVIDENCE)
    project.write("docs/en/own.md", OWN)
    project.write("data/private/tidepool.yml", f'request: {{account_id: "{ACCOUNT}"}}\n')
    project.write("data/private/sent/rockpool/2026-11-01-more-information.txt", "What we wrote as Rockpool.")
    project.write("data/private/sent/harbour/2026-11-02-more-information.txt", "What we wrote as Harbour.")
    environment = watch(project)
    if profile == "reviewers":
        return {**environment, "PROFILE": profile, "PRODUCT": REVIEWED}
    if profile != "internal":
        return environment
    elsewhere = project.root.parent / "elsewhere/data/private"
    shutil.copytree(project.root / "data/private", elsewhere)
    project.write("data/private/tidepool.yml", f'request: {{account_id: "{OTHER_ACCOUNT}"}}\n')
    return {**environment, **ADDRESSES, "PROFILE": profile, "PRIVATE_DATA": str(elsewhere)}


@dataclass(frozen=True)
class Site:
    """A built site and the project it was built of."""

    project: Project
    profile: str
    engine: str = "mkdocs"

    @property
    def folder(self) -> Path:
        name = "site" if self.profile == "public" else f"site-{self.profile}"
        return self.project.root / (f"{name}-zensical" if self.engine == "zensical" else name)

    @property
    def private(self) -> Path:
        """The private data that a build of this profile may read."""
        elsewhere = self.project.root.parent / "elsewhere/data/private"
        return elsewhere if elsewhere.exists() else self.project.root / "data/private"

    @property
    def seen(self) -> str:
        """What the build opened of private data, a line each."""
        path = self.project.root / "seen"
        return path.read_text(encoding="utf-8") if path.exists() else ""

    @cached_property
    def catalogue(self) -> Catalogue:
        return self.project.load(self.profile)

    def read(self, name: str) -> str:
        """A file of the site, or the page of a folder."""
        path = self.folder / name
        return (path / "index.html" if path.is_dir() else path).read_text(encoding="utf-8")
