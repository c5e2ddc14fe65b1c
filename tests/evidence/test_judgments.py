"""What a look does not show is not said: no correct setup is called wrong, and nothing is confirmed that was not seen equal."""

from __future__ import annotations

import json

import pytest
from examples import look_at, product_with

from observers.page import page_of
from policykit.readiness.evidence import differences, seen
from policykit.rules import all_rules, check_product
from policykit.rules.texts import filled

ON = "2026-11-20T09:00:00Z"
DOMAIN = "lantern.example.com"
MAIL_FROM = f"bounce.{DOMAIN}"
SES_RECORD = "v=spf1 include:amazonses.com ~all"
DMARC = f"v=DMARC1; p=quarantine; rua=mailto:dmarc@{DOMAIN}"
SECOND = "identities: {domains: [{}, {domain: second.example.com, status: tested}]}"


def dns(*records: tuple[str, str | list[str]]) -> str:
    """Evidence of DNS: what was asked, and a result or the records."""
    looks = [
        {"asked": asked, "on": ON} | ({"result": found} if isinstance(found, str) else {"result": "records", "records": found})
        for asked, found in records
    ]
    return json.dumps({"evidence": {"dns": looks}})


def identity(**values: object) -> str:
    look = {"asked": f"GetEmailIdentity {DOMAIN} eu-west-1", "on": ON, "region": "eu-west-1", "identity": DOMAIN}
    return json.dumps({"evidence": {"identities": [look | {"verified": True, "dkim": "SUCCESS", "dkim_signs": True} | values]}})


def website(**values: object) -> str:
    look = {"asked": f"https://{DOMAIN}/privacy", "on": ON, "status": 200, "names": ["Lantern"], "words": 900, "email": True}
    return json.dumps({"evidence": {"web": [look | values]}})


def said(*fragments: str, kind: str = "") -> list[tuple[str, bool]]:
    """Each message with its fix, and whether it disproves a claim."""
    found = differences(product_with(*fragments).view, kind)
    return [
        (f"{filled(each.found.message, each.found.values)} {filled(each.found.fix, each.found.values)}", bool(each.disproves))
        for each in found
    ]


def confirmed(*fragments: str) -> set[str]:
    return set(seen(product_with(*fragments).view))


def walk(*records: tuple[str, str | list[str]]) -> tuple[tuple[str, str | list[str]], ...]:
    """The answers about the DMARC record of the product's domain; everything above it has none."""
    return (*records, ("TXT _dmarc.example.com", "no_name"), ("TXT _dmarc.com", "no_name"))


# DMARC and SPF: only a record that was seen equal is confirmed.

UNNAMED = json.dumps({"dns": {"dmarc": [{"name": "(leave out)"}], "spf": [{"name": "(leave out)"}]}})


@pytest.mark.parametrize("file", ["", UNNAMED], ids=["named", "unnamed"])
def test_a_record_that_differs_is_not_confirmed(file):
    asked = walk((f"TXT _dmarc.{DOMAIN}", ["v=DMARC1; p=none"]), (f"TXT {MAIL_FROM}", ["v=spf1 include:amazonses.com -all"]))
    evidence = dns(*asked, (f"TXT {DOMAIN}", "no_record"), ("TXT amazonses.com", ["v=spf1 -all"]))
    [(spf, spf_wrong), (dmarc, dmarc_wrong)] = sorted(said(file, evidence, kind="dns"), key=lambda item: "DMARC1" in item[0])
    assert (spf_wrong, dmarc_wrong) == (True, True)
    assert SES_RECORD in spf
    assert 'but DNS has "v=DMARC1; p=none"' in dmarc
    assert not {"dns.spf[0]", "dns.dmarc[0]"} & confirmed(file, evidence)


