"""The setup: only what is missing, as a template that CloudFormation takes, records that DNS takes, commands that a shell takes."""

from __future__ import annotations

import itertools
import json
import re
import shlex
from collections import Counter
from datetime import datetime
from functools import cache
from typing import Any

import botocore.session
import dns.zone
import projects
import pytest
import yaml
from botocore.validate import validate_parameters
from cfnlint.config import ConfigMixIn
from cfnlint.decode.decode import decode_str
from cfnlint.runner import Runner
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st
from projects import EXAMPLES, pages_of, settings

from policykit.catalog.loader import load
from policykit.model import Product, validate
from policykit.model.evidence import Evidence, IdentityLook, evidence_of
from policykit.model.scalars import DOMAIN as ANY_DOMAIN
from policykit.model.view import ProductView
from policykit.rendering.setup.commands import commands_of
from policykit.rendering.setup.dns import MissingRecord, ready_records, route53_files, zone_text
from policykit.rendering.setup.needs import Needs, needs_of
from policykit.rendering.setup.stack import set_name, stack_name, template
from policykit.yamlio.reader import parse_yaml

REAL = load(settings())
ON = "2026-11-20T08:00:00Z"
IN_SES = f"identities: [{{{{asked: I, on: {ON}, region: eu-west-1, identity: example.com, {{}}}}}}]\n"
BOUNCE, COMPLAINT = (
    f"{{status: implemented, metric: {rate}, threshold: {threshold}}}"
    for rate, threshold in (("bounce_rate", 2), ("complaint_rate", 0.05))
)
DOMAIN = "identities: {domains: [{domain: example.com, status: implemented, dkim: {status: implemented}}]}"
REGION = "request: {region: eu-west-1}"
NOTICED = """
handling:
  bounce_hard: {status: implemented, mechanism: It comes., action: It stops.}
  complaint: {status: implemented, mechanism: It comes., action: It stops.}
  suppression: {status: implemented, action: It stops.}
"""
ALL = (
    "SES::ConfigurationSet", "SES::ConfigurationSetEventDestination", "SNS::Topic", "SNS::TopicPolicy", "SNS::Subscription",
)  # fmt: skip
"""What a small sender without anything gets."""
MANY = "volume: {figures: [{kind: forecast, per: month, max: 5000}]}"
TOKENS = ("abcdefghijklmnopqrstuvwxyz234567", "bbcdefghijklmnopqrstuvwxyz234567", "cbcdefghijklmnopqrstuvwxyz234567")


def seen(text: str) -> Evidence:
    return validate(Evidence, parse_yaml(text, "e.yml"), {"regions": frozenset(REAL.ses.regions)})


def product(text: str, evidence: str = "") -> ProductView:
    made = validate(Product, parse_yaml(f"name: T\nsummary: S.\n{text}", "t.yml"), {"languages": ["en"]})
    return ProductView.of(made, evidence=seen(evidence)) if evidence else ProductView.of(made)


def needs(text: str, evidence: str = "") -> Needs:
    return needs_of(product(text, evidence), REAL.ses.numbers)


def written(made: ProductView, slug: str = "t") -> str | None:
    found = needs_of(made, REAL.ses.numbers)
    return template(slug, found) if found.stack else None


def tree(text: str, evidence: str = "") -> dict[str, Any]:
    """The template as CloudFormation reads it."""
    read: dict[str, Any] = yaml.load(written(product(text, evidence)) or "", yaml.BaseLoader)
    return read


def steps(text: str, evidence: str = "", slug: str = "t") -> dict[str, list[str]]:
    """The commands of each step."""
    found = needs(text, evidence)
    return commands_of(slug, found, found.region or "[region]", found.email or "[email]", "[domain]")


def kinds(text: str, evidence: str = "") -> Counter[str]:
    """The types of the template's resources."""
    return Counter(re.findall(r"^    Type: AWS::(\S+)$", written(product(text, evidence)) or "", re.M))


def deployed(events: str = "BOUNCE, COMPLAINT", more: str = "") -> str:
    """What SES shows once the stack with everything was deployed and is the default."""
    return (
        IN_SES.format(f"configuration_set: {set_name('t')}{more}")
        + f"configuration_sets: [{{asked: S, on: {ON}, region: eu-west-1, name: {set_name('t')}, destinations: "
        f"[{{name: d, enabled: true, events: [{events}], kind: sns, topic: 'arn:aws:sns:eu-west-1:1:t'}}]}}]\n"
    )


