"""Make the picture of a shared link, `overrides/assets/social.png`, from the name and description in mkdocs.yml: `make social`.

Exits 0; 1 without a browser. The picture is committed, so that a build needs no browser.
"""

from __future__ import annotations

import html
import sys

from playwright.sync_api import Error

from browser import chromium
from export_pages import project_configuration
from policykit.foundation.settings import PROJECT
from policykit.site.theme import PICTURE

SIZE = (1200, 630)
"""Pixels, the size that Open Graph's readers crop to."""
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><style>
  body { box-sizing: border-box; margin: 0; padding: 150px 90px; height: 630px; border-left: 24px solid #0b5f7c; }
  body { font-family: "DejaVu Sans", sans-serif; color: #1c2529; }
  svg { width: 112px; margin-left: -9px; }
  h1 { margin: 32px 0 24px; font-size: 60px; line-height: 1.15; letter-spacing: -.02em; }
  p { margin: 0; font-size: 32px; line-height: 1.45; color: #57646b; }
</style>"""


def main() -> int:
    """Run the command; returns the exit code."""
    settings = project_configuration(PROJECT / "mkdocs.yml")
    logo = (PROJECT / "overrides/assets/favicon.svg").read_text(encoding="utf-8")
    name, description = (html.escape(settings[key]) for key in ("site_name", "site_description"))
    try:
        with chromium() as browser:
            page = browser.new_page(viewport={"width": SIZE[0], "height": SIZE[1]})
            page.set_content(f"{PAGE}{logo}<h1>{name}</h1><p>{description}</p>")
            page.screenshot(path=PROJECT / "overrides" / PICTURE)
    except Error as error:
        print(f"no picture: {error.message}", file=sys.stderr)
        return 1
    print(f"overrides/{PICTURE}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
