"""A gettext catalog: what it translates, what it does not, and what is wrong in one."""

from __future__ import annotations

import re

import pytest
from projects import pages_of

from policykit.catalog.languages import Untranslated
from policykit.foundation.diagnostics import Invalid
from policykit.site.messages import messages, translation_diagnostics

CATALOG = "docs/translations/de.po"
OVERVIEW = "docs/templates/page/overview.md"
AT_A_GLANCE = 'msgid "At a glance"\nmsgstr "Auf einen Blick"'


def first_fault(project) -> str:
    with pytest.raises(Invalid) as caught:
        project.load()
    return str(caught.value.diagnostics[0])


def notes(project) -> list[str]:
    return [str(note) for note in translation_diagnostics(project.load(), "de")]


def test_a_text_of_a_template_is_translated(project):
    assert "## Auf einen Blick { #facts }" in pages_of(project.load(), "de")["products/tidepool/index.md"]


def test_a_changed_text_is_english_and_marked(project):
    project.replace(OVERVIEW, "At a glance", "In short")
    page = pages_of(project.load(), "de")["products/tidepool/index.md"]
    assert '## <span lang="en">In short</span> <small class="kit-fallback">(auf Englisch)</small> { #facts }' in page


def test_a_text_given_to_a_function_is_english_and_marked_too(project):
    project.replace(OVERVIEW, '_("Company")', '_("Firm")')
    page = pages_of(project.load(), "de")["products/tidepool/index.md"]
    assert '<span lang="en">Firm</span> <small class="kit-fallback">(auf Englisch)</small>' in page


def test_a_fuzzy_translation_is_not_used(project):
    project.replace(CATALOG, AT_A_GLANCE, f"#, fuzzy\n{AT_A_GLANCE}")
    assert isinstance(project.load().languages["de"].translated("At a glance"), Untranslated)


def test_a_word_without_translation_is_english(project):
    project.replace("docs/templates/words.yml", "not_stated: ", "not_stated: quite ")
    word = project.load().languages["de"].word("not_stated")
    assert isinstance(word, Untranslated) and word.startswith("quite ")


def test_a_text_of_data_is_translated_by_the_catalog(project):
    catalogue = project.load()
    assert catalogue.in_languages(catalogue.blanks["sender-name"].label) == {"en": "your name", "de": "Ihr Name"}


def test_a_text_with_a_percent_sign_is_printed_with_one(project):
    project.replace(OVERVIEW, "{% trans %}At a glance{% endtrans %}", "{% trans %}100% at a glance{% endtrans %}")
    assert "## 100% at a glance { #facts }" in pages_of(project.load(), "en")["products/tidepool/index.md"]


@pytest.mark.parametrize(("count", "words"), [(1, "alle Tage"), (7, "alle 7 Tage")])
def test_a_plural_follows_the_count(project, count, words):
    project.write(
        CATALOG,
        (project.root / CATALOG).read_text(encoding="utf-8")
        + '\nmsgid "every day"\nmsgid_plural "every %(num)s days"\nmsgstr[0] "alle Tage"\nmsgstr[1] "alle %(num)s Tage"\n',
    )
    project.replace(
        OVERVIEW, "{% trans %}At a glance{% endtrans %}", f"{{{{ ngettext('every day', 'every %(num)s days', {count}) }}}}"
    )
    assert f"## {words} {{ #facts }}" in pages_of(project.load(), "de")["products/tidepool/index.md"]


def test_a_value_in_a_translated_text_is_escaped(project):
    project.replace("data/products/tidepool.yml", "Tidepool & <Sons>", '"*Tidepool*"')
    page = pages_of(project.load(), "de")["products/tidepool/checklist/index.md"]
    assert "# Checkliste: \\*Tidepool\\*\n" in page


def test_the_texts_to_translate_are_the_same_in_every_profile(project):
    assert messages(project.load("internal")) == messages(project.load())


def test_missing_and_outdated_texts_are_one_note(project):
    project.replace(OVERVIEW, "At a glance", "In short")
    note = next(note for note in notes(project) if "untranslated-texts" in note)
    assert note.startswith(f"{CATALOG}:1: note: 1 texts are missing or outdated: `In short`")


def test_a_translation_that_nothing_uses_is_a_note(project):
    project.replace(OVERVIEW, "At a glance", "In short")
    assert any("1 texts are no longer used: `At a glance`  [unused-translations]" in note for note in notes(project))


