"""Lists values that exist in one language only and are printed unchanged: names, addresses, senders and sample emails.

`ProductView.words` has the free texts in several languages; the values here are typed once and easily forgotten.
"""

from __future__ import annotations

from collections.abc import Iterator

from policykit.model.view import ProductView


def names_of(product: ProductView) -> Iterator[tuple[str, str]]:
    """Yield path and value of the names that a request or a page shows."""
    for path, value in _all(product):
        if value:
            yield path, value


def _all(product: ProductView) -> Iterator[tuple[str, str | None]]:
    yield "name", product.name
    yield "application", product.application
    if company := product.company:
        yield "company.name", company.name
        yield "company.signature", company.signature
        yield "company.signature_line", company.signature_line
        if company.address:
            yield "company.address.street", company.address.street
            yield "company.address.city", company.address.city
    if website := product.website:
        yield "website.url", website.url
        yield "website.privacy_url", website.privacy_url
        yield "website.terms_url", website.terms_url
        yield "website.imprint_url", website.imprint_url
    for index, contact in enumerate(product.request.additional_contacts):
        yield f"request.additional_contacts[{index}]", contact
    for path, stream in product.each_stream():
        yield f"{path}.from", stream.from_
        yield f"{path}.from_name", stream.from_name
    for role, known in product.contacts.items():
        yield f"contacts.{role}.name", known.name
        yield f"contacts.{role}.email", known.email


def services_of(product: ProductView) -> Iterator[tuple[str, str]]:
    """Yield path and name of each service that the product names."""
    for part_id, part in product.infrastructure.items():
        yield f"infrastructure.{part_id}.service", part.service
    for index, alarm in enumerate(product.monitoring.alarms):
        if alarm.channel:
            yield f"monitoring.alarms[{index}].channel", alarm.channel
    for index, flow in enumerate(product.flows):
        for number, step in enumerate(flow.steps):
            if step.name:
                yield f"flows[{index}].steps[{number}].name", step.name


def samples_of(product: ProductView) -> Iterator[tuple[str, str]]:
    """Yield path and text of the subject and the body of each sample email."""
    for path, stream in product.each_stream():
        if stream.sample:
            yield f"{path}.sample.subject", stream.sample.subject
            if stream.sample.text:
                yield f"{path}.sample.text", stream.sample.text
