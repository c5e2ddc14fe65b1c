"""Lists all records of a product with a status (mechanisms, claims, alarms), with their paths and texts."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.model import Alarm, Claim, Mechanism
from policykit.model.view import ProductView, Words

WithStatus = Mechanism | Claim | Alarm


def with_status(product: ProductView) -> Iterator[tuple[str, WithStatus]]:
    """Yield path and record, in the order of the model."""
    for name, mechanism in product.handling.named.items():
        yield f"handling.{name}", mechanism
    claims = {
        "sending": product.sending,
        "lists.hygiene": product.lists.hygiene,
        "content": product.content,
        "security": product.security,
        "data.measures": product.data.measures,
        "monitoring.reports": product.monitoring.reports,
    }
    for field, items in claims.items():
        for index, claim in enumerate(items):
            yield f"{field}[{index}]", claim
    for index, alarm in enumerate(product.monitoring.alarms):
        yield f"monitoring.alarms[{index}]", alarm


def texts_with_status(product: ProductView) -> Iterator[tuple[Words, WithStatus]]:
    """Yield each text of a record with a status, together with that record."""
    records = dict(with_status(product))
    for words in product.words:
        record = records.get(words.path.rpartition(".")[0])
        if record:
            yield words, record


def keeps_suppressed_addresses(product: ProductView) -> bool:
    """Whether the product has a suppression list today."""
    mechanism = product.handling.suppression
    return bool(product.suppression.account_level or product.suppression.app_store or mechanism.is_in_place)
