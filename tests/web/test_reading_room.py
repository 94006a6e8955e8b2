"""What surrounds the text: series, permalinks, marks, drawings, other kinds of findings, the report for Word."""

import io
import re
from dataclasses import replace

import docx
import pytest

from graph.iris import Iris
from graph.shapes import violations
from graph.store import GraphStore
from portal.app import create_app
from portal.build import build
from portal.charts import bars, by_month, timeline
from portal.register import Named, TaskRow
from portal.series import title_words
from portal.settings import Settings
from portal.views.document import permalinks

CONCLUSION = "/vb/lam-dong/so-khoa-hoc-va-cong-nghe"


def held(client, words):
    """The path of a held document by words of its title."""
    page = client.get("/van-ban").text
    return next(path for path, row in re.findall(r'<tr><td><a href="([^"]+)">(.*?)</tr>', page, re.S) if words in row)


def test_titles_of_a_series_agree_but_for_what_changes():
    one, two = (f"Kết luận của Giám đốc tại cuộc họp giao ban Quý {n}/202{m}" for n, m in (("I", 1), ("III", 4)))
    assert title_words(one) == title_words(two)
    assert title_words("Kế hoạch trồng rừng năm 2021") != title_words("Kế hoạch kiểm kê năm 2021")


def test_a_document_shows_those_of_its_series(client):
    pages = [client.get(path).text for path in re.findall(r'<tr><td><a href="([^"]+)"', client.get("/van-ban").text)]
    with_series = [page for page in pages if "Cùng loạt" in page]
    assert with_series, "the samples hold a series of one office"
    for page in with_series:
        panel = page.split("Cùng loạt")[1].split("</ul>")[0]
        assert panel.count("<li>") <= 8 and re.search(r"\d\d/\d\d/\d{4}", panel)


def test_items_have_permalinks_of_their_printed_numbers(client, read):
    record = read(
        "SỞ Y TẾ\n\nSố: 3/KH-SYT\n\nKẾ HOẠCH\n\nKiểm kê kho thuốc năm 2025\n\nI. NHIỆM VỤ TRỌNG TÂM\n\n1. Phòng Nghiệp vụ Y\n\n(1) Lập kho.\n\n(2) Kiểm kê kho.\n\nII. HẠN\n\n1. Trong tháng 5.\n"
    )
    names = set(permalinks(record.document.blocks).values())
    assert {"I", "I.1", "I.1.1", "I.1.2", "II.1"} <= names
    page = client.get(held(client, "Kết luận")).text
    targets = set(re.findall(r'id="([^"]+)"', page))
    assert all(fragment in targets for fragment in re.findall(r'class="perma" href="#([^"]+)"', page))
    assert len(re.findall(r'id="([^"]+)"', page)) == len(targets)


def test_marks_can_be_hidden_without_a_script(client):
    path = held(client, "Kết luận")
    assert 'class="text unmarked"' in client.get(path + "?dau=an").text
    assert 'class="text"' in client.get(path).text and "?dau=an" in client.get(path).text


def test_bodies_with_tasks_lead_to_their_pages(client):
    page = client.get(held(client, "Chỉ thị")).text
    links = set(re.findall(r'class="m organisation" href="([^"]+)"', page))
    assert links
    for link in links:
        shown = client.get(link)
        assert shown.status_code == 200 and "Nhiệm vụ" in shown.text


def test_months_without_documents_stay_in_the_drawing():
    assert by_month(["2020-11-03", "2021-02", "2021-02-09", "2019"]) == [("2020-11", 1), ("2020-12", 0), ("2021-01", 0), ("2021-02", 2)]
    drawn = bars(by_month(["2020-11-03", "2021-02-09"]), "/van-ban?thang={}")
    assert [b.href for b in drawn.bars] == ["/van-ban?thang=2020-11", "/van-ban?thang=2021-02"] and drawn.most == 1
    assert by_month([]) == [] and bars([]).bars == ()


TASK = TaskRow(
    id="t", doc=Named("/vb/a", "Thông báo 1"), doc_date="2025-01-02", agency=None, province="", section="1", text="Việc", start=0, end=4, block=0, owners=(), partners=(),
    bases=(), leader=None, deadline_text="", deadline_kind="before", date_from="", date_to="", origin="",
)  # fmt: skip


