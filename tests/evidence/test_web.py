"""verify.py --web, run as a person runs it, against an https server on loopback that stands in for the products' websites."""

from __future__ import annotations

import re
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from evidence.faults_web import APP, FAULTS, HOST, Fault
from evidence.https_server import HTML, UNTRUSTED, Answer, Certificates, Host, Web, serving
from projects import EXAMPLES, Project, copy_project, needs, settings

import environment
import verify
from observers import web as observer
from observers.looking import Looking
from policykit.catalog.catalog import Entry
from policykit.catalog.evidence_file import evidence_text
from policykit.model.evidence import Evidence, WebLook, evidence_of
from policykit.model.view import ProductView
from policykit.readiness.evidence import differences, seen
from policykit.readiness.evidence.web import PAGES
from policykit.rules.texts import filled

needs("candlefish", "listbackup", "manuel-weiss", "siu-tin-dei", "numstro")
PRODUCTS = {
    "candlefish": ("candlefish.ai", "Candlefish"),
    "listbackup": ("listbackup.ai", "ListBackup.ai"),
    "manuel-weiss": ("manuel-weiss.ch", "Manuel Weiss"),
    "siu-tin-dei": ("siutindei.lx-software.com", "LX&nbsp;<b>Software</b>"),
    "numstro": ("numstro.example.com", "Numstro"),
}
"""Host, and a name of the product or its company as the page writes it."""
WORDS = "People arrange what they need here, and get the dates they asked for. " * 5
HOME = f"<title>Home</title><h1>{{name}}</h1><p>{WORDS}</p><a href='/signup'>Sign up</a><script>let a = 1</script>"
LEGAL = f"<h1>{{title}} of {{name}}</h1><p>We send email to people with an account. {WORDS}</p>"
Verify = Callable[..., tuple[int, str, str]]