@cache
def linter() -> Runner:
    """The cfn-lint that all tests share; always for one Region, because it reads the schemas of each."""
    return Runner(ConfigMixIn(regions=["eu-west-1"]))


def faults(text: str | None) -> list[str]:
    """What cfn-lint finds."""
    if not text:
        return []
    tree, unreadable = decode_str(text)
    return [str(fault) for fault in unreadable or linter().validate_template(tree)]


# What is missing


def test_what_each_real_product_has_is_left_out():
    projects.needs(*EXAMPLES)
    found = {entry.slug: needs_of(entry.view, REAL.ses.numbers) for entry in (*projects.examples(REAL).values(), REAL.example)}
    assert {slug for slug, item in found.items() if not item} == {REAL.example.slug}
    assert not found["candlefish"].stack
    assert [record.name for record in ready_records(found["candlefish"])] == ["mail.candlefish.ai"]
    assert not {slug for slug, item in found.items() if item.stack and not item.events and not item.alarms}
    assert {slug for slug, item in found.items() if item.new_domains} == {"listbackup", "siu-tin-dei"}
    assert {slug for slug, item in found.items() if item.is_small} == {"candlefish", "numstro"}
    assert {slug for slug, item in found.items() if item.alarms} == {"manuel-weiss", "siu-tin-dei"}
    assert found["siu-tin-dei"].domains[0].name == "lx-software.com"
    assert found["siu-tin-dei"].dmarc == ("lx-software.com",)


def test_a_file_that_says_nothing_gets_everything_that_a_small_sender_needs():
    assert kinds("") == dict.fromkeys(ALL, 1)


def test_a_queue_and_alarms_come_with_a_volume_that_gives_a_rate_a_meaning():
    extra = kinds(MANY) - kinds("")
    assert extra == {"SQS::Queue": 2, "SQS::QueuePolicy": 1, "SNS::Subscription": 1, "CloudWatch::Alarm": 2}
    assert kinds("volume: {figures: [{kind: forecast, per: month, max: 999}]}") == kinds("")


def test_a_large_sender_does_not_get_each_bounce_by_email():
    assert "FilterPolicy:" not in (written(product(MANY)) or "")
    assert "FilterPolicy:" in (written(product(MANY.replace("5000", "30000"))) or "")


@pytest.mark.parametrize(
    ("text", "left_out"),
    [
        (NOTICED, set(ALL)),
        (NOTICED.replace("suppression: {status: implemented", "suppression: {status: planned"), set(ALL)),
        (NOTICED.replace("complaint: {status: implemented", "complaint: {status: planned"), set()),
        (NOTICED.replace("mechanism: It comes., ", ""), set()),
    ],
)
def test_what_the_file_states_is_left_out(text, left_out):
    assert left_out <= set(kinds("")) - set(kinds(text))


def test_suppression_is_a_setting_of_the_account_and_never_a_reason_for_a_stack():
    text = NOTICED.replace("suppression: {status: implemented", "suppression: {status: planned")
    assert not needs(f"{REGION}\n{text}").stack
    assert steps(f"{REGION}\n{text}")["suppress"] == [
        "aws sesv2 put-account-suppression-attributes \\\n  --suppressed-reasons BOUNCE COMPLAINT \\\n  --region eu-west-1"
    ]
    assert not steps("suppression: {account_level: [BOUNCE, COMPLAINT]}")["suppress"]
    for region, is_open in (("eu-west-1", False), ("eu-west-3", True)):
        look = f"accounts: [{{asked: GetAccount, on: {ON}, region: {region}, suppression: [BOUNCE, COMPLAINT]}}]"
        assert needs(REGION, look).suppression == is_open


def test_an_open_box_in_the_file_counts_against_it():
    box = "checklist: [{list: before-request, text: B., done: false, about: handling.complaint}]"
    assert not needs(NOTICED).complaints
    assert needs(f"{NOTICED}\n{box}").complaints


