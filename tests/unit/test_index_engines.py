"""Two engines, one answer; damage is seen; nearly equal passages stand together; statuses follow the day."""

import json

import pytest

from index import health
from index.engine import add_all, open_engine, open_writer
from index.entries import bare_entry, entries
from index.errors import IndexNotBuilt
from index.model import Query
from index.search import SearchIndex

QUERIES = [
    "", "tài sản", "tai san", "kiểm kê tài sản hình thành", "kiem ke tai san hinh thanh", '"tài sản hình thành"', '"tai san"', "kiem* san", "nguồn gốc -chè",
    "taximet OR chè", "năm:2021 kiểm kê", 'đơn_vị:"Thanh tra Sở" kiểm tra', "đơn_vị:phòng", "hạn:<2021-12-31", "năm:[2020 TO 2021] sở", "100/QĐ-TTg",
    "số:70/2018/NĐ-CP", "KH&CN", "khoa học và công nghệ", "loại:kế_hoạch", "tiêu_đề:kết", "NOT sở", "ai phải kiểm kê tài sản và nộp cho bảo tàng vũ trụ", "xyzw", "(((",
]  # fmt: skip


@pytest.fixture
def both(here, whoosh_index):
    return here.index, whoosh_index


def told(hit):
    return hit.doc, hit.start, hit.snippet, hit.units, hit.deadline, hit.cited


def in_ranks(hits):
    """The hits by score, those of one score in no order."""
    ranks = {}
    for hit in hits:
        ranks.setdefault(round(hit.score, 3), set()).add(told(hit))
    return list(ranks.values())


@pytest.mark.parametrize("text", QUERIES)
@pytest.mark.parametrize("options", [{}, {"sort": "date"}, {"kind": "document"}, {"filters": {"year": ("2021",)}, "today": "2021-10-01"}])
def test_engines_agree(both, text, options):
    ours, plain = (engine.search(Query(text, per_page=400, fold_alike=False, **options)) for engine in both)
    assert (ours.total, ours.note, ours.facets, ours.suggestion) == (plain.total, plain.note, plain.facets, plain.suggestion)
    assert {told(h) for h in ours.hits} == {told(h) for h in plain.hits}
    assert in_ranks(ours.hits) == in_ranks(plain.hits)
    assert [h.date for h in ours.hits] == [h.date for h in plain.hits] or "sort" not in options
    assert [h.score for h in ours.hits] == pytest.approx([h.score for h in plain.hits], rel=1e-4, abs=1e-6)


def test_engines_agree_on_likeness(both):
    text = "kiểm kê tài sản hình thành từ đề tài đã nghiệm thu, lập phương án xử lý"
    first, second = ({told(h) for h in engine.similar(text, limit=50)} for engine in both)
    assert first == second != set()


@pytest.mark.parametrize("engine", ["tantivy", "whoosh"])
def test_an_entry_is_replaced_and_readers_are_not_blocked(tmp_path, engine):
    writer = open_writer(tmp_path / "a", engine)
    add_all(writer, [bare_entry("/a", "Một", "trồng rừng phòng hộ"), bare_entry("/b", "Hai", "nuôi ong lấy mật")])
    writer.close()
    reader = SearchIndex(tmp_path / "a")
    writer = open_writer(tmp_path / "a", engine)
    writer.remove("/a")
    writer.add(bare_entry("/a", "Một", "đánh bắt cá xa bờ"))
    assert reader.search(Query("trồng rừng")).total == 1
    writer.close()
    fresh = SearchIndex(tmp_path / "a")
    assert [fresh.search(Query(q)).total for q in ("trồng rừng", "xa bờ", "ong")] == [0, 1, 1]


