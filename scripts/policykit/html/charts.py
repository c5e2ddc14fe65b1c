"""Charts of sending volume, generated at build time as accessible SVG.

Colors come from the theme's variables, so that they fit light mode, dark mode and print.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from policykit.catalog.languages import Language
from policykit.model import Figure, Product, Text
from policykit.model.stream import Period

from .elements import Element, element

_WIDTH, _ROW, _TEXT, _BAR = 400, 44, 16, 12


@dataclass(frozen=True)
class _Range:
    label: str
    low: int
    high: int
    amount: str


def volume_chart(product: Product, language: Language) -> Element | None:
    """Return the volume per stream and overall, one chart per period; None if the product has no figures."""
    charts = []
    periods: tuple[Period, ...] = ("day", "month", "hour")
    for period in periods:
        ranges = _stream_ranges(product, language) if period == "day" else []
        ranges += [_range(figure, language) for figure in product.volume.figures if figure.per == period]
        if ranges:
            charts.append(_chart(ranges, language.word(f"chart.{period}"), f"volume-{period}"))
    return element("div", *charts, class_="kit-charts") if charts else None


def _stream_ranges(product: Product, language: Language) -> list[_Range]:
    found = []
    for stream in product.streams:
        volume = stream.volume
        if volume and volume.max_day is not None:
            low = volume.min_day or 0
            amount = language.span(volume.min_day, volume.max_day)
            found.append(_Range(language.text(stream.title)[0], low, volume.max_day, amount))
    return found


def _range(figure: Figure, language: Language) -> _Range:
    return _Range(figure_label(figure, language), figure.min or 0, figure.max, language.amount(figure))


def figure_label(figure: Figure, language: Language) -> str:
    """Return the label of a figure, such as "expected in 3 months (testing phase)"."""
    label = language.word(f"figure.{figure.kind}")
    if figure.months_ahead:
        label = language.word("figure.ahead", label=label, months=str(figure.months_ahead))
    note: Text | None = figure.note
    return f"{label} ({language.text(note)[0]})" if note else label


def _chart(ranges: Sequence[_Range], title: str, identifier: str) -> Element:
    top = max(item.high for item in ranges) or 1
    described = "; ".join(f"{item.label}: {item.amount}" for item in ranges)
    rows = [part for index, item in enumerate(ranges) for part in _bar(item, top, index * _ROW)]
    svg = element(
        "svg",
        element("title", title, id=f"{identifier}-title"),
        element("desc", described, id=f"{identifier}-desc"),
        *rows,
        viewBox=f"0 0 {_WIDTH} {len(ranges) * _ROW}", role="img",
        aria_labelledby=f"{identifier}-title {identifier}-desc", class_="kit-chart",
    )  # fmt: skip
    return element("figure", element("figcaption", title), svg)


def _bar(item: _Range, top: int, y: int) -> list[Element]:
    scale = _WIDTH / top
    # A single number is drawn from zero; a narrow range has a minimum width, so that it stays visible.
    low = item.low if item.low < item.high else 0
    x, width = low * scale, max((item.high - low) * scale, 3)
    return [
        element("text", item.label, x="0", y=str(y + _TEXT)),
        element("text", item.amount, x=str(_WIDTH), y=str(y + _TEXT), text_anchor="end", class_="kit-chart__value"),
        element("rect", x="0", y=str(y + 24), width=str(_WIDTH), height=str(_BAR), rx="3", class_="kit-chart__track"),
        element("rect", x=f"{min(x, _WIDTH - width):.1f}", y=str(y + 24), width=f"{width:.1f}", height=str(_BAR), rx="3",
                class_="kit-chart__bar"),
    ]  # fmt: skip
