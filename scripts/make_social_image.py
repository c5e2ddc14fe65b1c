"""Make the picture of a shared link, `data/social.png`, from data/kit.yml: `make social`.

Exits 0; 1 on errors, or without a browser; 2 on a wrong setting. The picture is committed, so that a build needs no browser.
"""

from __future__ import annotations

import base64
import html
import sys

from playwright.sync_api import Error

from browser import chromium
from environment import current_settings, exit_code
from policykit.catalog.loader import load
from policykit.foundation.settings import PROJECT
from policykit.html.elements import plain
from policykit.site.theme import PICTURE

SIZE = (1200, 630)
"""Pixels, the size that Open Graph's readers crop to."""
COLOR = "#0b5f7c"
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><style>
  body { box-sizing: border-box; margin: 0; padding: 150px 90px; height: 630px; }
  body { font-family: "DejaVu Sans", sans-serif; color: #1c2529; }
  img { width: 112px; margin-left: -9px; }
  h1 { margin: 32px 0 24px; font-size: 60px; line-height: 1.15; letter-spacing: -.02em; }
  p { margin: 0; font-size: 32px; line-height: 1.45; color: #57646b; }
</style>"""


def make() -> int:
    """Make the picture; returns the exit code. Raises `BadSetting` and `Invalid`."""
    catalogue = load(current_settings("public"))
    kit, words = catalogue.kit, catalogue.source_language
    name, description = (html.escape(plain(text, words)) for text in (kit.name, kit.description))
    color = kit.colors.light if kit.colors else COLOR
    path = PROJECT / "data" / kit.logo if kit.logo else PROJECT / "overrides/assets/favicon.svg"
    kind = "svg+xml" if path.suffix == ".svg" else "png"
    logo = f'<img src="data:image/{kind};base64,{base64.b64encode(path.read_bytes()).decode()}">'
    style = f"<style>body {{ border-left: 24px solid {color}; }}</style>"
    try:
        with chromium() as browser:
            page = browser.new_page(viewport={"width": SIZE[0], "height": SIZE[1]})
            page.set_content(f"{PAGE}{style}{logo}<h1>{name}</h1><p>{description}</p>")
            page.screenshot(path=PROJECT / "data" / PICTURE)
    except Error as error:
        print(f"no picture: {error.message}", file=sys.stderr)
        return 1
    print(f"data/{PICTURE}")
    return 0


def main() -> int:
    """Run the command; returns the exit code."""
    return exit_code(make)


if __name__ == "__main__":
    sys.exit(main())
