"""`print_reply.py`: exactly the bytes of the text file on standard output, everything else on standard error."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys

import pytest

import environment
import new_file
import print_reply
from policykit.site.session import session_of


@pytest.fixture
def project(project):
    """The small project without a signature and without an open box, so that its reply has two blanks."""
    project.replace("data/products/tidepool.yml", "done: false", "done: true")
    project.replace("data/products/tidepool.yml", "purchased: false", "purchased: false\n  confirmation: People click a link.")
    project.replace("data/products/tidepool.yml", ", signature: Tidepool Ltd, signature_line: tidepool.example", "")
    return project


@pytest.fixture
def run(project, monkeypatch, capsysbinary):
    """Runs the command on the small project: `run("tidepool", ...)` gives exit code, output and messages."""
    monkeypatch.setattr(environment, "PROJECT", project.root)
    for name in ("PROFILE", "PRIVATE_DATA", "SITE_URL", "REPO_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    monkeypatch.setenv("TODAY", "2026-11-22")

    def call(*arguments: str) -> tuple[int, bytes, str]:
        code = print_reply.main(list(arguments))
        out, err = capsysbinary.readouterr()
        return code, out, err.decode()

    return call


def text(project, profile: str = "public") -> str:
    catalogue = project.load(profile)
    return session_of(catalogue).replies.text(catalogue.products["tidepool"], "more-information")


FILLED = ("--set", "complaints=A complaint stops all mail.", "--set", "sender-name=Jane")


# What goes out


def test_it_prints_the_bytes_of_the_text_file_and_tells_the_open_blanks_apart(run, project):
    code, out, err = run("tidepool", "more-information")
    assert (code, out) == (0, text(project).encode())
    assert err == "fill in these blanks: complaints, sender-name (--set name=value)\n"


def test_another_process_prints_the_same_bytes_whatever_its_locale(project):
    result = subprocess.run(
        [sys.executable, project.script("print_reply.py"), "tidepool", "more-information", "--set", "sender-name=Zoë"],
        env={"PATH": os.environ["PATH"], "LC_ALL": "C", "PYTHONIOENCODING": "ascii"}, capture_output=True, check=True,
    )  # fmt: skip
    assert result.stdout == text(project).replace("[fill in: your name]", "Zoë").encode()


def headings(out: bytes) -> list[str]:
    return re.findall(r"^\d+\. .+$", out.decode(), re.MULTILINE)


def test_answers_come_in_the_order_given(run):
    code, out, _ = run("tidepool", "more-information", "--question", "examples", "--extra", "Why?=x", "--question", "frequency")
    assert (code, headings(out)) == (0, ["1. Examples of our emails", "2. Why?", "3. How often we send"])


def test_extra_questions_alone_come_after_all_others(run):
    out = run("tidepool", "more-information", "--extra", "Why?=x")[1]
    assert headings(out)[-1] == "9. Why?"


def test_an_extra_question_without_an_answer_stays_a_blank(run):
    code, out, err = run(
        "tidepool", "more-information", "--question", "frequency", "--extra", "Why? = ", "--set", "sender-name=J"
    )
    assert (code, err) == (0, "fill in these blanks: answer (--extra question=answer)\n")
    assert b"2. Why?\n\n[fill in: your answer]\n" in out


def test_an_open_extra_question_is_not_recorded(run):
    code, _, err = run("tidepool", "more-information", *FILLED, "--extra", "Why?", "--record")
    assert (code, err) == (1, "not recorded: fill in these blanks first: answer (--extra question=answer)\n")


def test_an_extra_question_without_words_is_wrong_use(run):
    with pytest.raises(SystemExit) as left:
        run("tidepool", "more-information", "--extra", " =x")
    assert left.value.code == 2


def test_blanks_are_filled_in_one_pass_trimmed_and_with_plain_line_ends(run, project):
    code, out, err = run(
        "tidepool",
        "more-information",
        "--set",
        "complaints=  one\r\ntwo\rthree = 3 ",
        "--set",
        "sender-name=[fill in: your name]",
    )
    wanted = text(project).replace(
        "[fill in: how a complaint reaches you and how email to that address stops]", "one\ntwo\nthree = 3"
    )
    assert (code, out) == (0, wanted.encode())
    assert err == "fill in these blanks: sender-name (--set name=value)\n"


def test_an_empty_value_leaves_the_blank_open(run, project):
    code, out, err = run("tidepool", "more-information", "--set", "sender-name= ")
    assert (code, out) == (0, text(project).encode())
    assert "sender-name" in err


def test_nothing_is_told_where_nothing_is_open(run):
    assert run("tidepool", "more-information", *FILLED)[2] == ""


def test_json_holds_exactly_the_text(run):
    text_out = run("tidepool", "more-information", *FILLED)[1].decode()
    code, out, _ = run("tidepool", "more-information", *FILLED, "--format", "json")
    assert code == 0
    assert json.loads(out) == {"communicationBody": text_out}
    assert out.endswith(b"}\n")


def test_the_profile_can_be_named(run, project):
    project.replace("docs/templates/en/reply/more-information.txt", "blanks: [", "blanks: [account-id, ")
    project.replace(
        "docs/templates/en/reply/more-information.txt",
        "{% block closing %}\n",
        '{% block closing %}\nAccount {{ filled("request.account_id", "account-id") }}.\n',
    )
    project.write("data/private/tidepool.yml", 'request: {account_id: "111122223333"}\n')
    assert b"[fill in: your AWS account ID]" in run("tidepool", "more-information")[1]
    assert b"Account 111122223333." in run("tidepool", "more-information", "--profile", "internal")[1]


@pytest.mark.parametrize(
    ("extra", "told"),
    [
        (-501, ""),
        (-500, "7,500 characters: close to the limit of 8,000 for one message\n"),
        (0, "8,000 characters: close to the limit of 8,000 for one message\n"),
        (1, "8,001 characters: too long for one message (limit: 8,000); shorten or split the text\n"),
    ],
)
def test_a_long_reply_is_told_and_printed_all_the_same(run, extra, told):
    length = len(run("tidepool", "more-information", "--set", "complaints=x", "--set", "sender-name=y")[1].decode())
    value = "x" * (8000 + extra - length + 1)
    code, out, err = run("tidepool", "more-information", "--set", f"complaints={value}", "--set", "sender-name=y")
    assert (code, len(out.decode()), err) == (0, 8000 + extra, told)


# Wrong use

THERE = "complaints, sender-name"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["tidepol", "more-information"], "there is no product `tidepol` (did you mean tidepool?); use one of: tidepool"),
        (["zebra", "more-information"], "there is no product `zebra`; use one of: tidepool"),
        (["tidepool", "more-information", "--set", "sender-name"],
         f"--set sender-name has no `=`: write name=value; the open blanks in the reply more-information are: {THERE}"),
        (["tidepool", "more-information", "--set", "sender=x"],
         f"there is no blank `sender` in the reply more-information (did you mean sender-name?); use one of: {THERE}"),
        (["tidepool", "more-information", "--set", "region=x"], f"there is no blank `region` in the reply more-information; use one of: {THERE}"),
        (["tidepool", "more-information", "--question", "wishes"],
         "there is no question `wishes` in the reply more-information; use one of: "
         "purpose, frequency, lists, bounces, complaints, unsubscribes, examples, identity"),
    ],
)  # fmt: skip
def test_wrong_use_exits_2_and_says_what_there_is(run, arguments, message):
    assert run(*arguments) == (2, b"", message + "\n")


def test_an_unknown_reply_exits_2_with_the_list(run, project):
    code, out, err = run("tidepool", "more-informations")
    replies = ", ".join(project.load().template_ids("reply"))
    assert (code, out) == (2, b"")
    assert err == f"there is no reply `more-informations` (did you mean more-information?); use one of: {replies}\n"


def test_a_missing_argument_and_a_bad_setting_exit_2(run, monkeypatch):
    with pytest.raises(SystemExit) as left:
        run("tidepool")
    assert left.value.code == 2
    monkeypatch.setenv("TODAY", "tomorrow")
    assert run("tidepool", "more-information")[0] == 2


# What to do next


@pytest.mark.parametrize(
    ("arguments", "step"),
    [
        ([], "answer"),
        (["--production-access", "yes"], "send"),
        (["--review", "failed"], "request-again"),
        (["--review", "DENIED"], "read-denied-case"),
        (["--production-access", "no", "--review", "DENIED", "--case", "none"], "new-case"),
    ],
)
def test_one_next_step_is_printed_with_its_reply_and_its_guide(run, project, arguments, step):
    wanted = project.load().next_steps.steps[step]
    lines = [wanted.text.root["en"], *([f"reply: {wanted.reply}"] if wanted.reply else []), f"guide: {wanted.guide}"]
    assert run("tidepool", "--next", *arguments) == (0, "".join(f"{line}\n" for line in lines).encode(), "")


def test_a_state_that_does_not_decide_exits_2_and_names_the_options(run, project):
    project.replace("data/products/tidepool.yml", "stage: asked", "stage: preparing")
    message = "the next step also depends on the state of the account: add --case open|closed|none\n"
    assert run("tidepool", "--next", "--review", "DENIED") == (2, b"", message)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--next", "--review", "GRANTD"], "(choose from 'PENDING', 'GRANTED', 'DENIED', 'FAILED', 'NONE')"),
        (["--next", "--production-access", "true"], "(choose from 'yes', 'no')"),
        (["--next", "--case", "gone"], "(choose from 'open', 'closed', 'none')"),
        (["more-information", "--next"], "--next does not print a reply"),
        (["--next", "--record"], "--next does not print a reply"),
        (["more-information", "--case", "open"], "can only be used with --next"),
        ([], "name a reply, or use --next"),
    ],
)
def test_a_wrong_state_exits_2_and_says_what_there_is(run, capsysbinary, arguments, message):
    with pytest.raises(SystemExit) as left:
        run("tidepool", *arguments)
    assert left.value.code == 2
    assert message in capsysbinary.readouterr().err.decode()


def test_faults_in_the_data_exit_1(run, project):
    project.replace("data/products/tidepool.yml", "stage: asked", "stage: done")
    code, out, err = run("tidepool", "more-information")
    assert (code, out) == (1, b"")
    assert "data/products/tidepool.yml:4:8: error: `stage` is `done`" in err


# What was sent


def test_a_record_is_the_printed_text_byte_for_byte(run, project):
    code, out, err = run("tidepool", "more-information", *FILLED, "--record")
    path = project.root / "data/private/sent/tidepool/2026-11-22-more-information.txt"
    assert (code, path.read_bytes()) == (0, out)
    assert err == "recorded in data/private/sent/tidepool/2026-11-22-more-information.txt\n"


def test_a_second_record_of_a_day_keeps_both_and_leaves_nothing_else(run, project):
    first = run("tidepool", "more-information", *FILLED, "--record")[1]
    second = run("tidepool", "more-information", *FILLED, "--question", "lists", "--record")[1]
    third = run("tidepool", "more-information", *FILLED, "--record", "--format", "json")
    folder = project.root / "data/private/sent/tidepool"
    name = "2026-11-22-more-information"
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {
        f"{name}.txt": first,
        f"{name}-2.txt": second,
        f"{name}-3.txt": first,
    }
    assert json.loads(third[1])["communicationBody"].encode() == first


def test_a_reply_with_an_open_blank_is_not_recorded(run, project):
    code, out, err = run("tidepool", "more-information", "--set", "sender-name=Jane", "--record")
    assert (code, out, err) == (1, b"", "not recorded: fill in these blanks first: complaints (--set name=value)\n")
    assert not (project.root / "data/private").exists()


def test_a_record_goes_where_the_private_data_is(run, tmp_path, monkeypatch):
    monkeypatch.setenv("PRIVATE_DATA", str(tmp_path / "elsewhere"))
    assert run("tidepool", "more-information", *FILLED, "--record")[0] == 0
    assert (tmp_path / "elsewhere/sent/tidepool/2026-11-22-more-information.txt").is_file()


def test_a_folder_that_takes_no_file_is_told(run, project):
    project.write("data/private/sent", "a file where a folder should be")
    code, out, err = run("tidepool", "more-information", *FILLED, "--record")
    assert (code, out) == (1, b"")
    assert err.startswith("not recorded: ")


def test_a_record_that_is_cut_off_leaves_no_half_file(run, project, monkeypatch):
    def killed(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(new_file.os, "fsync", killed)
    with pytest.raises(KeyboardInterrupt):
        run("tidepool", "more-information", *FILLED, "--record")
    folder = project.root / "data/private/sent/tidepool"
    assert list(folder.iterdir()) == []
    assert project.load("internal").sent == {"tidepool": ()}


def test_many_at_once_all_get_a_name_of_their_own(project):
    command = [sys.executable, project.script("print_reply.py"), "tidepool", "more-information", *FILLED, "--record"]
    started = [subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for _ in range(3)]
    assert [process.wait(timeout=60) for process in started] == [0, 0, 0]
    assert len(list((project.root / "data/private/sent/tidepool").iterdir())) == 3