def test_an_alarm_that_comes_with_the_review_does_not_count():
    alarm = "monitoring: {{alarms: [{{status: implemented, metric: bounce_rate, threshold: {}}}]}}"
    assert [item.metric for item in needs(f"{MANY}\n{alarm.format('4.9')}").alarms] == ["complaint_rate"]
    assert [item.metric for item in needs(f"{MANY}\n{alarm.format('5')}").alarms] == ["bounce_rate", "complaint_rate"]


def test_alarms_are_below_the_rates_of_a_review():
    for alarm in needs(MANY).alarms:
        assert 0 < alarm.threshold < alarm.review


@pytest.mark.parametrize(
    ("look", "exists", "is_open"),
    [
        ("exists: false", False, True),
        ("dkim: SUCCESS, mail_from: bounce.example.com", True, False),
        ("dkim: PENDING", True, True),
    ],
)
def test_a_look_at_the_identity_outweighs_the_file(look, exists, is_open):
    evidence = f"identities: [{{asked: GetEmailIdentity, on: {ON}, region: eu-west-1, identity: example.com, {look}}}]"
    for status in ("implemented", "planned"):
        found = needs(f"{REGION}\n{DOMAIN.replace('status: implemented', f'status: {status}')}", evidence).domains[0]
        assert (found.exists, found.dkim or found.mail_from) == (exists, is_open)


@pytest.mark.parametrize(
    ("status", "open_records"), [("SUCCESS", {"spf"}), ("PENDING", {"mail_from", "spf"}), ("FAILED", {"mail_from", "spf"})]
)
def test_ses_says_whether_the_mail_from_domain_has_its_record(status, open_records):
    listed = DOMAIN.replace("dkim:", "mail_from: {status: implemented, domain: bounce.example.com}, dkim:")
    look = IN_SES.format(f"dkim: SUCCESS, mail_from: bounce.example.com, mail_from_status: {status}")
    for text in (DOMAIN, listed):
        made = needs(f"{REGION}\n{text}", look)
        assert {record.purpose for record in ready_records(made)} - {"dmarc"} == open_records
        assert not made.domains[0].mail_from


def test_of_two_looks_at_a_domain_the_newer_counts():
    old = "{asked: I, on: 2026-11-19T08:00:00Z, region: eu-west-1, identity: example.com, dkim: PENDING}, "
    new = IN_SES.format("dkim: SUCCESS, region: eu-west-3").replace("region: eu-west-1, ", "").replace("[", f"[{old}")
    assert not needs(DOMAIN, new).domains[0].dkim


@pytest.mark.parametrize(
    ("look", "bounces", "complaints"),
    [
        (deployed(), False, False),
        (deployed("BOUNCE"), False, True),
        (deployed().replace("enabled: true", "enabled: false"), True, True),
        (deployed().replace("kind: sns, topic: 'arn:aws:sns:eu-west-1:1:t'", "kind: cloudwatch"), True, True),
        (deployed("BOUNCE", ", complaint_topic: 'arn:aws:sns:eu-west-1:1:c'"), False, False),
        (deployed().replace("kind: sns, topic: 'arn:aws:sns:eu-west-1:1:t'", "kind: eventbridge"), False, False),
    ],
)
def test_events_that_ses_already_reports_are_left_out(look, bounces, complaints):
    made = needs(f"{REGION}\n{DOMAIN}", look)
    assert (made.bounces, made.complaints) == (bounces, complaints)


def test_a_record_that_is_there_and_wrong_is_for_the_rules_to_tell():
    looks = f"""dns:
  - {{asked: TXT bounce.example.com, on: {ON}, result: records, records: ["v=spf1 -all"]}}
  - {{asked: TXT _dmarc.example.com, on: {ON}, result: records, records: ["v=DMARC1; p=none", "v=DMARC1; p=reject"]}}
  - {{asked: MX bounce.example.com, on: {ON}, result: records, records: ["10 mail.example.com"]}}
"""
    assert not ready_records(needs(f"{REGION}\n{DOMAIN}", looks))


