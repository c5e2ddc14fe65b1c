"""Components that show email: samples as recipients see them, and the flow from trigger to recipient.

Contains no texts: they come from words.yml and from data.
"""

from __future__ import annotations

from typing import Any

from policykit.catalog.languages import Language
from policykit.model import Flow, Product, Sample, Stream
from policykit.model.operations import FlowStep
from policykit.readiness.samples import filled

from .components import bullets, muted
from .elements import Element, element


def sample_mail(stream: Stream, language: Language) -> Element:
    """Return a sample as recipients see it, in its own language, with a translation for the reader."""
    sample = stream.sample
    if not sample:
        return element("p", muted(language.word("sample.none")))
    parts = [element("div", *_headers(sample, language), _body(sample, language), class_="kit-mail", lang=sample.language)]
    parts += _notes(sample, language)
    return element("div", *parts)


def _headers(sample: Sample, language: Language) -> list[Element]:
    pairs = [("from", sample.sent_from), ("to", sample.sent_to), ("subject", sample.subject)]
    rows = [
        element("div", element("dt", language.word(f"mail.{name}"), lang=language.code), element("dd", value))
        for name, value in pairs
        if value
    ]
    return [element("dl", *rows, class_="kit-mail__head")]


def _body(sample: Sample, language: Language) -> Element | str:
    if sample.text:
        return element("pre", sample.text, class_="kit-mail__text")
    if sample.outline:
        intro = element("p", language.word("sample.outline"), lang=language.code)
        return element("div", intro, bullets(sample.outline), lang=language.code)
    return ""


def _notes(sample: Sample, language: Language) -> list[Element]:
    notes = []
    if sample.variables:
        names = [element("code", f"[{name}]") for name in sample.variables]
        between = [part for name in names for part in (name, ", ")][:-1]
        notes.append(element("p", language.word("sample.variables"), " ", *between, class_="kit-note"))
    gloss = sample.glosses.get(language.code)
    if gloss and sample.language != language.code:
        text = element("pre", gloss.text, class_="kit-mail__text") if gloss.text else ""
        subject = element("p", element("strong", gloss.subject))
        summary = element("summary", language.word("sample.gloss"))
        notes.append(element("details", summary, subject, text))
    return notes


def received_mail(stream: Stream, language: Language) -> Element:
    """Return a sample as one recipient gets it, with example values for its variables, and a translation for the reader."""
    sample = stream.sample
    sender = sample.sent_from or (f"{stream.from_name} <{stream.from_}>" if stream.from_ and stream.from_name else stream.from_)
    pairs = [("from", sender), ("subject", filled(sample, sample.subject))]
    rows = [
        element("div", element("dt", language.word(f"mail.{name}"), lang=language.code), element("dd", value))
        for name, value in pairs
        if value
    ]
    parts = [element("dl", *rows, class_="kit-mail__head")]
    if sample.text:
        parts.append(element("pre", filled(sample, sample.text), class_="kit-mail__text"))
    elif sample.outline:
        lines = bullets(filled(sample, language.text(line)[0]) for line in sample.outline)
        parts.append(element("div", element("p", language.word("mail.contains")), lines, lang=language.code))
    shown = element("div", *parts, class_="kit-mail", lang=sample.language)
    gloss = sample.glosses.get(language.code)
    if not gloss or sample.language == language.code:
        return element("div", shown)
    subject = element("p", element("strong", filled(sample, gloss.subject)))
    text = element("pre", filled(sample, gloss.text), class_="kit-mail__text") if gloss.text else ""
    summary = element("summary", language.word("sample.gloss"))
    return element("div", shown, element("details", summary, subject, text))


def flow_chain(flow: Flow, language: Language) -> Element:
    """Return a chain of services as boxes with arrows; screen readers announce a list."""
    steps = [element("li", *_step(step), class_="kit-flow__step") for step in flow.steps]
    caption = element("figcaption", flow.title)
    return element("figure", caption, element("ol", *steps, class_="kit-flow"))


def _step(step: FlowStep) -> list[Any]:
    parts: list[Any] = [element("strong", step.name)] if step.name else []
    parts += [" "] if step.name and step.text else []
    parts += [element("span", step.text)] if step.text else []
    return parts


def mail_flow(product: Product, language: Language) -> Element:
    """Return the flow of each stream: trigger, product, SES with its Region, recipients."""
    request = product.request
    ses = "Amazon SES" + (f" ({request.region})" if request.region else "")
    rows = []
    for stream in product.streams:
        if not stream.trigger:
            continue
        actor = language.word(f"actor.{stream.trigger.actor}")
        receiver = stream.recipients.who if stream.recipients else language.word("not_stated")
        steps = [
            element("strong", actor),
            element("strong", product.application or product.name),
            element("strong", ses),
            receiver,
        ]
        items = [element("li", step, class_="kit-flow__step") for step in steps]
        rows.append(element("div", element("p", stream.title), element("ol", *items, class_="kit-flow")))
    if not rows:
        return element("p", muted(language.word("flow.none")))
    caption = element("figcaption", language.word("flow.mail"))
    return element("figure", caption, *rows)