def good(name: str) -> Host:
    legal = {f"/{path}": Answer(LEGAL.format(title=path, name=name)) for path in ("privacy", "terms", "imprint")}
    return Host({"/": Answer(HOME.format(name=name)), **legal})


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    return Certificates(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def web(certificates: Certificates, monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    """The websites of all five products, all in order; no other host exists."""
    monkeypatch.setattr(observer, "is_online", lambda: True)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificates.file))
    monkeypatch.setenv("NO_PROXY", "*")
    with serving(certificates) as made:
        monkeypatch.setattr("urllib3.util.connection.create_connection", made.connect)
        made.hosts = {host: good(name) for host, name in PRODUCTS.values()}
        yield made


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A copy of the project in which every product has a website with legal pages."""
    project = copy_project(tmp_path_factory.mktemp("web") / "project", products=EXAMPLES)
    for slug, (host, _) in PRODUCTS.items():
        file = f"data/products/{slug}.yml"
        text = (project.root / file).read_text(encoding="utf-8")
        legal = "".join(f"  {path}_url: https://{host}/{path}\n" for path in ("privacy", "terms", "imprint"))
        block = f"website:\n  url: https://{host}\n{legal}"
        known = re.compile(r"^website:\n(?:  .*\n)+", re.M)
        project.write(file, known.sub(block, text) if known.search(text) else text + block)
    # Every run reads the project twice, and the catalog is most of it.
    project.write(
        "docs/translations/de.po", (project.root / "docs/translations/de.po").read_text(encoding="utf-8").partition("\n\n")[0]
    )
    return project


@pytest.fixture
def project(copied: Project, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    monkeypatch.setattr(environment, "PROJECT", copied.root)
    for name in ("PROFILE", "PRODUCT", "PRIVATE_DATA"):
        monkeypatch.delenv(name, raising=False)
    products = {path: path.read_bytes() for path in (copied.root / "data/products").iterdir()}
    yield copied
    for path, content in products.items():
        path.write_bytes(content)
    for path in (copied.root / "data").glob("evidence/*"):
        path.unlink()


@pytest.fixture
def run(project: Project, web: Web, capsys: pytest.CaptureFixture[str]) -> Verify:
    """Runs the command: exit code, output, errors."""

    def run(*arguments: str) -> tuple[int, str, str]:
        code = verify.main([*arguments, "--web"])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


@dataclass(frozen=True)
class Observed:
    """What a look at the website of candlefish.ai saw and proves, once written to the file and read again."""

    looks: dict[str, WebLook]
    """By path of the address."""
    wrong: str
    """All messages."""
    disproved: bool
    confirmed: list[str]


@pytest.fixture(scope="module")
def entry(copied: Project) -> Entry:
    return copied.load().products["candlefish"]


@pytest.fixture
def observe(entry: Entry, web: Web, tmp_path: Path) -> Callable[[], Observed]:
    """Looks at candlefish.ai without the rest of the command."""

    def observe() -> Observed:
        evidence = evidence_of(*observer.look(entry.view, Looking(timeout=5)))
        (tmp_path / "evidence.yml").write_text(evidence_text(evidence), encoding="utf-8")
        read = verify.recorded(tmp_path / "evidence.yml", settings())
        assert read == evidence
        view = ProductView.of(entry.product, evidence=read)
        [*found] = differences(view)
        wrong = "\n".join(filled(part, item.found.values) for item in found for part in (item.found.message, item.found.fix))
        return Observed(by_path(read), wrong, any(item.disproves for item in found), [*seen(view)])

    return observe


def by_path(evidence: Evidence) -> dict[str, WebLook]:
    return {re.sub(r"^https?://[^/]+", "", look.asked): look for look in evidence.web}


def looks(project: Project, slug: str = "candlefish") -> dict[str, WebLook]:
    """What the file holds now, by path of the address."""
    return by_path(verify.recorded(project.root / f"data/evidence/{slug}.yml", settings(project.root)))


def home(web: Web, body: str | bytes, kind: str = HTML) -> None:
    web.hosts[HOST].pages["/"] = Answer(body, headers=(("Content-Type", kind),))


def test_good_websites_of_all_five_products_confirm_every_address(run, project):
    code, out, err = run("--all")
    assert (code, err) == (0, ""), out
    catalogue = project.load()
    for slug in PRODUCTS:
        product = catalogue.products[slug].view
        assert list(differences(product)) == []
        assert list(seen(product)) == [f"website.{name}" for name in PAGES]
        for path, look in looks(project, slug).items():
            assert look.status == 200
            assert look.names and look.by and look.words
            assert look.email == (path != "")


def test_a_product_without_a_website_is_not_looked_at(run, project, web):
    project.replace("data/products/numstro.yml", "\nwebsite:", "\nretired: {on: 2026-11-01, because: It ended.}\nunused:")
    text = (project.root / "data/products/numstro.yml").read_text(encoding="utf-8")
    project.write("data/products/numstro.yml", text.partition("\nretired:")[0] + "\n")
    assert run("numstro")[0] == 0
    assert web.requests == []


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.id)
def test_a_fault_is_reported_with_its_field_and_what_to_do(run, project, web, entry, fault: Fault):
    fault.set_up(web.hosts)
    code, out, err = run("candlefish")
    assert (code, err) == (1, "")
    rule = "website-disproves" if fault.severity == "error" else "website-weak"
    mine = [block for block in re.split(r"\n  (?=data/)", out) if line_of(project, fault.field) in block and rule in block]
    assert len(mine) == 1, out
    assert [words for words in fault.words if words not in " ".join(mine[0].split())] == []
    view = ProductView.of(
        entry.product, evidence=verify.recorded(project.root / "data/evidence/candlefish.yml", settings(project.root))
    )
    assert fault.field in {item.found.path for item in differences(view)}
    assert (fault.field in seen(view)) == (fault.id in STILL_SEEN)


STILL_SEEN = {"privacy without email", "legal page elsewhere"}
"""The page is there all the same."""


def line_of(project: Project, field: str) -> str:
    """How a message names the place of a field of `website`."""
    lines = (project.root / "data/products/candlefish.yml").read_text(encoding="utf-8").splitlines()
    number = next(n for n, line in enumerate(lines, 1) if line.startswith(f"  {field.partition('.')[2]}: "))
    return f"data/products/candlefish.yml:{number}:"


def test_the_bad_websites_of_all_products_are_told_apart(run, web):
    for host, _ in PRODUCTS.values():
        web.hosts[host].pages["/privacy"] = Answer(status=404)
    code, out, _ = run("--all")
    assert code == 1
    for slug, (host, _) in PRODUCTS.items():
        assert f"There is no page at https://{host}/privacy (status 404)." in out
        assert f"data/products/{slug}.yml" in out


def test_an_address_without_https_is_a_difference_and_not_requested(run, project, web):
    project.replace("data/products/candlefish.yml", "terms_url: https:", "terms_url: http:")
    code, out, _ = run("candlefish")
    assert code == 1
    assert "begins with http instead of https" in out
    assert "/terms" not in {request.path for request in web.requests}


def test_an_address_at_a_hosting_platform_is_a_weakness(run, project, web):
    file = project.root / "data/products/candlefish.yml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("https://candlefish.ai", "https://candlefish.vercel.app"), encoding="utf-8"
    )
    web.hosts["candlefish.vercel.app"] = web.hosts[HOST]
    code, out, _ = run("candlefish")
    assert code == 1
    assert "still at candlefish.vercel.app" in out
    assert "website.url" in seen(project.load().products["candlefish"].view)


def test_a_missing_sign_up_is_said_only_where_the_file_speaks_of_a_form(run, web):
    for host, name in PRODUCTS.values():
        text = HOME.format(name=name).replace("Sign up", "More").replace("signup", "more")
        web.hosts[host].pages["/"] = Answer(text.partition("<script>")[0])
    code, out, _ = run("--all")
    assert code == 1
    missing = {slug for slug, (host, _) in PRODUCTS.items() if f"no form for it at https://{host}" in " ".join(out.split())}
    assert missing == {"manuel-weiss", "siu-tin-dei"}


# --- Looks that bring no answer


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (ConnectionRefusedError(111, "Connection refused"), "the server refuses connections"),
        (TimeoutError("timed out"), "no answer within 5 seconds"),
        (ConnectionResetError(104, "reset"), "the connection broke"),
        (socket.gaierror(socket.EAI_AGAIN, "Temporary failure"), "DNS does not answer"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_a_failed_look_replaces_no_older_one_and_says_why(run, project, web, error, why):
    assert run("candlefish")[0] == 0
    before = looks(project)
    web.hosts[HOST].fails = error
    code, out, err = run("candlefish")
    assert code == 2
    assert f"could not look: {why}" in out
    assert "what was seen before is kept" in err
    after = looks(project)
    assert {path: look.on for path, look in after.items()} == {path: look.on for path, look in before.items()}
    assert all(look.failed == why and look.failed_on and look.status == 200 for look in after.values())


@pytest.mark.parametrize("status", [403, 408, 429, 500, 502, 503])
def test_a_server_that_refuses_or_fails_for_now_gives_no_answer(run, project, web, status):
    assert run("candlefish")[0] == 0
    before = seen(project.load().products["candlefish"].view)
    web.hosts[HOST].pages["/"] = Answer("", status)
    code, out, _ = run("candlefish")
    assert code == 2
    assert f"could not look: the server refuses or fails for now (status {status})" in out
    product = project.load().products["candlefish"].view
    assert (list(differences(product)), seen(product)) == ([], before)


def test_a_network_that_replaces_all_certificates_proves_nothing(run, web):
    web.hosts[HOST].certificate = UNTRUSTED
    web.hosts["docs.aws.amazon.com"] = Host({}, UNTRUSTED)
    code, out, _ = run("candlefish")
    assert code == 2
    assert "could not look: this computer trusts no website: its network may replace certificates" in out


def test_a_first_look_that_fails_judges_nothing(run, project, web):
    web.hosts[HOST].fails = ConnectionRefusedError()
    assert run("candlefish")[0] == 2
    product = project.load().products["candlefish"].view
    assert (list(differences(product)), seen(product)) == ([], {})


def test_a_computer_that_is_offline_proves_nothing(run, web, monkeypatch):
    monkeypatch.setattr(observer, "is_online", lambda: False)
    web.hosts.clear()
    code, out, _ = run("candlefish")
    assert code == 2
    assert "this computer is offline" in out


def test_an_answer_that_is_no_http_is_a_failed_look(run, web):
    home(web, b"", "text/html\r\nContent-Encoding: gzip\r\nContent-Length: 500")
    code, out, _ = run("candlefish")
    assert code == 2
    assert "the connection broke" in out


def test_a_usage_error(run):
    with pytest.raises(SystemExit) as stopped:
        run()
    assert stopped.value.code == 2
    assert run("nobody")[0] == 2


# --- What is sent


def test_only_plain_get_requests_are_sent_and_say_who_asks(observe, web, tmp_path, monkeypatch):
    (tmp_path / "netrc").write_text(f"machine {HOST} login me password secret\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    observe()
    assert [request.path for request in web.requests] == ["/", "/privacy", "/terms", "/imprint"]
    for request in web.requests:
        assert request.method == "GET"
        assert request.headers["User-Agent"].startswith("ses-production-access-kit/")
        assert not {"Authorization", "Cookie", "Referer"} & set(request.headers)


@pytest.mark.parametrize(
    "location",
    [
        "https://localhost/", "https://127.0.0.1/admin", "https://169.254.169.254/latest/", "https://10.0.0.1/", "https://[::1]/",
        "file:///etc/passwd", "javascript:alert(1)", "https://me:secret@candlefish.ai/", "https://[broken", b"/\xff\xfe",
    ],
    ids=str,
)  # fmt: skip
def test_a_redirect_out_of_the_public_web_is_not_followed(observe, web, location):
    web.hosts[HOST].pages["/"] = Answer.to(location)
    observed = observe()
    assert "never arrives at a page" in observed.wrong
    assert observed.looks[""].problem == "redirect_loop"
    assert [request.path for request in web.requests].count("/") == 1


@pytest.mark.parametrize(("hops", "arrives"), [(10, True), (11, False)])
def test_ten_redirects_are_followed(observe, web, hops, arrives):
    pages = web.hosts[HOST].pages
    pages[f"/{hops}"] = pages["/"]
    pages.update({f"/{hop}": Answer.to(f"/{hop + 1}", 302) for hop in range(1, hops)})
    pages["/"] = Answer.to("/1")
    observed = observe()
    assert observed.disproved is not arrives
    assert observed.looks[""].url == (f"https://candlefish.ai/{hops}" if arrives else None)


def test_a_page_that_leads_on_by_itself_is_followed(observe, web):
    web.hosts[HOST].pages |= {
        "/privacy": Answer('<meta http-equiv="Refresh" content="0; URL=\'/privacy/en\'">'),
        "/privacy/en": web.hosts[HOST].pages["/privacy"],
    }
    assert observe().looks["/privacy"].url == "https://candlefish.ai/privacy/en"


def test_a_page_that_leads_on_only_without_scripts_is_the_page(observe, web):
    home(web, "<noscript><meta http-equiv=refresh content='0; url=/nowhere'></noscript>" + SENTENCE)
    assert observe().looks[""].url == "https://candlefish.ai"


# --- Hostile pages

SENTENCE = f"<p>Candlefish.ai {WORDS} <a href=/signup>Sign up</a></p>"


def test_a_page_without_end_is_read_only_at_its_beginning(observe, web):
    home(web, SENTENCE + f"<p>{'sea ' * 2_500_000}")
    observed = observe()
    assert observed.wrong == ""
    assert observed.looks[""].words < 600_000


@pytest.mark.parametrize(
    "body",
    [b"\0\1\2\3" * 5000, b"\x7fELF\0\0", b"GIF89a\0\0"],
    ids=["zeros", "program", "picture"],
)
def test_binary_data_called_html_is_no_page(observe, web, body):
    home(web, body)
    assert "is a file, not a web page" in observe().wrong


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (SENTENCE.encode() + b"\xff\xfe\x80 caf\xe9", HTML),
        (SENTENCE, "text/html; charset=nonsense"),
        (SENTENCE, "text/html; charset=base64"),
        (SENTENCE, "text/html; charset=unicode_escape"),
        (SENTENCE, 'text/html; charset="UTF-8"; x=y'),
        (SENTENCE.encode("utf-16"), "text/html; charset=utf-16"),
        ("<?xml version='1.0' encoding='utf-16'?>" + SENTENCE, "application/xhtml+xml"),
        ("<meta charset=idna>" + SENTENCE, "text/html"),
        (SENTENCE + "<div>" * 200_000, HTML),
        (SENTENCE + "<!--" + "<p>" * 1000, HTML),
        ("<title>\x1b[31m\u202eAda\x07\ufeff</title>" + SENTENCE, HTML),
        (f"<title>{'long ' * 5000}</title>{SENTENCE}", HTML),
    ],
)
def test_a_garbled_page_is_read_as_far_as_it_goes(observe, web, body, kind):
    home(web, body, kind)
    observed = observe()
    assert observed.wrong == ""
    assert observed.looks[""].names == ("Candlefish.ai",)


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>let name = 'Candlefish.ai'</script>", "<style>/* Candlefish.ai */</style>", "<!-- Candlefish.ai -->",
        "<noscript>Candlefish.ai</noscript>", "<template>Candlefish.ai</template>", "<p hidden>Candlefish.ai</p>",
        "<p style='display: none'>Candlefish.ai</p>", "<meta name=description content=Candlefish.ai>", "Candlefishing", "Xcandlefish",
        "<script type='application/ld+json'>{\"name\": \"Candlefish.ai\"}</script>",
    ],
)  # fmt: skip
def test_a_name_that_nobody_sees_does_not_count(observe, web, hidden):
    home(web, f"<p>{WORDS}</p>{hidden}")
    observed = observe()
    assert "website.url" not in observed.confirmed
    assert observed.looks[""].names == ()


@pytest.mark.parametrize(
    "shown",
    [
        "CANDLEFISH.AI",
        "candle<b>fish</b>.ai",
        "<img alt='Logo of Candlefish'>",
        "歡迎來到Candlefish平台",
        "(Candlefish)",
        "<title>Candlefish – Home</title>",
    ],
)
def test_a_name_counts_however_it_is_set(observe, web, shown):
    home(web, f"<p>{WORDS}</p>{shown}<a href=/signup>Sign up</a>")
    assert observe().wrong == ""


def test_markup_in_a_title_or_an_address_stays_text(run, project, web):
    evil = '</title><script>alert(1)</script><title>"><img src=x onerror=alert(2)>'
    web.hosts[HOST].pages["/"] = Answer.to("/?<script>alert(3)</script>\"'>")
    web.hosts[HOST].pages["*"] = Answer(f"<title>&lt;script&gt;alert(4)&lt;/script&gt; {evil}</title><p>{WORDS}</p>")
    code, out, _ = run("candlefish")
    assert code == 1
    look = looks(project)[""]
    assert look.url == "https://candlefish.ai/?%3Cscript%3Ealert(3)%3C/script%3E%22'%3E"
    assert "<script>" not in out


def test_a_sign_up_is_a_form_or_a_link(observe, web):
    """A form for people who have a password already is no sign-up."""
    forms = {
        "<form><input type=email></form>": True,
        "<form><input name=E-Mail></form>": True,
        "<form><input type=email><input type=password></form>": False,
        "<form><input type=email><input type=password autocomplete=new-password></form>": True,
        "<form><input type=email><input type=password><button>Create your account</button></form>": True,
        "<form><input type=search></form>": False,
        "<a href=/register>Start</a>": True,
        "<a href=/x>Registrieren</a>": True,
        "<a href=/signature>Sign here</a>": False,
    }
    for form, expected in forms.items():
        home(web, f"<p>Candlefish.ai {WORDS}</p>{form}")
        assert observe().looks[""].sign_up is expected, form


def test_an_app_that_answers_every_address_alike_is_not_called_false(observe, web):
    web.hosts[HOST].pages = {"*": Answer(APP)}
    observed = observe()
    assert "hardly any text" in observed.wrong
    assert not observed.disproved
    assert observed.confirmed == []


def test_a_section_of_the_home_page_is_a_page_of_its_own(run, project, web):
    project.replace("data/products/candlefish.yml", "https://candlefish.ai/imprint", "https://candlefish.ai/#imprint")
    assert run("candlefish")[0] == 0