@pytest.mark.parametrize("file", ["", UNNAMED], ids=["named", "unnamed"])
def test_an_equal_record_is_confirmed_however_it_is_written(file):
    asked = walk((f"TXT _dmarc.{DOMAIN}", [f"v=DMARC1;p=quarantine ; rua=mailto:DMARC@{DOMAIN};"]))
    evidence = dns(*asked, (f"TXT {MAIL_FROM}", ["V=SPF1 include:amazonses.com  ~all"]), (f"TXT {DOMAIN}", "no_record"))
    assert said(file, evidence, kind="dns") == []
    assert confirmed(file, evidence) >= {"dns.spf[0]", "dns.dmarc[0]"}


def test_a_record_of_a_parent_domain_is_compared_as_well():
    """The sender has a record of its own; that of the file is above it."""
    file = json.dumps({"dns": {"dmarc": [{"name": "_dmarc.example.com", "value": "v=DMARC1; p=reject"}]}})
    evidence = dns(
        (f"TXT _dmarc.{DOMAIN}", [DMARC]), ("TXT _dmarc.example.com", ["v=DMARC1; p=none"]), ("TXT _dmarc.com", "no_name")
    )
    [(message, is_wrong)] = said(file, evidence, kind="dns")
    assert is_wrong
    assert '_dmarc.example.com is "v=DMARC1; p=reject", but DNS has "v=DMARC1; p=none"' in message
    assert "dns.dmarc[0]" not in confirmed(file, evidence)


def test_an_unnamed_record_may_be_at_any_of_several_domains():
    evidence = dns(
        ("TXT second.example.com", [SES_RECORD]), (f"TXT {MAIL_FROM}", ["v=spf1 include:amazonses.com -all"]), (f"TXT {DOMAIN}", "no_record"),
        ("TXT amazonses.com", ["v=spf1 -all"]),
    )  # fmt: skip
    assert "dns.spf[0]" in confirmed(UNNAMED, SECOND, evidence)
    assert not any(is_wrong for _, is_wrong in said(UNNAMED, SECOND, evidence, kind="dns"))


def test_the_second_domain_without_an_answer_is_not_confirmed():
    second = json.dumps(
        {
            "identities": {
                "domains": [
                    {},
                    {
                        "domain": "second.example.com",
                        "status": "tested",
                        "mail_from": {"status": "tested", "domain": "b.second.example.com"},
                    },
                ]
            }
        }
    )
    evidence = dns(
        (f"MX {MAIL_FROM}", ["10 feedback-smtp.eu-west-1.amazonses.com"]), (f"TXT {MAIL_FROM}", [SES_RECORD]), ("TXT amazonses.com", ["v=spf1 -all"])
    )  # fmt: skip
    found = confirmed(second, evidence)
    assert "identities.domains[0].mail_from" in found
    assert "identities.domains[1].mail_from" not in found


# SPF


@pytest.mark.parametrize(
    ("record", "words"),
    [
        ("v=spf1 include:%{i}._spf.example.net ~all", ""),
        ("v=spf1 redirect=%{d}.example.net", ""),
        ("v=spf1 exists:%{i}.x.all include:amazonses.com ~all", ""),
        ("V=SPF1 INCLUDE:amazonses.com ~ALL", ""),
        ("v=spf1 ip4:192.0.2.1 ~all", "does not name SES"),
        ("v=spf1 include:amazonses.com~all", "is not valid"),
    ],
)
def test_what_depends_on_the_email_is_unknown(record, words):
    file = json.dumps({"dns": {"spf": [{"value": record}]}})
    evidence = dns(
        (f"TXT {MAIL_FROM}", [record]),
        ("TXT amazonses.com", ["v=spf1 -all"]),
        (f"MX {MAIL_FROM}", ["10 feedback-smtp.eu-west-1.amazonses.com"]),
    )
    found = said(file, evidence, kind="dns")
    assert [words in message for message, _ in found] == ([True] if words else [])
    names_ses = "include:amazonses.com " in record.lower()
    assert ("identities.domains[0].mail_from" in confirmed(file, evidence)) is names_ses


# DKIM

CNAMES = [f"CNAME one._domainkey.{DOMAIN}", f"TXT one._domainkey.{DOMAIN}"]
KEY, NO_KEY = ["v=DKIM1; p=MIIB"], ["p="]