@pytest.mark.parametrize("engine", ["tantivy", "whoosh"])
def test_damage_is_seen(tmp_path, engine):
    writer = open_writer(tmp_path, engine)
    writer.add(bare_entry("/a", "Một", "trồng rừng phòng hộ"))
    writer.close()
    assert len(open_engine(tmp_path)) == 1
    assert health.harm(tmp_path, deep=True) == ""
    largest = max((p for p in tmp_path.iterdir() if p.name not in {"INDEX.json", "FILES.json"}), key=lambda p: p.stat().st_size)
    content = largest.read_bytes()

    def replaced(by: bytes) -> None:
        """Another file in its place: written where it stands, it would change under whoever still has it mapped."""
        (tmp_path.parent / "other").write_bytes(by)
        (tmp_path.parent / "other").replace(largest)

    replaced(content[:-1] + bytes([content[-1] ^ 1]))
    assert largest.name in health.harm(tmp_path, deep=True)
    replaced(content[: len(content) // 2])
    with pytest.raises(IndexNotBuilt, match="hỏng"):
        open_engine(tmp_path)
    largest.unlink()
    with pytest.raises(IndexNotBuilt, match="thiếu tệp"):
        open_engine(tmp_path)


def test_another_version_is_told_apart(tmp_path):
    with pytest.raises(IndexNotBuilt, match="chưa có"):
        open_engine(tmp_path)
    (tmp_path / "INDEX.json").write_text(json.dumps({"version": 1, "engine": "tantivy"}))
    with pytest.raises(IndexNotBuilt, match="phiên bản khác"):
        open_engine(tmp_path)


def test_passages_that_nearly_repeat_each_other_stand_together(tmp_path):
    text = "Giao Chi cục Kiểm lâm kiểm tra việc trồng lại rừng ở các xã vùng cao, báo cáo Sở trước ngày {} tháng 8"
    writer = open_writer(tmp_path)
    add_all(writer, [bare_entry(f"/{n}", "Thông báo", text.format(n)) for n in (5, 10, 15)])
    writer.add(bare_entry("/x", "Thông báo", "Chi cục Kiểm lâm trồng lại rừng bị cháy"))
    writer.close()
    index = SearchIndex(tmp_path)
    found = index.search(Query("kiểm lâm trồng lại rừng"))
    assert (found.total, len(found.hits)) == (4, 2)
    assert sorted(len(hit.alike) for hit in found.hits) == [0, 2]
    assert len(index.search(Query("kiểm lâm trồng lại rừng", fold_alike=False)).hits) == 4


def test_the_status_of_tasks_follows_the_day(here):
    def counts(day, **chosen):
        found = here.index.search(Query("", today=day, filters={name: (value,) for name, value in chosen.items()}))
        return {f.value: f.count for f in found.facets["status"]}, found.total

    early, late = counts("1990-01-01")[0], counts("2199-01-01")[0]
    assert "qua-han" not in early
    assert "trong-han" not in late
    assert early["trong-han"] == late["qua-han"] > 0
    assert early["khong-neu"] == late["khong-neu"] > 0
    every, total = counts("2021-07-01", status="qua-han")
    assert total == every["qua-han"] > 0
    assert "status" not in here.index.search(Query("")).facets


def test_abbreviations_of_a_document_find_its_other_passages(tmp_path, read):
    head = "Số: 15/TB-SKHCN\n\nGia Lai, ngày 20 tháng 5 năm 2021\n\nTHÔNG BÁO\n\nVề tổ công nghệ\n\n"
    record = read(
        head
        + "1. Lập Tổ công nghệ số cộng đồng (TCNSCĐ) ở các bản.\n\n2. Các TCNSCĐ tập huấn cho bà con.\n\n3. Thưởng cho Tổ công nghệ số cộng đồng tốt.\n"
    )
    writer = open_writer(tmp_path)
    add_all(writer, entries(record, "/vb/x"))
    writer.close()
    index = SearchIndex(tmp_path)
    assert (
        {h.section for h in index.search(Query("tcnscđ")).hits}
        == {h.section for h in index.search(Query("tổ công nghệ số cộng đồng")).hits}
        == {"1", "2", "3"}
    )
