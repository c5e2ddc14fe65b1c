"""Renders a catalog in three stages (replies, findings, pages) and caches the results for one build.

Each stage receives the results of the earlier ones as values and never calls back into them.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time
from functools import lru_cache

from policykit.catalog.catalog import Catalogue, Entry
from policykit.mail.eml import sample_mail
from policykit.readiness.coverage import Asked, Coverage, coverage
from policykit.readiness.verdict import Verdict, verdict
from policykit.rendering.content import Content
from policykit.rendering.jinja import TemplateEngine
from policykit.rendering.pages import PageRenderer
from policykit.rendering.replies import Replies
from policykit.rules import Context, Finding, Outcome, check_product


class Session:
    """Renders one catalog; results are cached, so each text is rendered once."""

    def __init__(self, catalogue: Catalogue) -> None:
        engine = TemplateEngine()
        self.catalogue = catalogue
        self.replies = Replies(catalogue, engine)
        self.pages = PageRenderer(catalogue, engine)
        self._outcomes: dict[Entry, Outcome] = {}
        self._coverage: dict[Entry, tuple[Coverage, ...]] = {}
        self._verdicts: dict[Entry, Verdict[Finding]] = {}
        self._contents: dict[Entry, Content] = {}
        self._emails: dict[Entry, dict[str, bytes]] = {}

    def findings(self, entry: Entry, only: tuple[str, ...] = ()) -> Outcome:
        """The rules' findings on a product; `only` limits them to these rules (ids). Raises `Invalid`."""
        if only:
            return self._check(entry, only)
        if entry not in self._outcomes:
            self._outcomes[entry] = self._check(entry, ())
        return self._outcomes[entry]

    def coverage(self, entry: Entry) -> tuple[Coverage, ...]:
        """AWS's questions, each with how completely the product answers it."""
        if entry not in self._coverage:
            asked: dict[str | None, list[Asked]] = {}
            for point in self.verdict(entry).questions:
                if not point.fact:
                    asked.setdefault(point.question, []).append(point)
            found = coverage(self.catalogue.questions, entry.view)
            self._coverage[entry] = tuple(replace(cover, more=tuple(asked.get(cover.question.id, ()))) for cover in found)
        return self._coverage[entry]

    def verdict(self, entry: Entry) -> Verdict[Finding]:
        """Whether the product is ready to send, and what is left. Raises `Invalid`."""
        if entry not in self._verdicts:
            findings, catalogue = self.findings(entry).findings, self.catalogue
            self._verdicts[entry] = verdict(entry.view, findings, catalogue.questions, catalogue.general_facts)
        return self._verdicts[entry]

    def content(self, entry: Entry) -> Content:
        """What the pages of a product use besides its data. Raises `Invalid` for a broken reply template."""
        if entry not in self._contents:
            replies = {name: self.replies.parts(entry, name) for name in self.catalogue.template_ids("reply")}
            self._contents[entry] = Content(replies, self.verdict(entry), self.coverage(entry), self.emails(entry))
        return self._contents[entry]

    def emails(self, entry: Entry) -> dict[str, bytes]:
        """Stream id -> sample email as .eml bytes, dated with the settings' stamp, else noon UTC of today."""
        if entry not in self._emails:
            settings, languages = self.catalogue.settings, self.catalogue.languages
            stamp = settings.stamp or datetime.combine(settings.today, time(12), UTC)
            streams = (stream for stream in entry.product.streams if stream.sample)
            self._emails[entry] = {stream.id: sample_mail(entry.slug, stream, languages, stamp) for stream in streams}
        return self._emails[entry]

    def _check(self, entry: Entry, only: tuple[str, ...]) -> Outcome:
        catalogue = self.catalogue
        context = Context(catalogue.settings.today, catalogue.ses, catalogue.facts, self.replies.texts(entry))
        return check_product(entry, context, only)


@lru_cache(maxsize=2)
def session_of(catalogue: Catalogue) -> Session:
    """The shared session of a catalog, so that nothing is rendered twice."""
    return Session(catalogue)