def test_a_key_of_ones_own_has_no_cname_records():
    own = DOMAIN.replace("dkim: {status: implemented}", "dkim: {status: planned, method: byo}")
    look = IN_SES.format("dkim: PENDING, dkim_tokens: [selector1], dkim_zone: dkim.amazonses.com")
    for evidence in ("", look):
        made = needs(f"{REGION}\n{own}", evidence)
        assert "dkim" not in {record.purpose for record in ready_records(made)}
        assert not steps(f"{REGION}\n{own}", evidence)["dkim"]
        assert made.domains[0].dkim


def test_a_configuration_set_that_a_domain_uses_is_never_replaced():
    look = f"identities: [{{asked: I, on: {ON}, region: eu-west-1, identity: example.com, configuration_set: main}}]"
    found = kinds(f"{REGION}\n{DOMAIN}", look)
    assert "SES::ConfigurationSet" not in found
    assert "SES::ConfigurationSetEventDestination" in found
    assert tree(f"{REGION}\n{DOMAIN}", look)["Parameters"]["ConfigurationSetName"]["Default"] == "main"
    assert not steps(f"{REGION}\n{DOMAIN}", look)["use-set"]


def test_a_record_that_a_lookup_has_shown_is_left_out():
    text = f"{REGION}\n{DOMAIN}"
    assert [record.purpose for record in ready_records(needs(text))] == ["mail_from", "spf", "dmarc"]
    looks = f"""dns:
  - {{asked: TXT bounce.example.com, on: {ON}, result: records, records: ["v=spf1 include:amazonses.com ~all"]}}
  - {{asked: TXT _dmarc.example.com, on: {ON}, result: records, records: ["v=DMARC1; p=none"]}}
  - {{asked: MX bounce.example.com, on: {ON}, result: no_name}}
"""
    assert [record.purpose for record in ready_records(needs(text, looks))] == ["mail_from"]


def test_without_a_region_the_record_that_needs_it_waits():
    assert [record.purpose for record in ready_records(needs(DOMAIN))] == ["spf", "dmarc"]


def test_a_sender_address_that_is_no_domain_name_suggests_none():
    found = needs('streams: [{id: a, title: A, class: system, from: "a@b$(id)\'.de"}]')
    assert found.domains[0].name is None
    assert found.dmarc == ()


# The template


def test_cfn_lint_takes_every_template():
    made = [(entry.slug, entry.view) for entry in REAL.products.values()]
    two = ", ".join(f"{{domain: {name}, status: planned}}" for name in ("example.com", "example.org"))
    look = f"identities: [{{asked: I, on: {ON}, region: eu-west-1, identity: example.com, configuration_set: main}}]"
    made += [
        ("a" * 60, product(f"{MANY.replace('5000', '90000')}\nidentities: {{domains: [{two}]}}")),
        ("default-set", product(f"{REGION}\n{DOMAIN}\n{MANY}", look)),
    ]
    assert {slug: found for slug, view in made if (found := faults(written(view, slug)))} == {}


def test_cfn_lint_would_find_a_fault():
    broken = (written(product("")) or "").replace("MatchingEventTypes", "MatchingEventType")
    assert any("MatchingEventType" in fault for fault in faults(broken))


STATES = [
    f"{events}\n{volume}\n{alarms}"
    for events, volume, alarms in itertools.product(
        ("", NOTICED, NOTICED.replace("complaint: {status: implemented", "complaint: {status: planned")),
        ("", MANY, MANY.replace("5000", "90000")),
        ("", *(f"monitoring: {{alarms: [{', '.join(alarms)}]}}" for alarms in ([BOUNCE], [COMPLAINT], [BOUNCE, COMPLAINT]))),
    )
]
"""What a file may say of bounces, complaints, volume and alarms."""


def test_no_resource_leaves_a_stack_that_has_it():
    found: dict[str, set[str]] = {}
    looks = ("", IN_SES.format("configuration_set: main"), IN_SES.format(f"configuration_set: {set_name('t')}"), deployed())
    for text, look in itertools.product((f"{REGION}\n{DOMAIN}\n{state}" for state in STATES), looks):
        made = needs(text, look)
        if made.stack:
            read = yaml.load(template("t", made), yaml.BaseLoader)
            assert found.setdefault(stack_name("t", made), set(read["Resources"])) == set(read["Resources"])
            assert len({*read["Resources"].get("EventDestination", {"Properties": {}})["Properties"]}) in (0, 2)
    assert len(found) > 10


