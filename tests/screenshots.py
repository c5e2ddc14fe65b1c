"""The pictures in the README, taken of the built site: `make screenshots` writes them after `make site`."""

from __future__ import annotations

import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(Path(__file__).parent), str(PROJECT / "scripts")]

from lighthouse import served

from browser import chromium

PAGE = "products/siu-tin-dei/reply/more-information/"
LOOKS = {"light": (1280, 800, "light"), "dark": (1280, 800, "dark"), "phone": (390, 800, "light")}
"""Name of a picture -> width and height of the window in pixels, and the colors that the system prefers."""


def main() -> None:
    """Writes .github/reply-<name>.png."""
    if not (PROJECT / "site" / PAGE).is_dir():
        sys.exit(f"there is no site/{PAGE}: run `PROFILE=public make site` in a checkout that has the examples")
    with served(PROJECT / "site") as root, chromium() as browser:
        for name, (width, height, colors) in LOOKS.items():
            context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=colors)
            page = context.new_page()
            page.goto(root + PAGE)
            page.locator("[data-copy]").first.wait_for()
            path = PROJECT / ".github" / f"reply-{name}.png"
            page.screenshot(path=path)
            context.close()
            print(path.relative_to(PROJECT))


if __name__ == "__main__":
    main()
