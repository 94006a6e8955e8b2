"""What people do, in Chromium: the officer searches, the chief opens a unit, the analyst asks a query."""

import pytest

pytestmark = pytest.mark.browser
SIZES = {"desktop": (1280, 900), "phone": (390, 844)}


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


def test_a_chief_takes_the_tasks_of_a_unit_away(page):
    page.goto("/nhiem-vu")
    page.locator("select[name='don-vi']").select_option(index=1)
    page.get_by_role("button", name="Lọc").click()
    with page.expect_download() as taken:
        page.get_by_role("link", name="Excel").click()
    assert taken.value.suggested_filename.endswith(".xlsx")
    page.get_by_role("link", name="Tổng hợp").click()
    with page.expect_download() as taken:
        page.get_by_role("link", name="Báo cáo (Word)").click()
    assert taken.value.suggested_filename.endswith(".docx")
    assert fits(page)


def test_a_chief_sees_what_rests_on_a_decree(page):
    page.goto("/can-cu")
    page.locator("main td a").first.click()
    page.get_by_role("button", name="Mở sơ đồ tương tác").click()
    canvas = page.locator(".canvas canvas").first
    canvas.wait_for()
    page.get_by_role("button", name="Hai bước").click()
    assert page.locator(".quote blockquote").count() >= 1, "the list says the same without the diagram"
    assert fits(page)


def test_an_analyst_runs_an_example(page):
    page.goto("/sparql")
    page.locator(".CodeMirror").wait_for()
    page.locator("aside li a").nth(6).click()
    page.locator(".yasr table tbody tr").first.wait_for()
    assert page.locator(".yasr table tbody tr").count() > 3
    page.locator(".select_cancu-chart").click()
    page.locator(".chart meter").first.wait_for()
    assert fits(page)


def test_an_analyst_takes_rows_away_without_a_script(chromium, address):
    context = chromium.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/sparql")
    page.locator("aside li a").nth(6).click()
    assert page.locator("main table tbody tr").count() > 3
    with page.expect_download() as taken:
        page.get_by_role("button", name="CSV").click()
    assert taken.value.suggested_filename.endswith(".csv")
    context.close()


def test_the_interface_in_english_and_back(page):
    page.goto("/tim-kiem?q=kiem+ke")
    page.get_by_role("link", name="English").click()
    assert page.locator("html").get_attribute("lang") == "en" and "q=kiem" in page.url
    page.goto("/nhiem-vu")
    assert page.locator("h1").inner_text() == "Tasks"
    page.get_by_role("link", name="Tiếng Việt").click()
    assert page.locator("h1").inner_text() == "Nhiệm vụ"


def test_a_permalink_leads_to_its_item(page):
    page.goto("/van-ban")
    page.locator("main td a", has_text="Kết luận").first.click()
    link = page.locator("a.perma").nth(6)
    fragment = link.get_attribute("href")
    page.goto(page.url.split("#")[0] + fragment)
    box = page.locator(f"[id='{fragment[1:]}']").bounding_box()
    assert -10 <= box["y"] < page.viewport_size["height"]


def test_a_printed_document_is_the_text_alone(chromium, address):
    context = chromium.new_context(base_url=address)
    page = context.new_page()
    page.goto("/van-ban")
    page.locator("main td a").first.click()
    page.emulate_media(media="print")
    assert page.locator("article.text").is_visible()
    assert not page.locator("header.top").is_visible() and not page.locator(".outline").is_visible()
    context.close()
