"""Templates that are broken, or name what is not there, stop the build with file and line."""

import re

import pytest
from projects import make_pages, pages_of

from policykit.foundation.diagnostics import Invalid
from policykit.site.session import session_of
from policykit.site.template_reference import CLASSES, meaning, names_of_templates

REPLY = "docs/templates/en/reply/more-information.txt"
OVERVIEW = "docs/templates/page/overview.md"


def first_fault(project, code: str = "en") -> str:
    with pytest.raises(Invalid) as caught:
        make_pages(project.load(), code)
    return str(caught.value.diagnostics[0])


def test_an_undefined_name_is_reported_with_file_and_line(project):
    project.replace(OVERVIEW, "{{ next_step() }}", "{{ next_stpe() }}")
    line = (project.root / OVERVIEW).read_text().splitlines().index("{{ next_stpe() }}") + 1
    assert first_fault(project).startswith(f"{OVERVIEW}:{line}: error: 'next_stpe' is undefined")


def test_an_absent_field_is_never_printed_as_none(project):
    project.replace(OVERVIEW, "{{ next_step() }}", "{{ product.application }}")
    assert "cannot print None" in first_fault(project)


def test_a_field_that_the_model_lacks_is_reported(project):
    project.replace(OVERVIEW, "{{ next_step() }}", "{{ product.nmae }}")
    assert "a product has no field `nmae`" in first_fault(project)


def test_a_syntax_error_is_reported_once_for_all_products(project):
    project.write("data/products/second.yml", "name: Second\nsummary: Second.\n")
    project.replace(OVERVIEW, "{{ next_step() }}", "{% if %}")
    with pytest.raises(Invalid) as caught:
        make_pages(project.load(), "en")
    assert len(caught.value.diagnostics) == 1
    assert "(products: second, tidepool)" in str(caught.value.diagnostics[0])


def test_a_blank_that_the_reply_does_not_declare_is_a_fault(project):
    project.write("data/products/second.yml", "name: Second\nsummary: Sends.\n")
    project.replace(
        REPLY, "blanks: [sender-name, product-name, region, website,", "blanks: [sender-name, product-name, website,"
    )
    assert "the blank `region` is not declared" in first_fault(project)


def test_a_block_that_answers_no_question_is_a_fault(project):
    project.replace(REPLY, "{% block bounces %}", "{% block bouncing %}")
    assert "unknown block `bouncing`" in first_fault(project)


def test_a_product_with_name_and_summary_only_has_every_page(project):
    project.write("data/products/second.yml", 'name: "Second: the <b>"\nsummary: Sends.\n')
    catalogue = project.load()
    for code in catalogue.languages:
        folder = "products/second/"
        kinds = {uri.removeprefix(folder).split("/")[0] for uri in pages_of(catalogue, code) if uri.startswith(folder)}
        replies = {f"{folder}reply/{reply}/index.md" for reply in catalogue.template_ids("reply")}
        assert kinds >= {"index.md", *catalogue.template_ids("page")} - {
            "overview", "reply-text", "reply-unlisted", "retired", "introduction", "emails", "contact", "pack",
        }  # fmt: skip
        assert replies <= set(pages_of(catalogue, code))


@pytest.mark.parametrize(
    ("address", "line", "countries"),
    [
        ('street: Limmatquai 1, postcode: "8001", city: Zürich, country: CH', "Limmatquai 1, 8001 Zürich", (", Switzerland", ", Schweiz")),
        ('street: 12 Main St, postcode: "78701", city: Austin, state: TX, country: US', "12 Main St, Austin, TX 78701", (", United States", ", Vereinigte Staaten")),
        ("street: 12 Mill Lane, postcode: T12 X8N6, city: Cork, country: IE", "12 Mill Lane, Cork, T12 X8N6", (", Ireland", ", Irland")),
        ('street: Elbchaussee 1, postcode: "22765", city: Hamburg', "Elbchaussee 1, 22765 Hamburg", ("", "")),
        ("street: Elbchaussee 1", "Elbchaussee 1", ("", "")),
    ],
)  # fmt: skip
def test_a_postal_address_has_the_order_of_its_country_in_every_language(project, address, line, countries):
    company = f"{{name: Second, country: DE, address: {{{address}}}}}"
    project.write("data/products/second.yml", f"name: Second\nsummary: Sends.\ncompany: {company}\n")
    catalogue = project.load()
    for code, label, country in zip(("en", "de"), ("Postal address", "Postanschrift"), countries, strict=True):
        assert f"\n{label}: {line}{country}\n" in pages_of(catalogue, code)["products/second/use-case/index.md"]


