"""What is read, and that everything wrong is told at once with its place."""

import pytest

from policykit.foundation.diagnostics import Invalid


def messages(project, profile: str = "public") -> list[str]:
    with pytest.raises(Invalid) as caught:
        project.load(profile)
    return [str(diagnostic).split("\n")[0] for diagnostic in caught.value.diagnostics]


def test_faults_of_several_files_come_at_once(project):
    project.write("data/products/one.yml", "name: One\n")
    project.write("data/products/two.yml", "name: Two\nsummary: S.\nregion: x\n")
    project.write("data/products/three.yml", "name: [\n")
    assert [line.split(": error")[0] for line in messages(project)] == [
        "data/products/one.yml:1:1", "data/products/three.yml:2:1", "data/products/two.yml:3:1",
    ]  # fmt: skip


def test_an_unknown_profile_names_those_that_exist(project):
    with pytest.raises(Invalid, match="use internal or public"):
        project.load("secret")


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("data/questions.yml", "source: AWS-24", "source: AWS-99", "no source `AWS-99`"),
        ("data/questions.yml", "blank: purpose", "blank: purpsoe", "no blank `purpsoe`"),
        ("data/letters/sending-paused.yml", "like: sending-review", "like: sending-reviews", "no letter `sending-reviews`"),
        ("data/questions.yml", "path: purpose", "path: purpse", "unknown field path `purpse`"),
        ("data/blanks.yml", "path: request.account_id", "path: request.acount", "unknown field path `request.acount`"),
        ("data/next-steps.yml", "reply: second-review", "reply: second-revew", "no reply `second-revew`"),
        ("data/next-steps.yml", "page: request", "page: reqest", "no page `reqest`"),
        ("data/next-steps.yml", "source: AWS-22", "source: AWS-97", "no source `AWS-97`"),
        ("data/next-steps.yml", "step: send", "step: snd", "no step `snd`"),
        ("data/next-steps.yml", "step: fix-first", "step: answer", "no row or stage uses the step `fix-first`"),
        ("data/next-steps.yml", "review: [FAILED]", "review: [GRANTED]", "the state no, GRANTED, open is in 2 rows"),
        ("data/next-steps.yml", "case: [closed], step", "case: [none], step", "the state no, PENDING, closed is in 0 rows"),
        ("data/next-steps.yml", "review: [FAILED]", "review: [FAILD]", "is `FAILD`"),
        ("data/next-steps.yml", "  granted: {", "  # granted: {", "the stage `granted` has no step"),
        ("data/products/tidepool.yml", "list: before-request", "list: before", "no checklist `before`"),
        ("data/products/tidepool.yml", "about: handling.complaint", "about: handling.complain", "unknown field path"),
        (
            "docs/templates/en/policy/bounces.txt",
            "needs: [",
            "needs: [handling.bounce, ",
            "unknown field path `handling.bounce`",
        ),
        ("docs/templates/page/overview.md", "order: 1", "ordr: 1", "unknown field `ordr`"),
    ],
)
def test_an_id_that_leads_nowhere_is_a_fault(project, file: str, old: str, new: str, message: str):
    project.replace(file, old, new)
    found = messages(project)
    assert any(message in line and line.startswith(file) for line in found), found


def test_a_template_without_front_matter_is_a_fault(project):
    project.write("docs/templates/en/policy/extra.txt", "Extra\n")
    assert messages(project) == [
        "docs/templates/en/policy/extra.txt:1: error: the template has no front matter  [no-front-matter]"
    ]


def test_a_template_that_the_source_language_lacks_is_a_fault(project):
    project.write("docs/templates/de/policy/extra.txt", "---\ntitle: Mehr\norder: 13\n---\nText.\n")
    assert "`en` has no policy `extra`" in messages(project)[0]


def test_a_file_name_that_cannot_be_an_address_is_a_fault(project):
    project.write("data/products/Zwei Öfen.yml", "name: Zwei\nsummary: S.\n")
    assert "the file name `Zwei Öfen` cannot be part of a URL" in messages(project)[0]


def test_an_overlay_without_a_product_is_a_fault(project):
    project.write("data/private/nobody.yml", 'request: {account_id: "111122223333"}\n')
    assert "no product `nobody`" in messages(project, "internal")[0]


def test_a_public_profile_does_not_see_an_overlay(project):
    project.write("data/private/tidepool.yml", 'request: {account_id: "111122223333"}\n')
    assert project.load("public").products["tidepool"].product.request.account_id is None
    assert project.load("internal").products["tidepool"].product.request.account_id == "111122223333"


def test_one_new_file_is_a_new_product(project):
    project.write("data/products/second.yml", "name: Second\nsummary: S.\n")
    assert sorted(project.load().products) == ["second", "tidepool"]


def test_two_streams_with_one_title_are_a_fault_because_they_would_share_their_blanks(project):
    streams = "streams:\n  - {id: a, title: Code, class: system}\n  - {id: b, title: Code, class: system}\n"
    project.write("data/products/twins.yml", f"name: Twins\nsummary: S.\n{streams}")
    with pytest.raises(Invalid) as caught:
        project.load()
    assert [item.message for item in caught.value.diagnostics] == ["two streams have the title `Code`"]
