"""`verify.py --ses` and `--simulate` against a made-up AWS account: what they read, judge, keep private and refuse."""

from __future__ import annotations

import importlib.util
import itertools
import json
import re
import sys
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import aws_account as fake
import pytest
from aws_account import DOMAIN, OWNER, FakeAws, event, queue
from botocore import exceptions
from faults_ses import DISPROVED, FAULTS, count_only
from leaks import leaks
from projects import PROJECT, Project, copy_project, pages_of

import aws_options
import environment
import print_reply
import verify
from new_file import replace_file
from observers import aws as aws_module
from observers.account import READS, AccountReader
from observers.aws import Aws, Stopped
from observers.looking import Looking
from observers.simulator import ADDRESSES, Plan, Simulation, event_of
from policykit.catalog.evidence_file import evidence_text
from policykit.catalog.loader import load
from policykit.model.evidence import Evidence, evidence_of
from policykit.readiness.evidence import Difference, account_state, differences, seen
from policykit.readiness.ledger import seen_of
from policykit.rules.texts import filled

LANTERN = (PROJECT / "tests/rules/valid_product.yml").read_text(encoding="utf-8")
REGION = "eu-west-1"
OTHER_REGIONS = [
    "af-south-1", "ap-east-2", "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1", "ap-south-2", "ap-southeast-1",
    "ap-southeast-2", "ap-southeast-3", "ap-southeast-4", "ap-southeast-5", "ap-southeast-6", "ap-southeast-7", "ca-central-1",
    "ca-west-1", "eu-central-1", "eu-central-2", "eu-north-1", "eu-south-1", "eu-south-2", "eu-west-2", "eu-west-3", "il-central-1",
    "me-central-1", "me-south-1", "mx-central-1", "sa-east-1", "us-east-1", "us-east-2", "us-west-1", "us-west-2",
]  # fmt: skip
EMPTY_CATALOG = 'msgid ""\nmsgstr ""\n"Language: de_DE\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
WITH_QUOTA = LANTERN.replace("  daily_quota: 1000", "  current_daily_quota: 200\n  daily_quota: 1000")


@dataclass
class Clock:
    """Time that passes only when somebody waits, or asks for messages."""

    now: float = 0.0
    waits: list[float] = field(default_factory=list)

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.wait(seconds)

    def wait(self, seconds: float) -> None:
        self.now += seconds


@dataclass
class Run:
    """One project, one made-up account, and the command."""

    project: Project
    account: FakeAws
    clock: Clock
    capsys: pytest.CaptureFixture[str]

    def __call__(self, *arguments: str) -> tuple[int, str, str]:
        code = verify.main(list(arguments))
        printed = self.capsys.readouterr()
        return code, printed.out, printed.err

    def look(self) -> None:
        """What `--ses` records, without the rules, which take longer than all the rest."""
        known = self.evidence
        for look in AccountReader(aws_options.Aws()).look(self.view, Looking()):
            known = known.renewed(evidence_of(look))
        replace_file(self.file, evidence_text(known).encode())

    @property
    def here(self) -> fake.InRegion:
        return self.account.at(REGION)

    @property
    def view(self):
        # With the command's own settings, so that nothing is loaded twice.
        return load(environment.current_settings("internal")).products["lantern"].view

    @property
    def evidence(self) -> Evidence:
        return self.view.evidence

    @property
    def file(self) -> Path:
        return self.project.root / "data/private/evidence/lantern.yml"