@pytest.mark.parametrize(
    ("zone", "target", "is_right"),
    [
        ("dkim.amazonses.com", "one.dkim.amazonses.com", True),
        ("k7.dkim.eu-central-2.amazonses.com", "one.k7.dkim.eu-central-2.amazonses.com", True),
        ("dkim.eu-central-2.amazonses.com", "one.dkim.amazonses.com", False),
        (None, "one.dkim.example.amazonses.com", True),
    ],
)
def test_the_records_of_easy_dkim_point_to_where_ses_said(zone, target, is_right):
    account = identity(dkim_tokens=["one"], **({"dkim_zone": zone} if zone else {}))
    found = said(account, dns((CNAMES[0], [target]), (CNAMES[1], KEY)), kind="dns")
    assert [is_wrong for _, is_wrong in found] == ([] if is_right else [True])
    assert is_right or f"to one.{zone}." in found[0][0]


def test_a_provider_may_answer_with_the_key_itself():
    account = identity(dkim_tokens=["one"], dkim_zone="dkim.amazonses.com")
    assert said(account, dns((CNAMES[0], "no_record"), (CNAMES[1], KEY)), kind="dns") == []
    assert said(account, dns((CNAMES[0], "no_record"), (CNAMES[1], "no_record")), kind="dns")[0][1]


def test_ses_may_lack_one_of_its_keys_but_not_all():
    account = identity(dkim_tokens=["one", "two"], dkim_zone="dkim.amazonses.com")
    two = [name.replace("one.", "two.") for name in CNAMES]
    ways = ((CNAMES[0], ["one.dkim.amazonses.com"]), (two[0], ["two.dkim.amazonses.com"]))
    assert said(account, dns(*ways, (CNAMES[1], KEY), (two[1], NO_KEY)), kind="dns") == []
    [(message, is_wrong)] = said(account, dns(*ways, (CNAMES[1], NO_KEY), (two[1], NO_KEY)), kind="dns")
    assert is_wrong
    assert "SES has no key there" in message


def test_a_key_of_ones_own_needs_no_cname():
    account = identity(dkim_selector="mine")
    asked = f"TXT mine._domainkey.{DOMAIN}"
    assert said(account, dns((asked, KEY)), kind="dns") == []
    assert "identities.domains[0].dkim" in confirmed(account, dns((asked, KEY)))
    [(message, is_wrong)] = said(account, dns((asked, "no_name")), kind="dns")
    assert is_wrong
    assert f"DNS has no DKIM key at mine._domainkey.{DOMAIN}" in message
    assert "CNAME" not in message


def test_a_short_key_is_weak():
    file = json.dumps({"identities": {"domains": [{"dkim": {"bits": "(leave out)"}}]}})
    [(message, is_wrong)] = said(
        file, identity(dkim_bits=1024, mail_from=MAIL_FROM, mail_from_status="SUCCESS", bounce_topic="t", complaint_topic="t")
    )
    assert not is_wrong
    assert "has only 1024 bits" in message


# DMARC


@pytest.mark.parametrize(
    ("record", "words"),
    [
        ("v=DMARC1; p=quarantine; pct=0", "write t=y instead"),
        ("v=DMARC1; p=quarantine; pct=20", "no longer to 20% of it. To go on testing, add t=y."),
        ("v=DMARC1; p=reject; pct=100", "for your email nothing changes"),
        ("v=DMARC1; p=none; pct=0", "for your email nothing changes"),
        ("v=DMARC1; p=reject; ri=3600", "Delete ri=3600; for your email nothing changes"),
    ],
)
def test_removing_a_tag_never_turns_enforcement_on_unsaid(record, words):
    file = json.dumps({"dns": {"dmarc": [{"value": record}]}})
    [(message, is_wrong)] = said(file, dns(*walk((f"TXT _dmarc.{DOMAIN}", [record]))), kind="dns")
    assert not is_wrong
    assert words in message


