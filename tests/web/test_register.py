"""The register of tasks as an office takes it away: statuses on a day, totals, workbooks, calendars; and searches that are followed."""

import io
import re
from urllib.parse import urlencode
from zipfile import ZipFile

import icalendar
import pytest
from lxml import etree

from portal.calendars import calendar_response
from portal.register import Named, TaskRow
from portal.summary import summary
from portal.tables import xlsx_response

UNIT = "Thanh tra Sở"
ATOM = "{http://www.w3.org/2005/Atom}"
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def task(number, owners=(), due="", kind="none", **more):
    named = tuple(Named(f"/to-chuc/{o}", o) for o in owners)
    given = {
        "doc": Named("/vb/a", "Thông báo 1"),
        "doc_date": "2025-01-02",
        "agency": None,
        "province": "",
        "section": "1",
        "text": "Việc",
    } | more
    return TaskRow(
        id=f"t{number}", start=0, end=4, block=0, owners=named, partners=(), bases=(), leader=None, deadline_text=due, deadline_kind=kind,
        date_from="", date_to=due, origin="", **given,
    )  # fmt: skip


def number_in(text):
    return int(re.search(r"<strong>([\d.]+)</strong> nhiệm vụ", text)[1].replace(".", ""))


def cells_of(data):
    """The rows of a workbook's first sheet as they are stored: texts, and numbers for figures and days."""
    with ZipFile(io.BytesIO(data)) as book:
        texts = ["".join(si.itertext()) for si in etree.fromstring(book.read("xl/sharedStrings.xml"))]
        rows = etree.fromstring(book.read("xl/worksheets/sheet1.xml")).iter(f"{SHEET}row")
        return [
            [texts[int(c[0].text)] if c.get("t") == "s" else float(c[0].text) if len(c) else "" for c in row.iter(f"{SHEET}c")]
            for row in rows
        ]


@pytest.mark.parametrize(
    ("given", "status"),
    [
        (task(1, due="2025-06-29"), "qua-han"),
        (task(2, due="2025-06-30"), "trong-han"),
        (task(3, kind="recurring"), "thuong-xuyen"),
        (task(4), "khong-neu"),
    ],
)
def test_the_last_day_itself_is_still_in_time(given, status):
    assert given.status("2025-06-30") == status


def test_a_task_of_two_units_counts_for_each_and_once_in_all():
    tasks = [task(1, ("A", "B"), "2025-01-01"), task(2, ("A",), "2026-01-01"), task(3)]
    lines, whole = summary(tasks, "don-vi", "2025-06-30", {"/to-chuc/B": "B (Sở Y tế)"})
    assert [(line.name.label, line.total, line.by_status["qua-han"]) for line in lines] == [
        ("A", 2, 1),
        ("B (Sở Y tế)", 1, 1),
        ("chưa rõ", 1, 0),
    ]
    assert (whole.total, list(whole.by_status.values())) == (3, [1, 1, 0, 1])


def test_totals_lead_to_the_tasks_they_count(client):
    page = client.get("/nhiem-vu/tong-hop?theo=don-vi&ngay=2020-06-30").get_data(as_text=True)
    assert "đến ngày 30/06/2020" in page
    figures = re.findall(r'<td class="number"><a href="([^"]+)">([\d.]+)</a>', page)
    assert len(figures) > 5
    for href, figure in figures[:40]:
        assert number_in(client.get(href.replace("&amp;", "&")).get_data(as_text=True)) == int(figure.replace(".", "")), href


@pytest.mark.parametrize("by", ["don-vi", "phoi-hop", "lanh-dao", "co-quan", "nguon", "van-ban", "khong-co"])
def test_totals_by_every_group_add_up(client, by):
    text = client.get(f"/nhiem-vu/tong-hop.csv?theo={by}").get_data(as_text=True)
    last = text.strip().split("\r\n")[-1].split(",")
    assert last[0] == "Tất cả"
    assert int(last[1]) == sum(map(int, last[2:])) == number_in(client.get("/nhiem-vu").get_data(as_text=True))


def test_filters_carry_over_to_totals_and_back(client):
    query = urlencode({"don-vi": UNIT, "theo": "van-ban"})
    page = client.get(f"/nhiem-vu/tong-hop?{query}").get_data(as_text=True)
    assert f"Đơn vị: {UNIT}" in page
    listed = number_in(client.get("/nhiem-vu?" + urlencode({"don-vi": UNIT})).get_data(as_text=True))
    assert f">{listed} nhiệm vụ" in page


