"""One table of the terms that we add to published vocabularies: it makes ontology.ttl and the labels on pages."""

from dataclasses import dataclass
from typing import Literal

# what a record says in the graph; a change of it raises the number, and older states are built anew
VERSION = 3
NAMESPACE = "urn:cancu:ns:"

PREFIXES = {
    "cc": NAMESPACE,
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


@dataclass(frozen=True, slots=True)
class Term:
    """A class or property of our own: local name, labels, what it means, and what it narrows (curies)."""

    name: str
    kind: Literal["class", "object", "data"]
    vi: str
    en: str
    comment: str
    narrows: tuple[str, ...] = ()


TERMS: tuple[Term, ...] = (
    Term(
        "AdministrativeDocument",
        "class",
        "văn bản hành chính",
        "administrative document",
        "Văn bản đã được đọc vào kho.",
        ("eli:LegalResource",),
    ),
    Term(
        "Citation", "class", "trích dẫn", "citation", "Một chỗ văn bản dẫn số hiệu của văn bản khác, kèm vị trí và câu.", ("oa:Annotation",)
    ),
    Term("TitleMention", "class", "nhắc tên", "title mention", "Một chỗ nhắc văn bản khác bằng tên gọi.", ("oa:Annotation",)),
    Term(
        "PlannedChange",
        "class",
        "thay đổi dự kiến",
        "planned change",
        "Việc sửa đổi, thay thế, bãi bỏ mới được giao chuẩn bị.",
        ("prov:Plan",),
    ),
    Term("Task", "class", "nhiệm vụ", "task", "Một việc giao cho đơn vị, có câu gốc.", ("schema:Action", "prov:Plan")),
    Term(
        "Programme",
        "class",
        "văn bản biết theo tên",
        "document known by title",
        "Kế hoạch, chương trình, đề án… được gọi bằng tên.",
        ("prov:Plan",),
    ),
    Term("Standard", "class", "tiêu chuẩn", "standard", "Tiêu chuẩn hoặc quy chuẩn kỹ thuật.", ("eli:LegalResource",)),
    Term("Problem", "class", "điểm cần kiểm tra", "problem", "Điều nghi sai hoặc chưa rõ trong văn bản."),
    Term("stub", "data", "chưa có toàn văn", "stub", "Văn bản được dẫn nhưng chưa có trong kho."),
    Term("minted", "data", "định danh tạm", "minted identity", "Số văn bản còn trống, định danh lấy từ nội dung."),
    Term("symbol", "data", "ký hiệu", "symbol", "Phần sau số thứ tự trong số, ký hiệu."),
    Term("recipient", "data", "nơi nhận", "recipient", "Một dòng trong mục Nơi nhận."),
    Term("asWritten", "data", "nguyên văn", "as written", "Chữ in trong văn bản."),
    Term("normalised", "data", "số chuẩn", "normalised number", "Số, ký hiệu sau khi chuẩn hóa."),
    Term("resolution", "data", "mức xác định", "resolution", "exact, candidate, ambiguous hoặc unresolved."),
    Term("reason", "data", "lý do", "reason", "Vì sao xác định như vậy."),
    Term("suspect", "data", "nghi vấn", "suspect", "Điều đáng ngờ trong trích dẫn."),
    Term("relation", "data", "quan hệ", "relation", "legal_basis, implements, amends, replaces, repeals hoặc mentions."),
    Term("modality", "data", "tình trạng quan hệ", "modality", "effected, planned hoặc reported."),
    Term("bearer", "object", "văn bản mang quan hệ", "bearer", "Văn bản mà quan hệ thuộc về, khi không phải văn bản này."),
    Term("rule", "data", "quy tắc", "rule", "Quy tắc hoặc mục từ vựng đã nhận ra chỗ này."),
    Term("sentence", "data", "câu", "sentence", "Câu chứa chỗ này."),
    Term("inPassage", "object", "thuộc mục", "in passage", "Mục, đoạn chứa chỗ này."),
    Term("order", "data", "thứ tự", "order", "Thứ tự trong văn bản, từ 0."),
    Term("start", "data", "từ ký tự", "start", "Vị trí đầu, tính theo ký tự của văn bản NFC."),
    Term("end", "data", "đến ký tự", "end", "Vị trí cuối (không gồm), tính theo ký tự của văn bản NFC."),
    Term("section", "data", "mục", "section", "Đường dẫn mục như in trong văn bản."),
    Term("text", "data", "nội dung", "text", "Nội dung nguyên văn."),
    Term("supervisor", "object", "lãnh đạo chỉ đạo", "supervisor", "Lãnh đạo chỉ đạo nhiệm vụ."),
    Term("deadlineText", "data", "thời hạn như in", "deadline as printed", "Chữ in của thời hạn."),
    Term("deadlineKind", "data", "loại thời hạn", "deadline kind", "before, by, within, recurring, period hoặc none."),
    Term("dateFrom", "data", "từ ngày", "date from", "Ngày bắt đầu."),
    Term("dateTo", "data", "đến ngày", "date to", "Ngày kết thúc hoặc ngày in."),
    Term("origin", "data", "nguồn giao", "origin", "ubnd-tinh, giam-doc hoặc phat-sinh."),
    Term("citation", "object", "trích dẫn trong nhiệm vụ", "citation of task", "Trích dẫn nằm trong câu giao nhiệm vụ."),
    Term("changeType", "data", "loại thay đổi", "change type", "amends, replaces hoặc repeals."),
    Term("target", "object", "văn bản chịu thay đổi", "target", "Văn bản sẽ bị sửa đổi, thay thế hoặc bãi bỏ."),
    Term("requestedBy", "object", "nhiệm vụ yêu cầu", "requested by", "Nhiệm vụ giao chuẩn bị thay đổi."),
    Term("probableTarget", "object", "có thể là", "probable target", "Văn bản duy nhất khớp số khi trích dẫn không cho biết năm."),
    Term("fulfilledBy", "object", "đã thực hiện bằng", "fulfilled by", "Văn bản đã làm xong thay đổi dự kiến."),
    Term(
        "validity",
        "data",
        "hiệu lực theo kho",
        "validity as known here",
        "het-hieu-luc, het-hieu-luc-mot-phan hoặc da-sua-doi; chỉ theo các văn bản trong kho.",
    ),
    Term(
        "validityEvidence",
        "object",
        "câu làm chứng hiệu lực",
        "evidence of validity",
        "Trích dẫn cho biết văn bản bị thay thế, bãi bỏ hoặc sửa đổi.",
    ),
    Term("changedBy", "object", "bị thay đổi bởi", "changed by", "Văn bản thay thế, bãi bỏ hoặc sửa đổi."),
    Term("provision", "data", "điều khoản được dẫn", "cited provision", "Phần của văn bản được dẫn, như in."),
    Term("topic", "data", "về việc", "topic", "Tiêu đề nêu việc, đứng trên nhiệm vụ."),
    Term("repeats", "object", "nhắc lại", "repeats", "Nhiệm vụ trước đó của cùng cơ quan mà nhiệm vụ này nói lại."),
    Term("similarity", "data", "độ giống", "similarity", "Phần trọng số cặp âm tiết chung, từ 0 đến 1."),
    Term("level", "data", "cấp", "level", "Cấp của cơ quan: Đảng, trung ương, tỉnh, sở…"),
    Term("post", "data", "chức vụ", "post", "Chức vụ như in."),
    Term("signedFor", "data", "hình thức ký", "signed for", "TM., KT., TL., TUQ. như in."),
    Term("code", "data", "mã", "code", "Mã của điểm cần kiểm tra."),
    Term("severity", "data", "mức độ", "severity", "error, warning hoặc info."),
    Term("suggestion", "data", "gợi ý", "suggestion", "Việc có thể làm."),
    Term("collective", "data", "đơn vị gộp", "collective", "Tên chung cho nhiều đơn vị."),
)
