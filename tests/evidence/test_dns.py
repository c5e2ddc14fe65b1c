"""`verify.py --dns` against a real DNS server on loopback: every fault is reported in words, and an answer is never lost."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from dns_server import Zones, closed_port, serving
from faults_dns import FAULTS, Fault
from projects import EXAMPLES, PROJECT, Project, copy_project, needs, settings

import verify
from policykit.catalog.catalog import Catalogue
from policykit.model.view import ProductView
from policykit.readiness.dns_answers import dmarc_walk
from policykit.readiness.evidence import differences, judged, seen
from policykit.rules.texts import filled

LANTERN = (PROJECT / "tests/rules/valid_product.yml").read_text(encoding="utf-8")
TOKENS, KEYS = ("one", "two", "three"), "dkim.eu-west-1.amazonses.com"
"""The names of the DKIM records of each product, and where SES has their keys."""
GOOD = Fault("good", "", "", "")


SHARED = "\n".join(
    (
        'amazonses.com. 60 IN TXT "v=spf1 ip4:199.255.192.0/22 -all"',
        "provider.example. 60 IN MX 10 mx.provider.example.",
        '_spf.provider.example. 60 IN TXT "v=spf1 ip4:192.0.2.0/24 -all"',
        'six.example. 60 IN TXT "v=spf1 a:one.example a:two.example mx:provider.example exists:%{i}.example a:three.example ~all"',
        'three.example. 60 IN TXT "v=spf1 redirect=four.example"',
        'four.example. 60 IN TXT "v=spf1 a:one.example ptr -all"',
        *(f"{name}.example. 60 IN A 192.0.2.1" for name in ("one", "two", "three")),
        *(f'{name}.{KEYS}. 60 IN TXT "p=MIIB" "IjAN"' for name in TOKENS),
    )
)
ZONE = f"""@ MX 10 mx.provider.example.
@ A 192.0.2.1
@ TXT "v=spf1 include:_spf.provider.example ~all"
bounce MX 10 feedback-smtp.eu-west-1.amazonses.com.
bounce A 192.0.2.1
bounce TXT "v=spf1 include:amazonses.com ~all"
_dmarc TXT "v=DMARC1; p=quarantine; rua=mailto:dmarc@@"
one._domainkey CNAME one.{KEYS}.
two._domainkey CNAME two.{KEYS}.
three._domainkey CNAME three.{KEYS}.
"""


def zone_of(fault: Fault) -> tuple[str, dict[str, str]]:
    """The zone of a product with a fault, and how the server answers instead about some names."""
    domain = f"{fault.id}.example"
    wanted = [line.split(" ", 2) for line in fault.zone.splitlines()]
    replaced = {(name, kind) for name, kind, _ in wanted} | (
        {(f"{n}._domainkey", "CNAME") for n in TOKENS} if not fault.has_tokens else set()
    )
    removed = {name for name, kind, _ in wanted if kind == "CNAME" and not name.endswith("._domainkey")}
    removed |= {"@", "bounce"} if fault.id == "no-domain" else set()
    kept = [line.split(" ", 2) for line in ZONE.splitlines()]
    lines = [
        (name, kind, value)
        for name, kind, value in kept
        if (name, kind) not in replaced and not (name in removed and kind == "A")
    ]
    lines += [(name, kind, value) for name, kind, value in wanted if value != "-" and kind != "ODD"]
    text = ""
    for name, kind, value in lines:
        owner = domain if name == "@" else f"{name}.{domain}"
        value = value.replace("@@", f"@{domain}").replace("bounces.@", f"bounces.{domain}")
        if kind == "CNAME" and not value.endswith("."):
            value = f"{value}.{domain}."
        text += f"{owner}. 60 IN {kind} {value}\n"
    odd = [(name, *value.split(" ")) for name, kind, value in wanted if kind == "ODD"]
    return text, {f"{kind} {name}.{domain}": how for name, kind, how in odd}


def product_of(fault: Fault) -> str:
    text = LANTERN
    for old, new in fault.edits:
        assert old in text, f"{fault.id}: {old!r}"
        text = text.replace(old, new)
    return text.replace("lantern.example.com", f"{fault.id}.example")


def account_of(fault: Fault) -> str:
    """What was read from the account before."""
    domain = f"{fault.id}.example"
    return f"""identities:
  - {{asked: GetEmailIdentity {domain}, on: "2026-11-20T09:00:00Z", region: eu-west-1, identity: {domain}, dkim_tokens: [one, two, three], dkim_zone: {KEYS},
     verified: true, dkim: SUCCESS, dkim_signs: true, mail_from: bounce.{domain}, mail_from_status: SUCCESS, configuration_set: events}}
