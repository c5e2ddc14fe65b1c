"""Helpers for rules on bounce rate and complaint rate alarms."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from policykit.model import Alarm
from policykit.model.view import ProductView

RATES = {"bounce_rate": "bounce rate", "complaint_rate": "complaint rate"}


def rate_alarms(product: ProductView, *metrics: str) -> Iterator[tuple[str, Alarm]]:
    """Yield the alarms in place on a rate, each with its path."""
    for index, alarm in enumerate(product.monitoring.alarms):
        if alarm.metric in (metrics or RATES) and alarm.status.is_in_place:
            yield f"monitoring.alarms[{index}]", alarm


def late_alarms(product: ProductView, metric: str, limit: Decimal) -> Iterator[tuple[str, Alarm]]:
    """Yield the alarms that fire no earlier than AWS's review, each with the path of its threshold.

    AWS reviews at the rate itself, so an alarm "above" it fires even later (AWS-15 uses `>=`).
    """
    for path, alarm in rate_alarms(product, metric):
        if alarm.threshold is not None and alarm.threshold >= limit:
            yield f"{path}.threshold", alarm
