"""Take the picture of the checker that the front page, the README and social cards show.

    python docs/generators/picture.py SITE

SITE is the folder of the built site. Needs Playwright and Chromium.
"""

from __future__ import annotations

import sys
from pathlib import Path

from serving import chromium, served

PICTURE = Path(__file__).parents[1] / "static" / "checker.png"


def main() -> None:
    """Fill in the checker as a person would, and take the picture around the redirect URIs."""
    with served(Path(sys.argv[1])) as address, chromium() as browser:
        page = browser.new_page(viewport={"width": 800, "height": 420}, device_scale_factor=2, locale="en-US")
        page.goto(f"{address}checker/")
        page.wait_for_selector("html[data-ready]", timeout=60_000)
        page.locator("#homepage_url").fill("repository.university.edu")
        page.locator("#redirect_uris-0").fill("https://data.university.edu/oauth2/callback.xhtml")
        page.locator("#redirect_uris-0").blur()
        page.locator("#looks-like button").wait_for()
        page.evaluate("document.getElementById('summary').style.position = 'static'")
        page.locator("#system").fill("")
        page.locator("#system").blur()
        page.evaluate("scrollTo(0, 0)")
        top = page.locator("#homepage_url-field").bounding_box()
        bottom = page.locator("#redirect_uris-field").bounding_box()
        assert top is not None
        assert bottom is not None
        clip = {"x": 0, "y": top["y"] - 24, "width": 800, "height": bottom["y"] + bottom["height"] - top["y"] + 48}
        page.screenshot(path=PICTURE, clip=clip, full_page=True)


if __name__ == "__main__":
    main()