def connect(project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    account, clock = FakeAws(), Clock()
    account.wait = clock.wait
    # An empty catalog instead of the real one, which takes most of the time of loading.
    project.write("docs/translations/de.po", EMPTY_CATALOG)
    monkeypatch.setattr(environment, "PROJECT", project.root)
    for name in ("PROFILE", "PRIVATE_DATA", "SITE_URL", "REPO_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TODAY", "2026-11-22")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    monkeypatch.setattr(aws_module, "new_session", lambda profile: account)
    monkeypatch.setattr(aws_options, "Aws", partial(Aws, clock=clock, sleep=clock.sleep))
    return Run(project, account, clock, capsys)


@pytest.fixture
def run(tmp_path, monkeypatch, capsys) -> Run:
    project = copy_project(tmp_path / "project")
    project.write("data/products/lantern.yml", WITH_QUOTA)
    project.write("data/private/lantern.yml", f'request: {{account_id: "{OWNER}"}}\n')
    return connect(project, monkeypatch, capsys)


# What is read

RATES_ASKED = {
    "MetricDataQueries": [
        {
            "Id": name,
            "MetricStat": {"Metric": {"Namespace": "AWS/SES", "MetricName": metric}, "Period": 3600, "Stat": "Average"},
        }
        for name, metric in (("bounce_rate", "Reputation.BounceRate"), ("complaint_rate", "Reputation.ComplaintRate"))
    ],
    "ScanBy": "TimestampDescending",
}


def test_it_reads_what_the_file_names_and_nothing_else(run):
    code, out, err = run("lantern", "--ses")
    assert (code, err) == (0, "")
    asked = run.account.calls[2][1]
    assert (asked.pop("EndTime") - asked.pop("StartTime")).days == 14
    assert run.account.calls == [
        (f"sts:GetCallerIdentity {REGION}", {}),
        (f"sesv2:GetAccount {REGION}", {}),
        (f"cloudwatch:GetMetricData {REGION}", RATES_ASKED),
        (f"sesv2:GetEmailIdentity {REGION}", {"EmailIdentity": DOMAIN}),
        (f"ses:GetIdentityNotificationAttributes {REGION}", {"Identities": [DOMAIN]}),
        (f"sesv2:GetConfigurationSet {REGION}", {"ConfigurationSetName": "private-set"}),
        (f"sesv2:GetConfigurationSetEventDestinations {REGION}", {"ConfigurationSetName": "private-set"}),
        (f"sns:ListSubscriptionsByTopic {REGION}", {"TopicArn": fake.topic(REGION)}),
    ]
    assert "GetAccount eu-west-1: seen" in out


def test_the_answers_are_kept_as_they_were_seen(run):
    run.look()
    evidence = run.evidence
    [account], [rates], [identity], [found], [topic] = (
        evidence.accounts, evidence.rates, evidence.identities, evidence.configuration_sets, evidence.topics,
    )  # fmt: skip
    assert (account.production_access, account.review, account.case) == (False, "DENIED", fake.CASE)
    assert [str(number) for number in (account.daily_quota, account.send_rate)] == ["200", "1"]
    assert [str(number) for number in (rates.bounce_rate, rates.complaint_rate)] == ["0.4", "0"]
    assert identity.dkim_tokens == tuple(fake.TOKENS)
    assert (identity.mail_from, identity.configuration_set) == (f"bounce.{DOMAIN}", "private-set")
    assert found.suppression is None
    assert found.destinations[0].topic == fake.topic(REGION)
    assert (topic.confirmed, topic.pending) == (("sqs",), 0)


def test_a_quota_without_limit_is_left_out(run):
    run.here.account["SendQuota"]["Max24HourSend"] = -1.0
    assert run("lantern", "--ses")[0] == 0
    assert run.evidence.accounts[0].daily_quota is None


def test_an_account_that_never_sent_has_no_rates(run):
    run.here.rates.clear()
    assert run("lantern", "--ses")[0] == 0
    assert run.evidence.rates[0].bounce_rate is None


def test_a_set_that_turns_suppression_off_differs_from_one_without_settings(run):
    run.here.sets["private-set"]["SuppressionOptions"] = {"SuppressedReasons": []}
    run.look()
    assert run.evidence.configuration_sets[0].suppression == ()


def test_single_addresses_of_the_private_file_are_read_too(run):
    run.project.write("data/private/lantern.yml", "identities: {addresses: [jane.private@lantern.example.com]}\n")
    code, out, _ = run("lantern", "--ses")
    assert code == 1
    assert "could not send from jane.private@lantern.example.com" in out
    assert ("sesv2:GetEmailIdentity eu-west-1", {"EmailIdentity": "jane.private@lantern.example.com"}) in run.account.calls


def test_topics_of_the_identity_itself_count_as_a_channel(run):
    run.here.identities[DOMAIN].pop("ConfigurationSetName")
    own = fake.topic(REGION, "own")
    run.here.notifications[DOMAIN] = {"BounceTopic": own, "ComplaintTopic": own, "ForwardingEnabled": False}
    run.here.topics[own] = [run.here.subscription("arn:aws:lambda:eu-west-1:680213579246:function:x", name="own")]
    assert run("lantern", "--ses")[0] == 0
    assert run.evidence.topics[0].topic == own


def test_all_pages_of_subscriptions_are_read(run):
    run.account.pages = 3
    run.here.topics[fake.topic(REGION)] = [
        run.here.subscription("https://x.example.com", arn) for arn in ("PendingConfirmation", "Deleted", "arn:aws:sns:x:y:z:1")
    ]
    assert run("lantern", "--ses")[0] == 1
    assert run.account.operations.count("ListSubscriptionsByTopic") == 3
    assert (run.evidence.topics[0].confirmed, run.evidence.topics[0].pending) == (("sqs",), 1)


def test_ses_is_asked_at_most_once_per_second(run):
    run.look()
    to_ses = [name for name, _ in run.account.calls if name.startswith("ses")]
    assert len(to_ses) == 5
    assert run.clock.waits == [1.0] * 4


def test_without_a_region_the_identities_name_it_and_an_option_outweighs_both(run):
    run.project.replace("data/products/lantern.yml", "  region: eu-west-1\n  mail_type", "  mail_type")
    run.look()
    assert {name.split()[1] for name, _ in run.account.calls} == {"eu-west-1"}
    run.account.calls.clear()
    run("lantern", "--ses", "--region", "us-east-2")
    assert {name.split()[1] for name, _ in run.account.calls} == {"us-east-2"}


# Faults


def as_product(text: str, region: str) -> str:
    return text.replace("eu-west-1", region)


@pytest.fixture(scope="module")
def faulty(tmp_path_factory) -> dict[str, tuple[str, list[Difference]]]:
    """Fault -> output about its product, and what was found: one run of the command, with a Region for each fault."""
    project = copy_project(tmp_path_factory.mktemp("faults") / "project")
    (project.root / "data/products/tidepool.yml").unlink()
    with pytest.MonkeyPatch.context() as monkeypatch:
        made = connect(project, monkeypatch, None)
        for (name, change, _, _), region in zip(FAULTS, OTHER_REGIONS, strict=False):
            project.write(f"data/products/{name}.yml", as_product(WITH_QUOTA, region))
            change(made.account.at(region))
        printed: list[str] = []
        monkeypatch.setattr("builtins.print", lambda *words, **_: printed.append(" ".join(map(str, words))))
        code = verify.main(["--all", "--ses"])
    assert code == 1, printed[-5:]
    text, products = "\n".join(printed), project.load("internal").products
    return {
        name: (
            "\n".join(part for part in re.split(r"\n(?=data/)", text) if part.startswith(f"data/products/{name}.yml")),
            list(differences(products[name].view)),
        )
        for name, *_ in FAULTS
    }


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault[0])
def test_each_fault_is_reported_with_file_field_and_what_to_do(faulty, fault):
    name, _, words, place = fault
    output, found = faulty[name]
    assert [item.found.path for item in found] == [place]
    assert [bool(item.disproves) for item in found] == [fault in DISPROVED]
    said = " ".join(filled(text, found[0].found.values) for text in (found[0].found.message, found[0].found.fix))
    assert [part for part in words if part not in said] == []
    assert filled(found[0].found.message, found[0].found.values) in output


