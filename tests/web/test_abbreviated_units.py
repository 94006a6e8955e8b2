"""A unit that one document names by an abbreviation and another in full is one unit in the portal."""

import pytest

from portal.app import create_app
from portal.build import build
from portal.settings import Settings

HEAD = "Số: {n}/TB-SKHCN\n\nGia Lai, ngày {d} tháng 5 năm 2025\n\nTHÔNG BÁO\n\nKết luận của Giám đốc Sở tại cuộc họp tháng 5\n\nGiám đốc Sở kết luận như sau:\n\n"
FULL = "1. Giao Phòng Quản lý Công nghệ và Sở hữu trí tuệ (viết tắt là Phòng QLCN&SHTT) rà soát hồ sơ.\n\n2. Giao Phòng Quản lý Khoa học lập kế hoạch năm.\n"
SHORT = "1. Giao Phòng QLCN&SHTT kiểm kê thiết bị ở kho.\n\n2. Giao Phòng QLKH thu báo cáo của các đề tài.\n\n3. Giao Phòng BCVT&CNTT đo sóng ở hai xã.\n"
ROOM = "/to-chuc/gia-lai/so-khoa-hoc-va-cong-nghe/"


@pytest.fixture(scope="module")
def portal(tmp_path_factory):
    folder = tmp_path_factory.mktemp("viet-tat")
    source = folder / "nguon"
    source.mkdir()
    (source / "a.txt").write_text(HEAD.format(n=3, d="05") + FULL, "utf-8")
    (source / "b.txt").write_text(HEAD.format(n=4, d="20") + SHORT, "utf-8")
    build(source, folder / "data", Settings().base_iri, jobs=1)
    app = create_app(Settings(data=folder / "data", query_seconds=5))
    yield app.test_client()
    app.extensions["shelf"].close()


@pytest.mark.parametrize(
    ("short", "full", "task"),
    [
        ("phong-qlcn-shtt", "phong-quan-ly-cong-nghe-so-huu-tri-tue", "kiểm kê thiết bị ở kho"),  # a document explains it
        ("phong-quan-ly-khoa-hoc", "phong-quan-ly-khoa-hoc", "thu báo cáo của các đề tài"),  # the vocabulary expands it
    ],
)
def test_tasks_of_both_names_stand_on_one_page(portal, short, full, task):
    page = portal.get(ROOM + full)
    assert page.status_code == 200
    assert task in page.text
    if short != full:
        assert portal.get(ROOM + short).location.endswith(full)
        assert "Gồm cả những chỗ" in page.text
        assert portal.get(ROOM + short + ".csv").location.endswith(full + ".csv")
        assert "abbreviates" in portal.get(ROOM + short + ".ttl", follow_redirects=True).text


def test_an_abbreviation_that_nothing_explains_stays_a_unit(portal):
    page = portal.get(ROOM + "phong-bcvt-cntt")
    assert page.status_code == 200
    assert "đo sóng ở hai xã" in page.text


def test_the_agency_lists_each_unit_once(portal):
    page = portal.get("/to-chuc/gia-lai/so-khoa-hoc-va-cong-nghe").text
    assert page.count("Phòng Quản lý Công nghệ và Sở hữu trí tuệ</a>") == 1
    assert ">Phòng QLCN&SHTT</a>" not in page