def test_deadlines_on_a_line_of_time():
    days = ["2025-03-01", "2025-03-02", "2025-09-30", "2025-06"]
    line = timeline([replace(TASK, date_to=day) for day in days], "2025-05-01")
    assert [d.past for d in line.dots] == [True, True, False] and line.today is not None
    assert all(0 <= d.x <= 920 and 0 <= d.y <= line.height for d in line.dots)
    assert timeline([TASK], "2025-05-01").dots == ()
    assert timeline([replace(TASK, date_to="2020-01-05")], "2025-05-01").today is None


def test_the_map_of_the_collection(client):
    page = client.get("/kham-pha").text
    assert page.count('class="bar"') >= 5
    months = client.get("/kham-pha?dang=thang").text.splitlines()
    crossing = client.get("/kham-pha?dang=co-quan").text.splitlines()
    assert len(months) > 5 and len(crossing) > 2
    link = re.search(r'href="(/van-ban\?thang=[^"]+)"', page)[1]
    assert client.get(link).text.count('<tr><td><a href="/vb/') >= 1


@pytest.mark.parametrize(("kind", "words", "expected"), [
    ("phap-ly", "70/2018", "Nghị định 70/2018/NĐ-CP"), ("don-vi", "thanh tra", "Thanh tra Sở"), ("nhiem-vu", "kiem ke", "kiểm kê"), ("don-vi", "lam thanh tung", "Lâm Thanh Tùng"),
])  # fmt: skip
def test_tabs_of_the_search(client, kind, words, expected):
    page = client.get("/tim-kiem", query_string={"q": words, "kieu": kind}).text
    assert expected.casefold() in page.casefold() and 'aria-current="page">' in page.split('class="tabs"')[1]
    empty = client.get("/tim-kiem", query_string={"q": "zzzz", "kieu": kind}).text
    assert "Không thấy gì khớp" in empty


def test_a_report_for_word(client):
    response = client.get("/nhiem-vu/tong-hop.docx?theo=don-vi&ngay=2025-06-30")
    word = docx.Document(io.BytesIO(response.data))
    said = "\n".join(p.text for p in word.paragraphs)
    assert "BÁO CÁO" in said and "30/06/2025" in said
    totals, tasks = word.tables[1], word.tables[2]
    assert totals.rows[-1].cells[1].text == "Tổng cộng" and int(totals.rows[-1].cells[2].text) == len(tasks.rows) - 1
    page = client.get("/nhiem-vu/tong-hop?theo=don-vi&ngay=2025-06-30").text
    assert f">{totals.rows[-1].cells[2].text}</td>" in page or f"{totals.rows[-1].cells[2].text} nhiệm vụ" in page
    assert all(row.cells[6].text == "" for row in tasks.rows[1:]), "whether a task is done is for the office to say"


def test_a_unit_shows_its_place_and_its_names(client):
    page = client.get("/to-chuc/lam-dong/so-khoa-hoc-va-cong-nghe/phong-quan-ly-khoa-hoc").text
    assert 'class="tree"' in page and "Tên qua thời gian" in page and "trang-thai=" in page


def test_examples_to_try_find_something(client):
    page = client.get("/").text
    examples = re.findall(r'href="(/tim-kiem\?q=[^"]+)"', page.split('class="examples"')[1].split("</p>")[0])
    assert len(examples) == 3
    for example in examples:
        found = client.get(example.replace("&amp;", "&")).text
        assert 'class="hit"' in found or 'class="direct"' in found