def test_statuses_follow_the_chosen_day(client):
    early, late = (
        number_in(client.get(f"/nhiem-vu?trang-thai=qua-han&ngay={day}").get_data(as_text=True)) for day in ("1990-01-01", "2090-01-01")
    )
    assert early == 0 < late
    assert (
        number_in(client.get("/nhiem-vu?trang-thai=bia-ra&ngay=hom-nay").get_data(as_text=True)) > late
    )  # what is not understood filters nothing


def test_sorted_by_deadline(client):
    page = client.get("/nhiem-vu?sap=han&han=co").get_data(as_text=True)
    days = re.findall(r'<span class="nowrap">(\d\d)/(\d\d)/(\d{4})</span>\s*<span class="printed">', page)
    assert len(days) > 3
    assert [d[::-1] for d in days] == sorted(d[::-1] for d in days)


def test_a_workbook_holds_the_register_with_days_as_days(client):
    response = client.get("/nhiem-vu.xlsx?" + urlencode({"don-vi": UNIT, "ngay": "2020-06-30"}))
    assert response.mimetype.endswith("spreadsheetml.sheet")
    rows = cells_of(response.data)
    assert rows[0][0] == "Nhiệm vụ" and rows[0][-1] == "Tình trạng ngày 30/06/2020"
    assert len(rows) - 1 == number_in(client.get("/nhiem-vu?" + urlencode({"don-vi": UNIT})).get_data(as_text=True))
    assert all(UNIT in row[1] for row in rows[1:])
    assert all(isinstance(row[9], float) for row in rows[1:])  # the day of the document


def test_a_workbook_runs_no_formula():
    rows = cells_of(xlsx_response("a", ("x", "y", "z"), [("=1+1", 3, None), ("http://a.b", -2, "2025-02-30 x")]).data)
    assert rows[1:] == [["=1+1", 3.0, ""], ["http://a.b", -2.0, "2025-02-30 x"]]


def test_a_calendar_holds_what_has_a_last_day(client):
    response = client.get("/nhiem-vu.ics?han=co")
    assert response.mimetype == "text/calendar"
    calendar = icalendar.Calendar.from_ical(response.data)
    events = list(calendar.walk("VEVENT"))
    dated = client.get("/nhiem-vu.csv?han=co&tu=0001-01-01").get_data(as_text=True).count("\r\n") - 1
    assert len(events) == dated > 3
    assert len({str(e["uid"]) for e in events}) == len(events)
    for event in events:
        path = str(event["url"]).split("localhost", 1)[1].split("#")[0]
        assert client.get(path).status_code == 200
        assert (event["dtend"].dt - event["dtstart"].dt).days == 1
    assert client.get("/nhiem-vu.ics?han=co").data == response.data


def test_a_month_is_no_day_of_a_calendar():
    body = calendar_response(
        "a", "a", [task(1, due="2025-06"), task(2, due="2025"), task(3, due="2025-06-30", doc_date="2025")], "http://a/"
    ).data
    assert [e["dtstart"].dt.isoformat() for e in icalendar.Calendar.from_ical(body).walk("VEVENT")] == ["2025-06-30"]


def test_a_search_can_be_followed(client):
    response = client.get("/tim-kiem?q=kinh+phi&dang=atom")
    assert response.mimetype == "application/atom+xml"
    feed = etree.fromstring(response.data)
    entries = feed.findall(f"{ATOM}entry")
    days = [e.findtext(f"{ATOM}updated") for e in entries]
    assert entries and days == sorted(days, reverse=True)
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00\+07:00", day) for day in days)
    assert feed.findtext(f"{ATOM}updated") == days[0]
    assert len({e.findtext(f"{ATOM}id") for e in entries}) == len(entries)
    link = entries[0].find(f"{ATOM}link").get("href")
    assert "<mark" in client.get(link.split("localhost", 1)[1].split("#")[0]).get_data(as_text=True)
    empty = etree.fromstring(client.get("/tim-kiem?q=zzzz+qqqq&dang=atom").data)
    assert empty.findtext(f"{ATOM}id").endswith("?q=zzzz+qqqq")


def test_a_search_as_a_workbook(client):
    rows = cells_of(client.get("/tim-kiem?q=kinh+phi&dang=xlsx").data)
    assert rows[0][0] == "Văn bản"
    assert len(rows) == client.get("/tim-kiem?q=kinh+phi&dang=json").get_json()["total"] + 1
