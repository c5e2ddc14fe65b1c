"""The pages about the rules: one per topic, an anchor per rule, and every former address leads there."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from projects import settings

from policykit.catalog.loader import load
from policykit.rules import Rule, all_rules
from policykit.site.rule_pages import RulePages
from policykit.site.search import search_document
from policykit.site.session import session_of

RULES = all_rules()
PROBLEMS = [rule for rule in RULES.values() if not rule.asks]
TOPICS = sorted({rule.topic for rule in RULES.values()})
FOLDERS = {"en": "", "de": "de/"}
MOST_BYTES = 90_000


@pytest.fixture(scope="module")
def site(public_site) -> Path:
    return public_site.folder


def page(site: Path, name: str) -> str:
    return (site / name / "index.html").read_text(encoding="utf-8")


def own_words(html: str) -> str:
    """The article without examples and without the names of products."""
    article = html.partition("<article")[2].partition("</article>")[0]
    return re.sub(r'<pre.*?</pre>|<p class="kit-rule__foot">.*?</p>', "", article, flags=re.DOTALL)


@pytest.mark.parametrize("folder", FOLDERS.values())
def test_every_former_address_of_a_rule_leads_to_its_anchor(site, folder):
    for rule in RULES.values():
        old = page(site, f"{folder}rules/{rule.id}")
        to, _, anchor = re.search(r'http-equiv="refresh" content="0; url=([^"]+)"', old)[1].partition("#")
        there = site / f"{folder}rules/{rule.id}" / to / "index.html"
        assert f' id="{anchor}"' in there.read_text(encoding="utf-8"), rule.id
        assert anchor == rule.id
        assert len(old) < 1000


@pytest.mark.parametrize("folder", FOLDERS.values())
def test_every_address_of_a_rule_that_became_a_fact_leads_to_the_fact(site, folder, catalogue):
    for fact in catalogue.facts:
        for name in (fact.id, *fact.formerly):
            assert f"../../questions/#{fact.id}" in page(site, f"{folder}rules/{name}"), name


@pytest.mark.parametrize("folder", FOLDERS.values())
@pytest.mark.parametrize("topic", TOPICS)
def test_a_page_of_rules_is_light_and_its_anchors_are_unique(site, folder, topic):
    """A topic that outgrows this is split into two folders."""
    html = page(site, f"{folder}rules/{topic}")
    assert len(html.encode()) <= MOST_BYTES
    ids = re.findall(r'<(?!input)\w+[^>]* id="([^"]+)"', html)
    assert sorted(set(ids)) == sorted(ids)


@pytest.mark.parametrize("topic", TOPICS)
def test_a_page_of_rules_has_the_whole_of_each_rule(site, topic):
    html = page(site, f"rules/{topic}")
    for rule in (rule for rule in PROBLEMS if rule.topic == topic):
        own = re.search(rf'<section class="kit-rule"><h[23] id="{rule.id}".*?</section>', html, re.DOTALL)[0]
        assert f"kit-status--{rule.severity}" in own
        assert own.count("<pre>") == len(rule.examples("Wrong") + rule.examples("Right"))
        assert all(f"({source})" in own for source in rule.sources)
    assert html.count("kit-filter-frame") == 1
    assert html.count('id="allow"') == 1


@pytest.mark.parametrize("folder", FOLDERS.values())
def test_the_page_of_questions_has_everything_that_is_asked_for(site, folder, catalogue):
    html = page(site, f"{folder}questions")
    facts = [name for fact in catalogue.facts for name in (fact.id, *fact.formerly)]
    asking = [rule.id for rule in RULES.values() if rule.asks]
    assert [name for name in (*facts, *asking) if html.count(f'id="{name}"') != 1] == []


@pytest.mark.parametrize("folder", FOLDERS.values())
def test_what_stands_between_backticks_in_a_title_or_a_fix_is_shown_as_code(site, folder):
    assert re.search(r'id="spf-with-ptr"[^>]*>[^<]*<code>ptr</code>', page(site, f"{folder}rules/authentication"))
    assert re.search(r'#spf-with-ptr"[^>]*>[^<]*<code>ptr</code>', page(site, f"{folder}rules"))
    for path in (site / f"{folder}rules").glob("*/index.html"):
        assert "`" not in own_words(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("folder", FOLDERS.values())
def test_findings_and_the_list_of_rules_link_to_the_page_of_the_topic(site, folder):
    addresses = {rule.address for rule in PROBLEMS}
    listed = set(re.findall(r'href="(\w+/#[\w-]+)"', page(site, f"{folder}rules")))
    assert listed == addresses
    linked = set(re.findall(r'href="[./]*rules/([\w-]*/#[\w-]+)"', page(site, f"{folder}products/tidepool/readiness")))
    assert linked
    assert linked <= addresses


def test_a_rule_links_to_its_code_where_the_repository_is_known():
    session = session_of(load(replace(settings(), repo_url="https://git.example.com/kit")))
    page = RulePages(session, session.catalogue.languages["en"]).rule_page("authentication")
    line = RULES["spf-with-ptr"].line
    assert f"https://git.example.com/kit/blob/main/scripts/policykit/rules/authentication/spf.py#L{line}" in page


def test_the_search_knows_each_rule_but_no_example(site, catalogue):
    topics = {rule.topic for rule in PROBLEMS}
    read = {
        name: search_document((site / f"rules/{name}/index.html").read_bytes(), f"rules/{name}/", catalogue.search)
        for name in topics
    }
    assert all(f'id="{rule.id}"' in read[rule.topic] for rule in PROBLEMS)
    assert "v=spf1 ptr include" not in read["authentication"]


@pytest.mark.parametrize("code", FOLDERS)
def test_every_topic_and_subject_has_a_word_and_no_word_is_left_over(catalogue, code):
    words = catalogue.languages[code].words
    named = {word for word in words if re.match(r"rule\.(topic|subject)\.", word)}

    def keys(rule: Rule) -> set[str]:
        return {f"rule.topic.{rule.topic}", f"rule.subject.{rule.topic}.{rule.subject}"}

    assert named == set().union(*map(keys, RULES.values()))
