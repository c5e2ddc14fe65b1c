"""Name and look of the site: data/kit.yml."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from .records import Record, Text
from .scalars import Color, PictureFile, refuse

_READABLE = 4.5
"""The contrast that WCAG 2 asks of text, level AA."""
_TINT = 0.09
"""How much of its color is in the ground of a tag, as in overrides/assets/kit.css."""


class Colors(Record):
    """The color of links, buttons and tags in both schemes; it can be read on a tag in a box, which has the least contrast."""

    light: Color = Field(description="on white pages")
    dark: Color = Field(description="on dark pages")

    @model_validator(mode="after")
    def _can_be_read(self) -> Self:
        for scheme, color, behind in (("light", self.light, "#f3f6f7"), ("dark", self.dark, "#273035")):
            if (found := contrast(color, _mixed(color, behind))) < _READABLE:
                wanted = "darker" if scheme == "light" else "lighter"
                raise refuse(
                    f"a {wanted} `{scheme}`: the contrast of {color} to its tags is {found:.1f}, and {_READABLE} is needed"
                )
        return self


class Kit(Record):
    """Name and look of the site, in data/kit.yml."""

    name: Text = Field(description="name of the site")
    short_name: Text | None = Field(None, description="shorter name for phones; leave out if the name fits")
    description: Text = Field(description="what the site is for, in one or two sentences, for search engines")
    colors: Colors | None = Field(None, description="own colors; leave out for the usual ones")
    logo: PictureFile | None = Field(None, description="own logo, an SVG or PNG file in data/")


def _mixed(color: str, behind: str) -> str:
    """The ground of a tag of a color, on what is behind it."""
    pairs = ((int(color[at : at + 2], 16), int(behind[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(_TINT * own + (1 - _TINT) * other):02x}" for own, other in pairs)


def contrast(one: str, other: str) -> float:
    """The contrast of two colors, from 1 to 21, as WCAG 2 defines it."""

    def luminance(color: str) -> float:
        parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)