def test_what_is_absent_disproves_everything_about_the_identity(faulty):
    [item] = faulty["absent-in-region"][1]
    place = "identities.domains[0]"
    assert item.disproves == (place, f"{place}.dkim", f"{place}.mail_from")


def test_a_gap_in_the_channel_disproves_both_kinds_of_events(faulty):
    assert faulty["set-deleted"][1][0].disproves == ("handling.bounce_hard", "handling.complaint")
    assert faulty["no-complaints"][1][0].disproves == ("handling.complaint",)


@pytest.mark.parametrize(
    ("stage", "review", "access", "words"),
    [
        ("requested", "DENIED", False, "as DENIED, but the stage in your file is requested"),
        ("refused", "PENDING", False, "showed a request under review"),
        ("granted", "GRANTED", False, "was still in the sandbox"),
        ("asked", "PENDING", False, None),
        ("refused", "DENIED", False, None),
        ("granted", "GRANTED", True, None),
    ],
)
def test_stage_and_review_are_compared(run, stage, review, access, words):
    sandbox = "true" if not access and stage != "granted" else "false"
    run.project.write(
        "data/products/lantern.yml",
        WITH_QUOTA.replace("stage: asked", f"stage: {stage}").replace("sandbox: true", f"sandbox: {sandbox}"),
    )
    run.here.account |= {"ProductionAccessEnabled": access, "Details": {"ReviewDetails": {"Status": review}}}
    code, out, _ = run("lantern", "--ses")
    assert (code, "the stage" in out or "sandbox" in out or "under review" in out) == ((1, True) if words else (0, False))
    assert words is None or words in out