def test_what_sending_needs_outlives_every_stack():
    for state in STATES:
        for name, resource in (tree(state)["Resources"] if needs(state).stack else {}).items():
            assert resource["Type"] != "AWS::SES::EmailIdentity"
            if name == "ConfigurationSet":
                assert (resource["DeletionPolicy"], resource["UpdateReplacePolicy"]) == ("RetainExceptOnCreate", "Retain")


def test_following_the_page_twice_offers_nothing_again():
    text = f"{REGION}\n{DOMAIN}\n{MANY}"
    first, second = needs(text), needs(text, deployed())
    assert first.events
    assert not second.events
    assert stack_name("t", first) != stack_name("t", second)
    alarms = [
        {item["Properties"]["AlarmName"] for item in tree(text, look)["Resources"].values() if "Alarm" in item["Type"]}
        for look in ("", deployed())
    ]
    assert alarms[0] == alarms[1] == {"t-ses-BounceRate", "t-ses-ComplaintRate"}  # so AWS refuses a second one


@given(st.from_regex(ANY_DOMAIN, fullmatch=True).filter(lambda domain: len(domain) < 200), st.text(min_size=1, max_size=20))
@examples(max_examples=25)
def test_a_value_stays_the_value_it_is(domain, name):
    identity = IdentityLook.model_construct(
        asked="I", on=datetime(2026, 11, 20), region="eu-west-1", identity=domain, exists=False, configuration_set=name
    )
    made = validate(
        Product,
        parse_yaml(f"name: T\nsummary: S.\nidentities: {{domains: [{{domain: {domain}, status: planned}}]}}", "t.yml"),
        {},
    )
    view = ProductView.of(made, evidence=evidence_of(identity))
    read = yaml.load(written(view) or "", yaml.BaseLoader)
    chosen = read["Parameters"].get("ConfigurationSetName", {}).get("Default")
    assert chosen == (name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else None)
    records = ready_records(needs_of(view, REAL.ses.numbers))
    zone = dns.zone.from_text(zone_text(records), origin=".", relativize=False, check_origin=False)
    assert len(list(zone.iterate_rdatas())) == len(records)
    for command in itertools.chain(*commands_of("t", needs_of(view, REAL.ses.numbers), "eu-west-1", "a@b.de", "").values()):
        if "--email-identity" in command:
            assert parsed(command)[2]["email-identity"] == [domain]


def test_each_resource_with_a_claim_names_fields_of_the_file(catalogue):
    for entry in catalogue.products.values():
        for line in re.findall(r"# Makes true: (.*)", written(entry.view) or ""):
            for path in line.split(", "):
                assert re.fullmatch(r"[a-z_]+(\.[a-z_]+|\[\d\])*", path), path


def test_ses_waits_for_the_policy_that_lets_it_publish():
    text = written(product("")) or ""
    assert re.search(r"EventDestination:\n    Type: \S+\n    DependsOn: TopicPolicy", text)
    assert "AWS:SourceAccount: !Ref AWS::AccountId" in text


# DNS


def tokens_look(zone: str = "dkim.amazonses.com", more: str = "") -> str:
    listed = ", ".join(TOKENS)
    return (
        f"identities: [{{asked: I, on: {ON}, region: eu-west-1, identity: example.com, dkim: PENDING, "
        f"dkim_tokens: [{listed}{more}], dkim_zone: {zone}}}]"
    )


def all_records() -> tuple[MissingRecord, ...]:
    return ready_records(needs(f"{REGION}\n{DOMAIN}", tokens_look()))


def test_the_zone_file_has_the_records_of_the_table():
    records = all_records()
    assert Counter(record.kind for record in records) == {"CNAME": 3, "TXT": 2, "MX": 1}
    zone = dns.zone.from_text(zone_text(records), origin="example.com", relativize=False, check_origin=False)
    read = {(str(name), str(data.rdtype.name), str(data)) for name, _, data in zone.iterate_rdatas()}
    assert read == {(f"{record.name}.", record.kind, record.data) for record in records}


