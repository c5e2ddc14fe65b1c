"""An import never stops the build: texts with leftovers, brackets and broken emails, and all made-up drafts, become products."""

from __future__ import annotations

from pathlib import Path

import pytest
from projects import Project

import environment
import import_draft
from policykit.foundation.settings import PROJECT

SAMPLE = "Mail type: Transactional\n\n## Sample: Sign-in link\n\n```\n{}\n```\n"
NASTY = {
    "template": SAMPLE.format("Subject: Hi {{name}}\n\nHello {{ user.name }}, use {% link %} or ${link} that you asked for, %NAME% and <link>."),
    "brackets": SAMPLE.format("Subject: [A] and [b c]\n\nHello [name], your [6-digit code] is for the [thing [nested]] that you asked for."),
    "sender": SAMPLE.format("From: [Name] <[address]>\nTo: somebody\nSubject: Your code\n\nHello, this is the code that you asked for: [code]."),
    "recipient": SAMPLE.format("From: Jane <jane@gmail.com>\nTo: bob@company.com\nSubject: Code\n\nHello, this is the code that you asked for."),
    "headers": SAMPLE.format("From: A, B <a@@b>\nSubject: =?utf-8?q?x?=\n\nHello, this is the code that you asked for and it is long."),
    "link": SAMPLE.format("Subject: Link\n\nHello, [open the link](https://example.com) that you asked for in the account, or [this]."),
    "todo": "We remove bounced addresses, TODO. TBD: We send {{kind}} emails.\n\nName: {{product}}\n\nWe store addresses [where].",
    "table": "We handle | bounces | at once.\n\n| We send | emails |\n|---|---|\n| when | asked |\n\nWe handle complaints \\| and \\[bounces\\].",
    "html": "<b>We</b> send <script>alert(1)</script> emails.\n\nWe handle bounces with <code>SNS</code> &amp; &lt;Lambda&gt; <br>.",
    "garbled": "We handle bounces with Ã¼mlauts and â€œquotesâ€ and \ufffd signs.\n\nCompany: MÃ¼ller",
    "markdown": "We handle bounces *and **complaints* at** once `with code.\n\n    We send an email.\n\n1) We never buy # lists. ![x](y)",
    "python": "We handle bounces: Undefined, root={'en': 'x'} and <a.B object at 0x12>. Traceback (most recent call last) in complaints.",
    "emoji": "We send 📅 emails to users who 🎉 registered.\n\nSumme: we run a platform for \u202eabc\u202c and \u200bzero width.",
    "markup": "We are \"Quotes\" & <Co>: #1 'shop'. We run a shop: for - [ ] people.\n\nWebsite: https://example.com/?a=b&c=[d]",
    "yaml": "We run a shop: yes, no, null, ~, 012, 1e3, !!tag, *alias, &anchor, %dir, @at, `tick`.\n\nName: null\n\nCompany: 'x",
}  # fmt: skip


@pytest.fixture
def importing(project: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """Imports a text into the small project under a slug."""
    monkeypatch.setattr(environment, "PROJECT", project.root)
    for name in ("PROFILE", "PRIVATE_DATA", "SITE_URL", "REPO_URL"):
        monkeypatch.delenv(name, raising=False)

    def run(slug: str, text: str) -> int:
        path = tmp_path / f"{slug}.md"
        path.write_text(text, encoding="utf-8")
        return import_draft.main([str(path)])

    return run


@pytest.fixture
def imported(project, importing) -> Project:
    """The small project with a product of each text."""
    texts = {path.stem: path.read_text(encoding="utf-8") for path in (PROJECT / "tests/drafts").iterdir()}
    for slug, text in (texts | NASTY).items():
        assert importing(slug, text) == 0, slug
    return project


def test_no_import_stops_the_export(imported):
    """All that a build does before an engine starts; it asks what the output check would refuse, too."""
    exported = imported.run("export_pages.py", "exported", PROFILE="internal")
    assert (exported.returncode, exported.stderr) == (0, "")
    assert (imported.root / "exported/en/docs/products/letter/index.md").is_file()


@pytest.mark.matrix
def test_no_import_stops_the_build(imported):
    built = imported.build(PROFILE="internal")
    assert (built.returncode, built.stderr) == (0, "")
    assert (imported.root / "site-internal/products/letter/index.html").is_file()
