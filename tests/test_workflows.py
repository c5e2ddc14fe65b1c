"""The workflows: actions that nobody can exchange, no more rights than a job uses, and commands that exist."""

from __future__ import annotations

import re

import pytest
import yaml

from policykit.foundation.settings import PROJECT

FILES = sorted((PROJECT / ".github/workflows").glob("*.yml"))


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def text(request) -> str:
    return request.param.read_text(encoding="utf-8")


def test_every_action_is_pinned_by_its_commit_and_says_its_version(text):
    for line in re.findall(r"uses: (.*)", text):
        assert re.fullmatch(r"\./\.github/workflows/\w+\.yml|[\w-]+/[\w-]+@[0-9a-f]{40}  # v\d+\.\d+\.\d+", line), line


def test_rights_are_named_and_a_workflow_writes_only_in_a_job_that_says_so(text):
    workflow = yaml.load(text, yaml.BaseLoader)
    assert "write" not in workflow["permissions"].values()
    for name, job in workflow["jobs"].items():
        rights = job.get("permissions", {})
        assert ("write" in rights.values()) == (name in ("look", "deploy")), name


def test_no_value_from_outside_is_put_into_a_shell_command(text):
    """A branch, a title or a name may contain a command; values reach a shell as variables."""
    jobs = yaml.load(text, yaml.BaseLoader)["jobs"]
    for step in (step for job in jobs.values() for step in job.get("steps", [])):
        assert not re.search(r"\$\{\{(?! matrix\.)", step.get("run", "")), step


def test_every_target_of_make_in_a_workflow_exists(text):
    targets = set(re.findall(r"^([\w-]+):", (PROJECT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    jobs = yaml.load(text, yaml.BaseLoader)["jobs"].values()
    named = set(
        re.findall(r"^make ([a-z-]+)$", "\n".join(s.get("run", "") for job in jobs for s in job.get("steps", [])), re.MULTILINE)
    )
    named |= {name for job in jobs for name in job.get("strategy", {}).get("matrix", {}).get("command", [])}
    assert named <= targets


def test_nothing_is_published_before_the_tests_and_the_check_for_private_data():
    jobs = yaml.load((PROJECT / ".github/workflows/pages.yml").read_text(encoding="utf-8"), yaml.BaseLoader)["jobs"]
    assert set(jobs["deploy"]["needs"]) == {"test", "build"}
    steps = [step.get("run", step.get("uses", "")).partition("@")[0] for step in jobs["build"]["steps"]]
    assert steps.index("make publish-check") < steps.index("make site") < steps.index("actions/upload-pages-artifact")