def test_route_53_takes_the_change_batch():
    batch = json.loads(route53_files("t", all_records())["example.com"][1])
    shape = botocore.session.get_session().get_service_model("route53").operation_model("ChangeResourceRecordSets").input_shape
    validate_parameters({"HostedZoneId": "Z1", "ChangeBatch": batch}, shape)
    assert {change["Action"] for change in batch["Changes"]} == {"CREATE"}
    sets = [change["ResourceRecordSet"] for change in batch["Changes"]]
    assert [(item["Name"], item["Type"], item["ResourceRecords"][0]["Value"]) for item in sets] == [
        (f"{record.name}.", record.kind, record.data) for record in all_records()
    ]


def test_domains_of_different_zones_have_a_change_batch_each():
    two = ", ".join(f"{{domain: {name}, status: implemented}}" for name in ("example.co.uk", "mail.example.org"))
    records = ready_records(needs(f"{REGION}\nidentities: {{domains: [{two}]}}"))
    assert {zone: name for zone, (name, _) in route53_files("t", records).items()} == {
        "example.co.uk": "t-route53.json",
        "example.org": "t-route53-example.org.json",
    }


def test_dkim_records_point_to_the_zone_that_ses_names():
    records = ready_records(needs(f"{REGION}\n{DOMAIN}", tokens_look("dkim.af-south-1.amazonses.com", ', "x y; (z)"')))
    values = [record.value for record in records if record.purpose == "dkim"]
    assert values == [f"{token}.dkim.af-south-1.amazonses.com" for token in TOKENS]


# Commands


def parsed(command: str) -> tuple[str, str, dict[str, list[str]]]:
    """Service, operation and parameters of a command, as a shell reads it."""
    _, service, operation, *rest = shlex.split(command.replace("\\\n", ""))  # shlex knows no continued lines
    given: dict[str, list[str]] = {}
    for word in rest:
        if word.startswith("--"):
            given[word.removeprefix("--")] = []
        else:
            given[list(given)[-1]].append(word)
    return service, operation, given


COMMANDS = [
    command
    for text in ("", DOMAIN)
    for step, found in steps(f"{REGION}\n{text}").items()
    for command in found
    if step not in ("deploy", "verify")  # `deploy` is a command of the AWS CLI alone, `verify` is ours
]


def test_the_operations_are_these():
    assert {shlex.split(command)[2] for command in COMMANDS} == {
        "create-email-identity",
        "put-email-identity-configuration-set-attributes",
        "put-email-identity-mail-from-attributes",
        "put-account-suppression-attributes",
        "get-email-identity",
        "delete-stack",
    }


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: shlex.split(command)[2])
def test_the_commands_have_operations_and_parameters_of_the_api(command):
    service, operation, given = parsed(command)
    model = botocore.session.get_session().get_service_model(service)
    members = {name.lower() for name in model.operation_model(operation.title().replace("-", "")).input_shape.members}
    assert given["region"] == ["eu-west-1"]
    assert {name.replace("-", "") for name in given} - {"region", "query", "output"} <= members


def test_the_commands_ask_for_what_the_file_lacks():
    made = steps("")
    assert parsed(made["deploy"][0])[2]["parameter-overrides"] == ["NotificationEmail=[email]"]
    assert parsed(made["create"][0])[2] == {
        "email-identity": ["[domain]"], "region": ["[region]"], "configuration-set-name": ["t-ses"]
    }  # fmt: skip
    assert parsed(made["mail-from"][0])[2]["mail-from-domain"] == ["bounce.[domain]"]
    found = commands_of("t", needs(""), "eu-west-1", "a@b.de; id", "")["deploy"]
    assert parsed(found[0])[2]["parameter-overrides"] == ["NotificationEmail=a@b.de; id"]


def test_a_default_set_is_looked_for_before_the_stack_unless_a_look_has_shown_it():
    assert steps(f"{REGION}\n{DOMAIN}")["show-set"]
    look = IN_SES.format("dkim: SUCCESS")
    assert not steps(f"{REGION}\n{DOMAIN}", look)["show-set"]
    assert steps(f"{REGION}\n{DOMAIN}", look)["use-set"]


def test_only_a_setup_with_a_queue_can_wait_for_events():
    assert not steps("")["simulate"]
    assert steps(MANY)["simulate"] == [".venv/bin/python scripts/verify.py t --simulate"]


# Pages and files