"""


@dataclass
class Run:
    code: int
    output: str
    catalogue: Catalogue
    zones: Zones

    def product(self, slug: str) -> ProductView:
        return self.catalogue.products[slug].view


def use(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verify, "current_settings", lambda profile: settings(project.root, profile))


@pytest.fixture(scope="module")
def all_faults(tmp_path_factory) -> Iterator[Run]:
    """One run of the command over a product for each fault, and one without."""
    project = copy_project(tmp_path_factory.mktemp("faults") / "project")
    (project.root / "data/products/tidepool.yml").unlink()
    text, odd = SHARED + "\n", {}
    for fault in (*FAULTS, GOOD):
        project.write(f"data/products/{fault.id}.yml", product_of(fault))
        if fault.has_tokens:
            project.write(f"data/private/evidence/{fault.id}.yml", account_of(fault))
        zone, oddities = zone_of(fault)
        text, odd = text + zone, odd | oddities
    zones = Zones(text, odd)
    with pytest.MonkeyPatch.context() as patch, serving(zones) as server:
        use(project, patch)
        lines: list[str] = []
        patch.setattr("builtins.print", lambda *words, **_: lines.append(" ".join(map(str, words))))
        code = verify.main(["--all", "--dns", "--nameserver", server, "--timeout", "1.5"])
    yield Run(code, "\n".join(lines), project.load("internal"), zones)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.id)
def test_each_fault_is_reported_with_its_field_and_a_fix(all_faults, fault):
    found = list(differences(all_faults.product(fault.id), "dns"))
    about = [
        each
        for each in found
        if each.found.path == fault.field and fault.words in filled(each.found.message, each.found.values)
    ]
    assert len(about) == 1, [(each.found.path, filled(each.found.message, each.found.values)) for each in found]
    assert filled(about[0].found.fix, about[0].found.values)
    assert {place for each in found for place in each.disproves} == set(fault.disproves)
    assert not set(seen(all_faults.product(fault.id))) & set(fault.disproves)
    line = filled(about[0].found.message, about[0].found.values)
    assert re.search(rf"data/products/{fault.id}\.yml:\d+:\d+: (error|warning): {re.escape(line)}", all_faults.output)


def test_a_fault_is_not_reported_in_several_ways(all_faults):
    """What follows from a fault may be reported as well, but not much of it."""
    counts = {fault.id: len(list(differences(all_faults.product(fault.id), "dns"))) for fault in FAULTS}
    assert {name: count for name, count in counts.items() if count > 2} == {"no-domain": counts["no-domain"]}


def test_records_in_order_confirm_every_claim(all_faults):
    good = all_faults.product("good")
    assert list(differences(good, "dns")) == []
    confirmed = {item.place for item in judged(good, "dns")}
    assert confirmed == {"identities.domains[0].dkim", "identities.domains[0].mail_from", "dns.spf[0]", "dns.dmarc[0]"}
    assert confirmed <= set(seen(good))
    assert all_faults.code == 1
    assert "data/products/good.yml" not in all_faults.output


def test_names_that_only_the_account_knows_stay_in_the_private_file(all_faults):
    root = all_faults.catalogue.settings.root
    public = "".join(path.read_text() for path in (root / "data/evidence").glob("*.yml"))
    assert "._domainkey" not in public.replace("TXT _domainkey", "")
    assert "CNAME two._domainkey.good.example" in (root / "data/private/evidence/good.yml").read_text()


def test_a_mailbox_for_reports_that_the_file_does_not_name_is_not_recorded(all_faults):
    root = all_faults.catalogue.settings.root
    assert "jane" not in all_faults.output
    assert "mailto:...@dmarc-mailbox.example" in (root / "data/evidence/dmarc-mailbox.yml").read_text()
    assert "mailto:dmarc@good.example" in (root / "data/evidence/good.yml").read_text()


def test_every_look_says_when_it_was_and_which_version_looked(all_faults):
    looks = all_faults.product("good").evidence.dns
    assert len(looks) > 10
    assert all(look.on and look.by and look.result for look in looks)


# The five real products.

PRODUCTS = """
amazonses.com. 60 IN TXT "v=spf1 ip4:199.255.192.0/22 -all"
candlefish.ai. 60 IN MX 10 mx.provider.example.
candlefish.ai. 60 IN TXT "v=spf1 include:amazonses.com ~all"
x._domainkey.candlefish.ai. 60 IN CNAME x.dkim.amazonses.com.
mail.candlefish.ai. 60 IN MX 10 feedback-smtp.us-east-1.amazonses.com.
mail.candlefish.ai. 60 IN TXT "v=spf1 include:amazonses.com ~all"
_dmarc.candlefish.ai. 60 IN TXT "v=DMARC1; p=quarantine; rua=mailto:dmarc@candlefish.ai"
listbackup.ai. 60 IN TXT "v=spf1 mx ~all"
listbackup.ai. 60 IN MX 10 mx.provider.example.
x._domainkey.listbackup.ai. 60 IN CNAME x.dkim.amazonses.com.
_dmarc.listbackup.ai. 60 IN TXT "v=DMARC1; p=none"
manuel-weiss.ch. 60 IN TXT "v=spf1 mx ~all"
manuel-weiss.ch. 60 IN MX 10 mx.provider.example.
x._domainkey.manuel-weiss.ch. 60 IN CNAME x.dkim.amazonses.com.
_dmarc.manuel-weiss.ch. 60 IN TXT "v=DMARC1; p=none"
numstro.com. 60 IN TXT "v=spf1 -all"
x._domainkey.numstro.com. 60 IN CNAME x.dkim.amazonses.com.
_dmarc.numstro.com. 60 IN TXT "v=DMARC1; p=reject"
lx-software.com. 60 IN TXT "v=spf1 mx ~all"
lx-software.com. 60 IN MX 10 mx.provider.example.
_dmarc.lx-software.com. 60 IN TXT "v=DMARC1; p=none"
"""


@pytest.fixture
def real(tmp_path, monkeypatch) -> Project:
    needs(*EXAMPLES)
    project = copy_project(tmp_path / "project", products=EXAMPLES)
    use(project, monkeypatch)
    return project


def test_the_five_products_with_records_in_order(real, capsys):
    with serving(Zones(PRODUCTS)) as server:
        code = verify.main(["--all", "--dns", "--nameserver", server])
    out = capsys.readouterr().out
    assert (code, "error" in out, "\x1b" in out) == (0, False, False)
    assert "  MX mail.candlefish.ai: seen\n" in out
    confirmed = set(seen(real.load().products["candlefish"].view))
    assert confirmed == {"identities.domains[0].mail_from", "dns.spf[0]", "dns.dmarc[0]"}


def test_the_five_products_with_empty_zones(real, capsys):
    empty = "".join(
        f"www.{name}. 60 IN A 192.0.2.1\n"
        for name in ("candlefish.ai", "listbackup.ai", "manuel-weiss.ch", "numstro.com", "lx-software.com")
    )
    with serving(Zones(empty)) as server:
        assert verify.main(["--all", "--dns", "--nameserver", server]) == 1
    out = capsys.readouterr().out
    for slug in EXAMPLES:
        assert re.search(rf"data/products/{slug}\.yml:\d+:\d+: (error|warning): DNS has no DMARC record for", out), slug
    assert "TXT candlefish.ai: no such record" in out


# Answers that do not come.


@pytest.fixture
def candlefish(real) -> Iterator[tuple[Zones, str]]:
    zones = Zones(PRODUCTS)
    with serving(zones) as server:
        yield zones, server


def look(server: str, capsys: pytest.CaptureFixture[str], slug: str = "candlefish", timeout: str = "1.5") -> tuple[int, str]:
    code = verify.main([slug, "--dns", "--nameserver", server, "--timeout", timeout])
    return code, "".join(capsys.readouterr())


ODD = {
    "candlefish.ai": ("REFUSED", "the name server refused to answer (REFUSED): name another one"),
    "_dmarc.ai": ("silent", "no answer within 1.5 seconds: try again"),
    "_dmarc.candlefish.ai": ("SERVFAIL", "the name servers of the domain fail (SERVFAIL): check them and DNSSEC"),
    "_dmarc.mail.candlefish.ai": ("NOTIMP", "the name server answered NOTIMP"),
    "mail.candlefish.ai": ("cut", "the answer is too long for UDP, and nothing answers over TCP"),
}


def test_a_look_without_an_answer_says_why_and_keeps_the_older_answer(candlefish, real, capsys):
    zones, server = candlefish
    assert look(server, capsys)[0] == 0
    before = real.load().products["candlefish"].view
    zones.odd.update({name: odd for name, (odd, _) in ODD.items()})
    code, out = look(server, capsys)
    assert code == 2
    after = real.load().products["candlefish"].view
    known = {each.asked: each for each in before.evidence.dns}
    for each in after.evidence.dns:
        words = ODD.get(each.asked.partition(" ")[2], ("", ""))[1]
        assert (each.on, each.result, each.records) == (
            known[each.asked].on,
            known[each.asked].result,
            known[each.asked].records,
        ) or not words
        assert words in (each.failed or "")
        assert not words or (each.failed_on and f"{each.asked}: could not look: {words}" in out)
    assert seen(after).keys() == seen(before).keys()


def test_an_answer_that_is_too_long_for_udp_comes_over_tcp(candlefish, capsys):
    zones, server = candlefish
    zones.odd["_dmarc.candlefish.ai"] = "truncated"
    assert look(server, capsys)[0] == 0
    assert ("tcp", "TXT _dmarc.candlefish.ai") in zones.asked


def test_a_circle_is_recognized_where_the_server_answers_servfail(candlefish, real, capsys):
    zones, server = candlefish
    loop = Zones(
        PRODUCTS.replace('mail.candlefish.ai. 60 IN TXT "v=spf1 include:amazonses.com ~all"', "").replace(
            "mail.candlefish.ai. 60 IN MX 10 feedback-smtp.us-east-1.amazonses.com.",
            "mail.candlefish.ai. 60 IN CNAME www.candlefish.ai.\nwww.candlefish.ai. 60 IN CNAME mail.candlefish.ai.",
        ),
        {"mail.candlefish.ai": "loop"},
    )
    zones.records, zones.odd = loop.records, loop.odd
    code, out = look(server, capsys)
    assert code == 1
    assert "MX mail.candlefish.ai: CNAME records lead in a circle" in out


def test_without_a_first_answer_nothing_is_judged(candlefish, real, capsys):
    zones, server = candlefish
    zones.odd.update(dict.fromkeys(("candlefish.ai", "mail.candlefish.ai", "_dmarc.candlefish.ai"), "SERVFAIL"))
    assert look(server, capsys)[0] == 2
    product = real.load().products["candlefish"].view
    assert (list(differences(product, "dns")), seen(product)) == ([], {})


def test_no_name_server_at_all(real, capsys):
    code, out = look(closed_port(), capsys, "numstro", "0.2")
    assert code == 2
    assert "no answer within 0.2 seconds" in out


@pytest.mark.parametrize("name", ["ns.example.com", "127.0.0.1:x", "300.1.1.1", ""])
def test_a_name_server_is_an_address(real, capsys, name):
    code, out = look(name or " ", capsys)
    assert code == 2
    assert "write its IP address" in out


def test_killed_in_the_middle_the_file_is_whole(real):
    """The command is killed while the server leaves a question open; what was answered before is in the file."""
    shutil.copy(PROJECT / "pyproject.toml", real.root)  # it says which version looks
    zones = Zones(PRODUCTS, {"_dmarc.candlefish.ai": "silent"})
    with serving(zones) as server:
        command = [
            sys.executable,
            str(real.script("verify.py")),
            "candlefish",
            "--dns",
            "--nameserver",
            server,
            "--timeout",
            "30",
        ]
        with subprocess.Popen(command, cwd=real.root, stdout=subprocess.PIPE, text=True) as process:
            lines = []
            for line in process.stdout:
                lines.append(line)
                if "TXT mail.candlefish.ai" in line:
                    break
            process.kill()
    evidence = real.load().products["candlefish"].evidence
    assert {look.asked for look in evidence.dns} == {line.strip().partition(": ")[0] for line in lines if ": " in line}
    assert [path.name for path in (real.root / "data/evidence").iterdir() if not path.name.startswith(".")] == [
        "candlefish.yml"
    ]


def test_on_a_terminal_the_progress_is_one_line(candlefish, capsys, monkeypatch):
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    _, out = look(candlefish[1], capsys)
    assert "\r\x1b[K  TXT candlefish.ai: seen\r\x1b[K" in out
    assert re.search(r"\r\x1b\[K  \d+ looks in data/evidence/candlefish\.yml\n", out)


@pytest.mark.parametrize(
    ("domain", "asked"),
    [
        ("example.com", ["example.com", "com"]),
        ("a.b.example.com", ["a.b.example.com", "b.example.com", "example.com", "com"]),
        ("a.b.c.d.e.f.g.h.i.com", ["a.b.c.d.e.f.g.h.i.com", "d.e.f.g.h.i.com", "e.f.g.h.i.com", "f.g.h.i.com", "g.h.i.com", "h.i.com", "i.com", "com"]),
    ],
)  # fmt: skip
def test_a_tree_walk_asks_for_at_most_eight_names(domain, asked):
    assert list(dmarc_walk(domain)) == asked