ONE_PLACEHOLDER = 'msgid "%(name)s is retired"\nmsgstr "%(name)s ist eingestellt"'
BRACED = 'msgctxt "verdict.problem.many"\nmsgid "{count} problems"\nmsgstr "{count} Probleme"'


@pytest.mark.parametrize(
    ("entry", "wrong", "message"),
    [
        (AT_A_GLANCE, "Blick %(name)s", "the translation has `%(name)s`, and its English has not"),
        (AT_A_GLANCE, "Blick {}", "the translation has `{}`, and its English has not"),
        (AT_A_GLANCE, "Blick {", "the translation has `{`, and its English has not"),
        (ONE_PLACEHOLDER, "%(name)d ist eingestellt", "the translation has `%(name)d`, and its English has not"),
        (ONE_PLACEHOLDER, "%(nam)s ist eingestellt", "the translation has `%(nam)s`, and its English has not"),
        (ONE_PLACEHOLDER, "%(name ist eingestellt", "the translation has `%(name`, and its English has not"),
        (ONE_PLACEHOLDER, "Eingestellt", "the translation lacks `%(name)s`, which its English has"),
        (BRACED, "{count.x} Fehler", "the translation has `{count.x}`, and its English has not"),
        (BRACED, "{} Fehler", "the translation has `{}`, and its English has not"),
        (BRACED, "count} Fehler", "the translation lacks `{count}`, which its English has"),
    ],
)
def test_a_placeholder_that_differs_from_the_english_is_a_fault_with_its_line(project, entry, wrong, message):
    start, _, _ = entry.rpartition("msgstr ")
    project.replace(CATALOG, entry, f'{start}msgstr "{wrong}"')
    text = (project.root / CATALOG).read_text(encoding="utf-8")
    line = text[: text.index(start)].count("\n") + 1 + start.startswith("msgctxt")
    assert first_fault(project).startswith(f"{CATALOG}:{line}: error: {message}")


@pytest.mark.parametrize("words", ["50 % sicher", "zu 100 %", "100%"])
def test_a_percent_sign_that_is_no_placeholder_is_text(project, words):
    project.replace(CATALOG, AT_A_GLANCE, AT_A_GLANCE.replace("Auf einen Blick", words))
    assert f"## {words} {{ #facts }}" in pages_of(project.load(), "de")["products/tidepool/index.md"]


def test_a_plural_must_have_the_count_in_its_last_form(project):
    form = 'msgstr[1] "Wir prüfen die Raten alle %(days)s Tage."'
    project.replace(CATALOG, form, form.replace("%(days)s Tage", "Tage"))
    assert "error: the translation lacks `%(days)s`, which its English has" in first_fault(project)


def test_a_text_with_a_value_is_english_and_marked_too(project):
    project.replace("docs/templates/page/request.md", "Up to %(number)s addresses", "At most %(number)s addresses")
    page = pages_of(project.load(), "de")["products/tidepool/request/index.md"]
    assert re.search(r'<span lang="en">At most 4 [^<]*</span> <small class="kit-fallback">', page)


def test_a_broken_line_of_a_catalog_is_a_fault_with_its_line(project):
    project.replace(CATALOG, AT_A_GLANCE, AT_A_GLANCE.replace('Blick"', "Blick"))
    line = (project.root / CATALOG).read_text(encoding="utf-8").splitlines().index('msgstr "Auf einen Blick') + 1
    assert first_fault(project).startswith(f"{CATALOG}:{line}: error: ")


def test_a_catalog_in_another_encoding_is_a_fault(project):
    (project.root / CATALOG).write_bytes('msgid ""\nmsgstr "Größe"\n'.encode("latin-1"))
    assert "not valid UTF-8" in first_fault(project)


def test_a_catalog_without_language_is_a_fault(project):
    project.write("docs/translations/fr.po", 'msgid "At a glance"\nmsgstr "En bref"\n')
    assert "the catalog names no language" in first_fault(project)


def test_a_folder_of_policies_without_a_catalog_is_a_fault(project):
    project.write("docs/templates/fr/policy/bounces.txt", "---\ntitle: Bounces\norder: 1\n---\n")
    assert "no language `fr`" in first_fault(project)