def test_many_citing_sentences_have_pages(client, monkeypatch):
    decree = "/vb/vn/chinh-phu/nghi-dinh/2018/70"
    whole = re.findall(r"<blockquote[^>]*>(.*?)</blockquote>", client.get(decree).text)
    monkeypatch.setattr("portal.views.document._CITING", 2)
    pages = [
        re.findall(r"<blockquote[^>]*>(.*?)</blockquote>", client.get(f"{decree}?dan={n}").text) for n in range(1, 1 + -(-len(whole) // 2))
    ]
    assert len(whole) > 2 and [quote for page in pages for quote in page] == whole
    assert f'href="{decree}?dan=2"' in client.get(f"{decree}?dan=1&z=1").text.replace("z=1&amp;", "")


def test_long_lists_have_pages(client, monkeypatch):
    monkeypatch.setattr("portal.views.home._LISTED", 5)
    first, second = (set(re.findall(r'<tr><td><a href="(/vb/[^"]+)"', client.get(f"/can-cu?trang={n}&z=1").text)) for n in (1, 2))
    assert len(first) == len(second) == 5 and not first & second
    assert len(re.findall(r'<tr><td><a href="(/vb/[^"]+)"', client.get("/can-cu?trang=999&z=2").text)) >= 1


def test_a_search_between_two_days(client):
    whole = client.get("/api/v1/search?q=kiem+ke&per_page=200").get_json()["items"]
    page = client.get("/tim-kiem?q=kiem+ke&tu=2021-01-01&den=2021-12-31").text
    expected = sum(1 for item in whole if (item["date"] or "").startswith("2021"))
    assert expected and f"<strong>{expected}</strong> đoạn" in page and "01/01/2021" in page
    assert 'name="tu" value="2021-01-01"' in page
    assert "<strong>0</strong>" in client.get("/tim-kiem?q=kiem+ke&den=1999-01-01").text
    assert client.get("/tim-kiem?q=kiem+ke&tu=bua-kia").status_code == 200


def test_a_decree_shows_the_tasks_that_rest_on_it(client):
    page = client.get("/vb/vn/chinh-phu/nghi-dinh/2018/70").text
    assert "Nhiệm vụ dựa vào văn bản này" in page and page.count("<tr") > 2


def test_the_original_can_be_read_in_the_browser_without_running_anything(client):
    page = client.get(held(client, "Kết luận")).text
    link = re.search(r'href="(/goc/[^"]+\?xem=1)"', page)[1]
    with client.get(link) as shown, client.get(link.split("?")[0]) as taken:
        assert shown.mimetype == "text/plain" and "attachment" not in shown.headers.get("Content-Disposition", "")
        assert shown.headers["Content-Security-Policy"].startswith("sandbox;")
        assert "attachment" in taken.headers["Content-Disposition"]


def test_results_are_those_that_documents_report(tmp_path):
    head = "SỞ Y TẾ TỈNH LÀO CAI\n\nSố: 3/TB-SYT\n\nLào Cai, ngày 20 tháng 7 năm 2025\n\nTHÔNG BÁO\n\nKết luận của Giám đốc Sở tại cuộc họp giao ban tháng 7\n\n"
    body = "Tính đến ngày 30/6/2025 mới hoàn thành được 36/47 nhiệm vụ UBND tỉnh giao.\n\n1. Giao Phòng Nghiệp vụ Y khẩn trương lập danh mục kho thuốc trước ngày 30/8/2025.\n"
    (tmp_path / "van-ban").mkdir()
    (tmp_path / "van-ban" / "a.txt").write_text(head + body, encoding="utf-8")
    build(tmp_path / "van-ban", tmp_path / "data", Settings().base_iri, jobs=1)
    client = create_app(Settings(data=tmp_path / "data")).test_client()
    page = client.get("/nhiem-vu/tong-hop?ngay=2025-07-31").text
    assert "<strong>36/47</strong> nhiệm vụ" in page and "UBND tỉnh giao" in page and "đến ngày 30/06/2025" in " ".join(page.split())
    link = re.search(r'href="(/vb/[^"]+cau=[^"#]+)', page.split("Kết quả theo báo cáo")[1])[1]
    assert "36/47" in re.sub("<[^>]+>", "", client.get(link.replace("&amp;", "&")).text.split('<mark class="sentence">')[1][:200])
    assert "36/47" not in client.get("/nhiem-vu/tong-hop?ngay=2025-05-31").text, "what was reported later is not known yet"
    assert not violations(GraphStore(next((tmp_path / "data" / "states").iterdir()) / "graph", Iris(Settings().base_iri)))
