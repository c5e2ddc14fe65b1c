"""The files about the rules: read with their places, and every id that leads nowhere is told."""

import pytest

from policykit.foundation.diagnostics import Invalid


def messages(project) -> list[str]:
    with pytest.raises(Invalid) as caught:
        project.load()
    return [str(diagnostic).split("\n")[0] for diagnostic in caught.value.diagnostics]


def test_a_reason_not_to_have_a_rule_is_read(project):
    project.write("data/rules/fresh.yml", "AWSQ-01: {declined: The kit cannot know it.}\n")
    catalogue = project.load()
    assert catalogue.rule_states["AWSQ-01"].declined == "The kit cannot know it."
    assert catalogue.rule_reference[0].id == "AWSQ-01"


def test_a_changed_reason_is_noticed(project):
    project.write("data/rules/fresh.yml", "AWSQ-01: {declined: One.}\n")
    assert project.load().rule_states["AWSQ-01"].declined == "One."
    project.write("data/rules/fresh.yml", "AWSQ-01: {impossible: Another.}\n")
    assert project.load().rule_states["AWSQ-01"].impossible == "Another."


@pytest.mark.parametrize(
    ("file", "text", "message"),
    [
        ("data/rules/fresh.yml", "NO-1: {declined: Why.}\n", "data/rules/fresh.yml:1:1: error: no entry `NO-1`"),
        ("data/rules/fresh.yml", "AWSQ-01: {declined: Why., impossible: Why.}\n", "either `impossible` or `declined`"),
        ("data/rules/fresh.yml", "AWSQ-01: {}\n", "either `impossible` or `declined`"),
        ("data/rules/fresh.yml", "AWSQ-01: {refused: Why.}\n", "unknown field `refused`"),
    ],
)
def test_what_is_not_in_the_form_is_a_fault(project, file: str, text: str, message: str):
    project.write(file, text)
    found = messages(project)
    assert any(message in line and line.startswith(file) for line in found), found


def test_an_id_in_two_files_of_the_folder_is_a_fault(project):
    for name in ("fresh", "fresher"):
        project.write(f"data/rules/{name}.yml", "AWSQ-01: {declined: Why.}\n")
    assert any(line.startswith("data/rules/fresher.yml:1:1") and "[duplicate-id]" in line for line in messages(project))


def test_an_entry_that_stands_twice_is_a_fault(project):
    project.replace("data/rules/reference.json", '"id": "AWSQ-02"', '"id": "AWSQ-01"')
    assert any("two entries have the id `AWSQ-01`" in line for line in messages(project))
