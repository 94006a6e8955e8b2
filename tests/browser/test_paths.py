"""What people do, in Chromium: the officer searches, the chief opens a unit, the analyst asks a query."""

import shutil
import threading

import pytest
from werkzeug.serving import make_server

pytestmark = pytest.mark.browser
SIZES = {"desktop": (1280, 900), "phone": (390, 844)}


@pytest.fixture(scope="session")
def address(app):
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture(scope="session")
def chromium():
    from playwright.sync_api import sync_playwright

    path = shutil.which("chromium") or shutil.which("google-chrome")
    if not path:
        pytest.skip("Chromium is not installed on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-background-networking"])
        yield browser
        browser.close()


@pytest.fixture(params=SIZES)
def page(chromium, address, request):
    width, height = SIZES[request.param]
    context = chromium.new_context(viewport={"width": width, "height": height}, base_url=address)
    page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    yield page
    context.close()
    assert not problems


def fits(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth + 1")


def test_an_officer_finds_a_sentence_by_keyboard(page):
    page.goto("/")
    page.locator("input[name=q]").first.focus()
    page.keyboard.type("giai ngan")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tim-kiem*")
    assert page.locator("mark").count() > 0
    assert fits(page)
    page.locator("a.passage").first.click()
    sentence = page.locator("mark.sentence").first
    box = sentence.bounding_box()
    assert 0 <= box["y"] < page.viewport_size["height"], "the very sentence is on the screen"
    assert fits(page)


def test_a_chief_opens_a_unit_and_its_tasks(page):
    page.goto("/nhiem-vu")
    assert page.locator("table tbody tr").count() > 5
    assert fits(page)
    page.locator("main table a[href*='/to-chuc/']").first.click()
    assert page.locator("h1").inner_text()
    assert fits(page)


def test_an_analyst_runs_an_example(page):
    page.goto("/sparql")
    page.locator("aside li a").first.click()
    page.locator("main form button[type=submit]").first.click()
    assert page.locator("main table").count() >= 1
    assert fits(page)