def test_what_the_file_only_plans_is_not_disproved(run):
    planned = WITH_QUOTA
    for status in ("tested", "implemented"):
        planned = planned.replace(f"status: {status}", "status: planned")
    run.project.write("data/products/lantern.yml", re.sub(r"  account_level: .*\n", "", planned))
    run.here.identities.clear()
    run.look()
    assert [item for item in differences(run.view) if item.disproves] == []


def test_a_mechanism_that_names_no_channel_is_not_disproved_by_a_missing_one(run):
    text = re.sub(
        r"An SNS topic receives (?:every permanent bounce|each complaint of the feedback loops)", "We see it", WITH_QUOTA
    )
    run.project.write("data/products/lantern.yml", text)
    run.here.destinations["private-set"].clear()
    assert run("lantern", "--ses")[0] == 0  # SES forwards them by email
    run.here.notifications[DOMAIN] = {"ForwardingEnabled": False}
    assert run("lantern", "--ses")[0] == 1
    [item] = differences(run.view)
    assert item.disproves == ()


def test_without_a_default_set_a_channel_may_be_in_each_request(run):
    """Neither a missing default set nor a dead topic of the identity says what the application names."""
    run.here.identities[DOMAIN].pop("ConfigurationSetName")
    run.look()
    assert [item.disproves for item in differences(run.view)] == [()]
    own = fake.topic(REGION, "own")
    run.here.notifications[DOMAIN] = {"BounceTopic": own, "ComplaintTopic": own}
    run.look()
    assert ["did not exist" in item.found.message for item in differences(run.view)] == [True]
    assert [item.disproves for item in differences(run.view)] == [()]


def test_a_dkim_key_of_ones_own_has_a_selector_and_no_tokens(run):
    own = run.here.identities[DOMAIN]["DkimAttributes"]
    own |= {"SigningAttributesOrigin": "EXTERNAL", "Tokens": ["mine"]}
    run.look()
    [identity] = run.evidence.identities
    assert (identity.dkim_tokens, identity.dkim_selector) == ((), "mine")
    own["Status"] = "PENDING"
    run.look()
    [item] = differences(run.view)
    assert "CNAME" not in item.found.fix


def test_what_is_as_the_file_says_is_seen(run):
    run.look()
    place = "identities.domains[0]"
    assert set(seen(run.view)) == {place, f"{place}.dkim", f"{place}.mail_from", "suppression.account_level"}


# Failures