def test_a_question_that_nothing_answers_becomes_its_blank(project):
    project.write("data/products/second.yml", "name: Second\nsummary: Sends.\n")
    catalogue = project.load()
    reply = session_of(catalogue).replies.text(catalogue.products["second"], "more-information")
    assert "5. How we manage complaints\n\n[fill in: how a complaint reaches you" in reply


def test_a_reply_to_some_questions_is_numbered_anew_in_the_order_given(project):
    catalogue = project.load()
    reply = session_of(catalogue).replies.text(catalogue.products["tidepool"], "more-information", ("examples", "frequency"))
    headings = [line for line in reply.splitlines() if line[:3] in ("1. ", "2. ", "3. ")]
    assert headings == ["1. Examples of our emails", "2. How often we send"]


SECOND = """\
name: Second
summary: Sends.
content: [{status: implemented, text: Each email states that it is transactional.}]
dns: {spf: [{status: implemented}]}
checklist: [{list: before-request, text: Add the record., done: false, about: dns.spf}]
streams:
  - id: code
    title: Code
    class: transactional
    trigger: {actor: recipient, event: A user signs in with a second factor.}
    otp: {channel: [totp]}
    sample: {language: en, subject: Your code, text: Your code is 123456.}
"""


def test_the_use_case_shows_a_contradicted_claim_as_the_readiness_page_does(project):
    project.write("data/products/second.yml", SECOND)
    page = pages_of(project.load())["products/second/use-case/index.md"]
    tag = '<span class="kit-status kit-status--contradicted">contradicted</span>'
    assert f"Each email states that it is transactional. {tag}" in page
    assert page.count(tag) == 2


def test_an_email_with_a_code_that_goes_by_another_channel_is_marked_in_the_letter(project):
    project.write("data/products/second.yml", SECOND)
    page = pages_of(project.load())["products/second/reply/more-information/index.md"]
    assert re.search(r'<span class="kit-check"[^>]*>a user signs in with a second factor</span>', page)


def test_a_planned_mechanism_is_not_in_the_reply(project):
    catalogue = project.load()
    reply = session_of(catalogue).replies.text(catalogue.products["tidepool"], "more-information")
    assert "A function will suppress" not in reply
    assert "MAIL FROM" not in reply


def test_a_page_of_which_no_text_is_translated_is_english_under_a_notice(project):
    page = (project.root / OVERVIEW).read_text(encoding="utf-8")
    project.write(OVERVIEW, page.replace("{% trans %}", "{% trans %}New: ").replace('_("', '_("New: '))
    catalogue = project.load()
    text = pages_of(catalogue, "de")["products/tidepool/index.md"]
    assert catalogue.languages["de"].word("untranslated") in text
    assert '<div lang="en" markdown>' in text


def test_a_missing_german_policy_is_english_under_a_notice(project):
    (project.root / "docs/templates/de/policy/bounces.txt").unlink()
    catalogue = project.load()
    text = pages_of(catalogue, "de")["products/tidepool/policies/index.md"]
    assert text.count(catalogue.languages["de"].word("untranslated")) == 1


def test_memory_of_the_catalogue_ends_when_a_file_changes(project):
    before = project.load()
    assert project.load() is before
    project.replace("data/products/tidepool.yml", "Tidepool & <Sons>", "Rockpool & <Sons> Ltd")
    assert project.load().products["tidepool"].product.name == "Rockpool & <Sons> Ltd"


def test_no_two_classes_give_templates_a_function_of_the_same_name():
    """A page gets the functions of several classes in one dictionary: the later one would replace the earlier one silently."""
    own = [name for each in CLASSES["page"] for name in vars(each) if not name.startswith("_") and name != "names"]
    assert sorted(name for name in set(own) if own.count(name) > 1) == []


def test_a_name_has_the_same_meaning_in_every_kind_of_template():
    meanings = {name: {meaning(each) for each in kinds.values()} for name, kinds in names_of_templates().items()}
    assert {name: found for name, found in meanings.items() if len(found) > 1} == {}


def test_an_owner_of_one_policy_overrides_the_owner_of_all(project):
    project.replace(
        "data/products/tidepool.yml",
        "commitments:",
        "policies: {owner: Team, each: {bounces: {owner: Operations}}}\ncommitments:",
    )
    catalogue = project.load()
    texts = session_of(catalogue).pages.policies.texts(catalogue.languages["en"], catalogue.products["tidepool"])
    assert "Responsible for this policy: Operations." in texts["bounces"]
    assert "Responsible for this policy: Team." in texts["authentication"]