def test_the_name_of_a_mailbox_for_reports_is_in_no_message():
    for record in (
        "v=DMARC1; p=none; rua=mailto:jane.private@example.net",
        "v=DMARC1; p=none; fo=7; fo=8; rua=mailto:jane.private@example.net",
    ):
        found = said(dns(*walk((f"TXT _dmarc.{DOMAIN}", [record])), ("MX example.net", "no_name")), kind="dns")
        assert found
        assert "jane" not in str(found)
        assert "example.net" in str(found)


def test_a_mailbox_of_which_only_the_domain_is_known_proves_nothing():
    evidence = dns(*walk((f"TXT _dmarc.{DOMAIN}", [f"v=DMARC1; p=quarantine; rua=mailto:...@{DOMAIN}"])))
    assert said(evidence, kind="dns") == []
    assert "dns.dmarc[0]" not in confirmed(evidence)


# Mailboxes


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ((("MX", "no_name"),), "nobody receives"),
        ((("MX", ["0 ."]),), "nobody receives"),
        ((("MX", "no_record"), ("A", "no_record"), ("AAAA", "no_record")), "nobody receives"),
        ((("MX", "no_record"), ("A", ["192.0.2.1"]), ("AAAA", "no_record")), "Most mail servers then try the server at"),
        ((("MX", "no_record"), ("A", "no_record"), ("AAAA", ["2001:db8::1"])), "Most mail servers then try the server at"),
        ((("MX", "no_record"),), "Most mail servers then try the server at"),
        ((("MX", "malformed"),), None),
        ((("MX", ["10 mx.example.net"]),), None),
    ],
)
def test_without_an_mx_record_email_goes_to_the_address_of_the_domain(answers, words):
    found = said(dns(*((f"{kind} {DOMAIN}", what) for kind, what in answers)), kind="dns")
    assert [words in message for message, _ in found] == ([True] if words else [])


# Web


def parked(title: str, heading: str, words: int) -> str:
    page = page_of(
        f"<title>{title}</title><h1>{heading}</h1><p>{'tide ' * words} this domain is for sale</p>".encode(), "utf-8"
    )
    return page.parked


def test_a_phrase_of_a_parked_page_counts_in_a_short_page_or_at_its_top():
    assert parked("Tides", "Tides", 10)
    assert parked("This domain is for sale", "", 200)
    assert parked("Tides", "This domain is for sale", 200)
    assert not parked("Tides", "Tides", 200)


@pytest.mark.parametrize(
    "doubt",
    [{"names": []}, {"same_as": f"https://{DOMAIN}"}, {"parked": "coming soon"}, {"login": True}],
    ids=lambda doubt: next(iter(doubt)),
)
@pytest.mark.parametrize(
    ("size", "is_wrong"),
    [({"words": 900}, False), ({"words": 30}, True), ({"words": 30, "scripts": True}, False)],
    ids=["long", "short", "with scripts"],
)
def test_only_a_short_page_without_scripts_disproves_by_what_is_missing(doubt, size, is_wrong):
    [(_, disproves)] = said(website(**doubt, **size), kind="web")
    assert disproves is is_wrong
    assert "website.privacy_url" not in confirmed(website(**doubt, **size))


@pytest.mark.parametrize(
    "words",
    ["Get started", "Konto erstellen", "Konto anlegen", "Start free", "Join the waiting list", "Jetzt testen", "Anmelden"],
)
def test_common_words_lead_to_sign_up(words):
    assert page_of(f"<a href=/x>{words}</a>".encode(), "utf-8").has_sign_up


def test_scripts_may_show_a_form():
    home = {"asked": f"https://{DOMAIN}", "words": 900, "email": True}
    assert [is_wrong for _, is_wrong in said(website(**home), kind="web")] == [False]
    assert said(website(**home, scripts=True), kind="web") == []


# The day


def test_a_finding_says_once_when_it_was_seen():
    entry = product_with(website(status=404))
    [finding] = check_product(
        entry, look_at(entry), [rule.id for rule in all_rules().values() if rule.topic == "evidence"]
    ).findings
    assert finding.diagnostic.message.endswith("(status 404). (seen November 20, 2026)")