@pytest.mark.parametrize(
    ("operation", "right"),
    [
        ("GetAccount", "ses:GetAccount"),
        ("GetIdentityNotificationAttributes", "ses:GetIdentityNotificationAttributes"),
        ("ListSubscriptionsByTopic", "sns:ListSubscriptionsByTopic"),
        ("GetMetricData", "cloudwatch:GetMetricData"),
    ],
)
def test_a_missing_right_is_named_and_the_older_answer_stays(run, operation, right):
    run.look()
    before = run.evidence
    code = "AuthorizationError" if operation.startswith("List") else "AccessDeniedException"
    run.account.errors[operation] = (code, f"User: arn:aws:iam::{OWNER}:user/jane is not authorized")
    code, out, err = run("lantern", "--ses")
    assert code == 2
    assert f"the right {right}" in out
    assert "--iam-policy" in out
    assert "user/jane" not in out + err + run.file.read_text(encoding="utf-8")
    [failed] = [look for look in run.evidence.looks if look.failed]
    assert failed.on
    kept = {look.asked: look.model_copy(update={"failed_on": None, "failed": None, "on": None}) for look in before.looks}
    assert {
        look.asked: look.model_copy(update={"failed_on": None, "failed": None, "on": None}) for look in run.evidence.looks
    } == kept


STOPS = [
    (("ExpiredTokenException", "expired"), "have expired: sign in again (`aws sso login --profile work`)"),
    (("UnrecognizedClientException", "no"), "does not accept these credentials in eu-west-1"),
    (exceptions.NoCredentialsError(), "there are no AWS credentials: name a profile with --profile"),
    (exceptions.UnauthorizedSSOTokenError(), "sign in again (`aws sso login --profile work`)"),
    (exceptions.EndpointConnectionError(endpoint_url="https://email.eu-west-1.amazonaws.com"), "cannot be reached in the Region eu-west-1"),
    (exceptions.ConnectTimeoutError(endpoint_url="https://email.eu-west-1.amazonaws.com"), "did not answer within 5 seconds"),
    (exceptions.ReadTimeoutError(endpoint_url="https://email.eu-west-1.amazonaws.com"), "did not answer within 5 seconds"),
]  # fmt: skip


@pytest.mark.parametrize(("error", "words"), STOPS, ids=[words[:30] for _, words in STOPS])
def test_what_no_request_can_get_past_is_said_once_and_older_answers_stay(run, error, words):
    run.look()
    before = run.file.read_bytes()
    run.account.errors["GetCallerIdentity"] = error
    code, _, err = run("lantern", "--ses", "--profile", "work")
    assert code == 2
    assert err.count("\n") == 1
    assert words in err
    assert run.file.read_bytes() == before


def test_throttling_is_left_to_botocore_and_then_said(run):
    run.account.errors["GetEmailIdentity"] = ("TooManyRequestsException", "slow down")
    code, out, _ = run("lantern", "--ses")
    assert code == 2
    assert "too many requests: run it again in a few minutes" in out


def test_credentials_of_another_account_read_nothing(run):
    run.project.write("data/private/lantern.yml", 'request: {account_id: "111122223333"}\n')
    code, _, err = run("lantern", "--ses")
    assert code == 2
    assert "name another profile with --profile" in err
    assert run.account.operations == ["GetCallerIdentity"]
    assert not run.file.exists()


def test_a_region_that_does_not_exist_is_refused_before_anything_is_asked(run):
    code, _, err = run("lantern", "--ses", "--region", "eu-west-11")
    assert (code, run.account.calls) == (2, [])
    assert "did you mean eu-west-1?" in err


def test_a_profile_that_does_not_exist_is_named(monkeypatch, tmp_path):
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "none"))
    with pytest.raises(Stopped, match="there is no AWS profile `work`: use one of"):
        aws_module.new_session("work")


def test_without_boto3_it_says_what_to_install(run, monkeypatch):
    monkeypatch.undo()
    monkeypatch.setattr(environment, "PROJECT", run.project.root)
    spec = importlib.util.spec_from_file_location("observers.without_boto3", aws_module.__file__)
    assert spec and spec.loader
    without = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "boto3", None)
    monkeypatch.setitem(sys.modules, "observers.without_boto3", without)
    spec.loader.exec_module(without)
    assert without.boto3 is None
    monkeypatch.setattr(aws_module, "boto3", None)
    code, _, err = run("lantern", "--ses")
    assert (code, err) == (2, "boto3 is missing, which reads the AWS account: run `make .venv/ses`, then try again\n")