def test_the_page_of_each_product_has_the_files_that_it_links_to(catalogue):
    pages = pages_of(catalogue, "de")
    for slug in catalogue.products:
        page = pages[f"products/{slug}/setup/index.md"]
        for name in re.findall(r'href="\.\./([^"/]+\.(?:yml|zone|json))"', page):
            assert f"products/{slug}/{name}" in pages, name
        assert (f"products/{slug}/{slug}-setup.yml" in pages) == ("cloudformation deploy" in page)


def test_the_readiness_page_leads_to_the_setup_where_something_is_missing(project):
    page = pages_of(project.load())["products/tidepool/readiness/index.md"]
    assert 'href="../setup/"' in page


LOOK = f"identities: [{{asked: I, on: {ON}, region: eu-central-1, identity: example.com, dkim: PENDING, dkim_zone: dkim.amazonses.com, dkim_tokens: [{', '.join(TOKENS)}]}}]"
LISTED = f"name: Kelp\nsummary: Sends.\nrequest: {{region: eu-central-1}}\n{DOMAIN.replace('dkim: {status: implemented}', 'dkim: {status: planned}')}\n"


def test_tokens_are_on_the_internal_site_and_the_command_on_the_public_one(project):
    project.write("data/products/kelp.yml", LISTED)
    project.write("data/private/evidence/kelp.yml", LOOK)
    public, internal = pages_of(project.load()), pages_of(project.load("internal"))
    folder = "products/kelp/"
    assert TOKENS[0] in internal[f"{folder}kelp-dns.zone"]
    assert TOKENS[0] in internal[f"{folder}setup/index.md"]
    assert not [uri for uri, content in public.items() if TOKENS[0] in (content if isinstance(content, str) else str(content))]
    assert "SigningHostedZone" in public[f"{folder}setup/index.md"]
    assert "SigningHostedZone" not in internal[f"{folder}setup/index.md"]


def test_a_site_about_one_product_has_no_setup(project):
    found = pages_of(project.load("reviewers", "tidepool"))
    assert not [uri for uri in found if "setup" in uri or uri.endswith(".zone")]


def page_of(project, text: str, evidence: str = "", slug: str = "kelp") -> str:
    project.write(f"data/products/{slug}.yml", text)
    if evidence:
        project.write(f"data/evidence/{slug}.yml", evidence)
    return str(pages_of(project.load())[f"products/{slug}/setup/index.md"])


def test_the_page_says_who_tries_the_events(project):
    small, busy = page_of(project, LISTED), page_of(project, f"{LISTED}{MANY}\n", slug="wrack")
    assert "bounce@simulator.amazonses.com" in small
    assert "verify.py kelp --simulate" not in small
    assert "verify.py wrack --simulate" in busy
    assert "bounce@simulator.amazonses.com" not in busy


def test_what_the_page_says_of_removing_the_stack_is_true(project):
    small, busy = page_of(project, LISTED), page_of(project, f"{LISTED}{MANY}\n", slug="wrack")
    assert "the queue with all events in it" not in small
    assert "the queue with all events in it" in busy
    for page in (small, busy):
        assert "Your domain and its configuration set stay in SES" in page
        assert "kelp-ses-events" in page or "wrack-ses-events-queue-alarms" in page
        assert page.index("ConfigurationSetName") < page.index("cloudformation deploy")


def test_nothing_is_missing_is_said_in_words(project):
    text = (project.root / "data/example.yml").read_text(encoding="utf-8")
    project.write("data/products/lantern.yml", re.sub(r"(?m)^retired: .*$", "", text))
    pages = pages_of(project.load())
    assert "Nothing is missing" in pages["products/lantern/setup/index.md"]
    assert "Nobody has checked that yet" in pages["products/lantern/setup/index.md"]
    look = f"dns: [{{asked: TXT example.org, on: {ON}, result: no_record}}]"
    checked = page_of(project, re.sub(r"(?m)^retired: .*$", "", text), look, "lantern")
    assert "Nobody has checked" not in checked
    assert "Checked: " in checked
    assert 'href="../setup/"' not in pages["products/lantern/readiness/index.md"].split("kit-menu")[-1].split("</div>", 1)[1]
    assert "products/lantern/lantern-setup.yml" not in pages
