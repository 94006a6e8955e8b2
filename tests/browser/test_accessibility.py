"""WCAG 2.2 AA on every page, by axe-core in Chromium: light and dark, wide and narrow; no page wider than the screen."""

import pytest

from tests.pages import PAGES

pytestmark = pytest.mark.browser
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="session")
def axe():
    from axe_playwright_python.sync_playwright import Axe

    return Axe()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_no_violation(chromium, address, axe, path, scheme):
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, base_url=address, color_scheme=scheme)
    page = context.new_page()
    page.goto(path)
    page.wait_for_load_state("networkidle")
    found = axe.run(page, options={"runOnly": {"type": "tag", "values": TAGS}}).response["violations"]
    told = [(v["id"], v["impact"], [n["html"][:160] for n in v["nodes"][:3]]) for v in found]
    page.set_viewport_size({"width": 390, "height": 844})
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    context.close()
    assert not told
    assert wide <= 1