@pytest.mark.parametrize(
    "arguments",
    [
        ("lantern", "--queue", "https://x"),
        ("lantern", "--yes"),
        ("lantern", "--profile", "work"),
        ("--all", "--simulate"),
        ("lantern", "tidepool", "--simulate"),
        ("lantern", "--iam-policy"),
        ("--ses",),
    ],
)
def test_options_that_do_not_fit_are_a_usage_error(run, arguments):
    with pytest.raises(SystemExit) as stopped:
        run(*arguments)
    assert stopped.value.code == 2
    assert run.account.calls == []


# Rights


def policy(run: Run, *arguments: str) -> dict[str, list[str]]:
    code, out, _ = run("--iam-policy", *arguments)
    assert code == 0
    return {action: part for part in json.loads(out)["Statement"] for action in part["Action"]}


def test_the_policy_has_exactly_the_rights_that_reading_needs(run):
    run.look()
    used = {
        (name.split(":")[0], operation) for (name, _), operation in zip(run.account.calls, run.account.operations, strict=True)
    }
    assert used - {("sts", "GetCallerIdentity")} == set(READS)
    assert set(policy(run)) == {f"{service.removesuffix('v2')}:{operation}" for service, operation in READS}
    assert [action for action in policy(run) if not re.match(r"\w+:(Get|List)", action)] == []


def test_the_policy_of_the_simulator_allows_its_addresses_and_one_queue(run):
    found = policy(run, "--simulate", "--queue", queue(REGION))
    assert set(found) - set(policy(run)) == {"ses:SendEmail", "sqs:ReceiveMessage", "sqs:DeleteMessage"}
    assert found["ses:SendEmail"]["Condition"] == {"ForAllValues:StringLike": {"ses:Recipients": list(ADDRESSES)}}
    assert found["sqs:DeleteMessage"]["Resource"] == f"arn:aws:sqs:{REGION}:{OWNER}:lantern-test"


def test_the_policy_needs_no_boto3(run, monkeypatch):
    monkeypatch.setattr(aws_module, "boto3", None)
    assert run("--iam-policy")[0] == 0


# Privacy


def private_values() -> dict[str, set[str]]:
    return {"value": {OWNER, fake.CASE, *fake.TOKENS, "private-set", "lantern-events", "jane.private", "lantern-test"}}


def test_nothing_that_was_read_with_credentials_is_public(run):
    run.project.write(
        "data/private/lantern.yml",
        f'request: {{account_id: "{OWNER}"}}\nidentities: {{addresses: [jane.private@lantern.example.com]}}\n',
    )
    (run.project.root / "data/products/tidepool.yml").unlink()
    run.here.identities[DOMAIN]["VerifiedForSendingStatus"] = False
    run.here.publishes = arriving
    run("lantern", "--ses", "--simulate", "--yes")
    assert leaks(run.file.parent, private_values()) != []
    assert not (run.project.root / "data/evidence/lantern.yml").exists()
    for profile in ("public", "reviewers"):
        pages = pages_of(run.project.load(profile, "lantern"))
        text = "\n".join(page if isinstance(page, str) else page.decode("utf-8", "replace") for page in pages.values())
        assert "lantern" in text
        assert [value for value in private_values()["value"] if value in text] == []
        assert "was not verified in eu-west-1" not in text


def test_the_internal_profile_shows_it(run):
    (run.project.root / "data/products/tidepool.yml").unlink()
    run.here.identities[DOMAIN]["VerifiedForSendingStatus"] = False
    run.look()
    text = "\n".join(page for page in pages_of(run.project.load("internal")).values() if isinstance(page, str))
    assert fake.TOKENS[0] in text


# The mailbox simulator


def arriving(message_id: str, address: str) -> list[str]:
    kind = {"bounce": "Bounce", "complaint": "Complaint", "success": "Delivery"}[address.partition("@")[0]]
    return [event(kind, message_id)]


def simulate(run: Run, *arguments: str) -> tuple[int, str, str]:
    return run("lantern", "--simulate", "--yes", *arguments)


def test_it_sends_three_emails_to_the_simulator_and_finds_their_events(run):
    run.here.publishes = arriving
    code, out, err = simulate(run)
    assert (code, err) == (0, "")
    assert [sent["Destination"] for sent in run.here.sent] == [{"ToAddresses": [address]} for address in ADDRESSES]
    assert {(sent["FromEmailAddress"], sent["ConfigurationSetName"]) for sent in run.here.sent} == {
        ("codes@lantern.example.com", "private-set")
    }
    for part in ("codes@lantern.example.com", "private-set", queue(REGION), *ADDRESSES, "three emails"):
        assert part in out
    [record] = run.evidence.runs
    assert (record.sent, record.events) == (tuple(ADDRESSES), ("BOUNCE", "COMPLAINT", "DELIVERY"))
    assert record.asked.startswith("SendEmail simulator")


def test_the_events_confirm_the_channel_and_never_the_action(run):
    run.here.publishes = arriving
    run("lantern", "--ses", "--simulate", "--yes")
    for name in ("bounce_hard", "complaint"):
        assert f"handling.{name}.mechanism" in seen(run.view)
        assert seen_of(run.view, f"handling.{name}.action") is None
        assert seen_of(run.view, f"handling.{name}") is None


def test_a_channel_that_the_account_disproves_is_not_confirmed_by_a_run(run):
    run.here.publishes = arriving
    simulate(run)
    run.here.topics[fake.topic(REGION)] = []
    run.look()
    assert "handling.bounce_hard.mechanism" not in seen(run.view)


def test_only_recognized_messages_are_deleted(run):
    strangers = [
        event("Bounce", "0102-strange"), "no json", "[]", "{}", json.dumps({"Message": "text"}), json.dumps({"mail": []}),
        json.dumps({"eventType": "Complaint", "mail": {"messageId": None}}),
    ]  # fmt: skip
    run.here.queue = list(strangers)
    run.here.publishes = arriving
    assert simulate(run)[0] == 0
    assert len(run.here.deleted) == 3
    assert set(run.here.deleted) & set(strangers) == set()


def test_an_event_counts_only_for_the_address_that_it_follows(run):
    run.here.publishes = lambda message_id, address: [event("Bounce", message_id)] if address.startswith("success") else []
    code, out, _ = simulate(run)
    assert code == 1
    assert run.evidence.runs[0].events == ()
    assert "brought no BOUNCE and COMPLAINT event" in out


def test_the_wait_is_bounded_and_each_message_is_received_once(run):
    assert simulate(run)[0] == 1
    asked = [parameters for name, parameters in run.account.calls if "ReceiveMessage" in name]
    assert sum(parameters["WaitTimeSeconds"] for parameters in asked) == 120
    ends = list(itertools.accumulate(parameters["WaitTimeSeconds"] for parameters in asked))
    assert [parameters["VisibilityTimeout"] for parameters in asked] == [120, *(120 - end for end in ends[:-1])]
    assert run.evidence.runs[0].events == ()


def test_a_queue_that_is_named_is_used(run):
    run.here.publishes = arriving
    assert simulate(run, "--queue", queue("eu-west-2", "other"))[0] == 1
    asked = [(name, parameters["QueueUrl"]) for name, parameters in run.account.calls if "ReceiveMessage" in name]
    assert set(asked) == {("sqs:ReceiveMessage eu-west-2", queue("eu-west-2", "other"))}
    assert "ListSubscriptionsByTopic" not in run.account.operations


def _two_queues(here: fake.InRegion) -> None:
    here.topics[fake.topic(REGION)].append(here.subscription(f"arn:aws:sqs:{REGION}:{OWNER}:second"))


REFUSED = [
    (lambda here: here.identities[DOMAIN].pop("ConfigurationSetName"), "has no default configuration set"),
    (lambda here: here.destinations["private-set"][0].update(MatchingEventTypes=["BOUNCE"]), "publishes no COMPLAINT events"),
    (count_only, "publishes no BOUNCE and no COMPLAINT events"),
    (lambda here: here.identities.clear(), "has no identity for codes@lantern.example.com"),
    (lambda here: here.topics.update({fake.topic(REGION): []}), "no SQS queue subscribes to the topics"),
    (_two_queues, "several SQS queues receive events (lantern-test, second)"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "words"), REFUSED, ids=[words for _, words in REFUSED])
def test_nothing_is_sent_where_no_event_could_be_found(run, change, words):
    change(run.here)
    code, _, err = simulate(run)
    assert (code, run.here.sent) == (2, [])
    assert words in err


@pytest.mark.parametrize(("answer", "sends"), [("y", True), ("Yes", True), ("", False), ("no", False), (EOFError, False)])
def test_it_asks_before_it_sends(run, monkeypatch, answer, sends):
    run.here.publishes = arriving

    def typed(question: str) -> str:
        assert "three emails" in question
        if answer is EOFError:
            raise EOFError
        return answer

    monkeypatch.setattr("builtins.input", typed)
    monkeypatch.setattr("sys.stdin", type("Terminal", (), {"isatty": lambda self: True})())
    code, _, err = run("lantern", "--simulate")
    assert (code, len(run.here.sent)) == ((0, 3) if sends else (2, 0))
    assert sends or err == "nothing was sent\n"


def test_without_a_terminal_nothing_is_sent_unless_a_script_says_yes(run):
    code, _, err = run("lantern", "--simulate")
    assert (code, run.here.sent) == (2, [])
    assert "add --yes" in err


def test_an_email_that_ses_refuses_is_a_run_without_answer(run):
    run.account.errors["SendEmail"] = ("MessageRejected", "Email address is not verified.")
    code, out, _ = simulate(run)
    assert code == 2
    assert "MessageRejected: Email address is not verified." in out
    [record] = run.evidence.runs
    assert (record.on, record.sent) == (None, ())


@pytest.mark.parametrize("operation", ["SendEmail", "ReceiveMessage"])
def test_a_right_that_only_a_run_needs_is_printed_with_its_options(run, operation):
    run.account.errors[operation] = ("AccessDeniedException", "no")
    _, out, _ = simulate(run)
    assert "`scripts/verify.py --iam-policy --simulate --queue URL` prints all rights" in out


def test_no_other_recipient_is_possible():
    plan = Plan(REGION, "a@lantern.example.com", "set", queue(REGION), frozenset())
    with pytest.raises(ValueError, match="not an address of the mailbox simulator"):
        Simulation(Aws(), lambda _: True)._send(plan, "jane@example.com")
    assert all(address.endswith("@simulator.amazonses.com") for address in ADDRESSES)


def test_events_are_read_as_they_are_in_sns_and_from_eventbridge():
    inner = {"eventType": "Bounce", "mail": {"messageId": "1"}}
    older = {"notificationType": "Complaint", "mail": {"messageId": "2"}}
    bridge = {"detail-type": "Email Bounced", "detail": inner}
    assert [event_of(json.dumps(body)) for body in (inner, older, bridge, {"Message": json.dumps(older)})] == [
        ("BOUNCE", "1"), ("COMPLAINT", "2"), ("BOUNCE", "1"), ("COMPLAINT", "2"),
    ]  # fmt: skip


# The next step


def test_what_was_seen_last_decides_the_next_step(run, capsys, monkeypatch):
    run.here.account["ProductionAccessEnabled"] = True
    run.look()
    assert print_reply.main(["lantern", "--next", "--profile", "internal"]) == 0
    printed = capsys.readouterr()
    assert "Production access is on" in printed.out
    assert "as seen in eu-west-1 on" in printed.err
    assert print_reply.main(["lantern", "--next"]) == 0
    assert "AWS asked for information" in capsys.readouterr().out
    assert (
        print_reply.main(["lantern", "--next", "--profile", "internal", "--production-access", "no", "--case", "closed"]) == 0
    )
    assert "open a new case" in capsys.readouterr().out


def test_the_state_says_no_more_than_ses_shows(run):
    assert account_state(run.view).production_access is None
    run.look()
    state = account_state(run.view)
    assert (state.production_access, state.review, state.case) == ("no", "DENIED", None)
    run.here.account["Details"] = {}
    run.look()
    state = account_state(run.view)
    assert (state.production_access, state.review, state.case) == ("no", "NONE", "none")


def test_a_failed_look_decides_nothing(run):
    run.account.errors["GetAccount"] = ("AccessDeniedException", "no")
    run.look()
    assert account_state(run.view).production_access is None
    assert Looking().by
