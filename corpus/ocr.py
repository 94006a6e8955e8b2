"""Pictures of pages to text: what an engine of recognition saw, put in the order in which people read, and how sure it is.

A letterhead and a signature stand in two columns that the engine reads as one line: they are taken apart by the gap between them.
"""

import io
import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from .errors import UnreadableSource
from .found import Found
from .model import Problem

DPI = 300
_COLUMN_GAP = 0.05  # of the page's width: no blank between two words of one line is so wide
_LEFT = 0.38  # of the width: a line of a left column begins before it, a short title in the middle does not
_MIDDLE = (0.45, 0.55)  # where a left column ends at the latest, and a right one begins at the earliest, as shares of the width
_LETTERS = str.maketrans("Ðð", "Đđ")
_SURE, _POOR = 0, 80  # per cent
_FEWEST = 20  # words of a picture that is a document; a logo or photo has fewer
_LARGEST = 150_000_000  # pixels of a picture: an A3 page at 600 dots an inch has 70 million
_MOST_PAGES = 500
INSTALL = "Cài Tesseract và gói tiếng Việt (tesseract-ocr-vie) rồi chạy lại, hoặc thêm bản Word hay PDF có chữ."


@dataclass(frozen=True, slots=True)
class Word:
    """A recognised word: its edges in pixels and how sure the engine is, in per cent."""

    text: str
    left: int
    right: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Line:
    """A recognised line and the number of its paragraph on the page."""

    words: tuple[Word, ...]
    paragraph: int


@dataclass(frozen=True, slots=True)
class Seen:
    """What was recognised on a page so many pixels wide."""

    width: int
    lines: tuple[Line, ...]

    @property
    def confidence(self) -> float:
        """The mean over the words, in per cent; 0 for an empty page."""
        words = [word.confidence for line in self.lines for word in line.words]
        return sum(words) / len(words) if words else 0.0


class Recogniser(Protocol):
    """Recognises the words of a picture (a Pillow image), the `page`th of `of` of a file; raises UnreadableSource where it cannot."""

    def see(self, picture: Any, path: str, page: int, of: int) -> Seen: ...


class Tesseract:
    """Tesseract with its Vietnamese model, by its command; each page has so many seconds."""

    def __init__(self, command: str, seconds: int = 120) -> None:
        self.command, self.seconds = command, seconds

    def see(self, picture: Any, path: str, page: int, of: int) -> Seen:
        """The words of a picture. Raises UnreadableSource where Tesseract fails or takes too long."""
        import pytesseract

        pytesseract.pytesseract.tesseract_cmd = self.command
        try:
            found = pytesseract.image_to_data(
                picture, lang="vie", config="--psm 3", output_type=pytesseract.Output.DICT, timeout=self.seconds
            )
        except (RuntimeError, OSError, pytesseract.TesseractError) as error:
            raise UnreadableSource(path, f"nhận dạng chữ không xong ({error})", "Kiểm tra ảnh quét, hoặc thêm bản có chữ.") from error
        return Seen(picture.width, tuple(_lines(found)))


def _lines(found: dict[str, list[Any]]) -> list[Line]:
    lines: dict[tuple[int, int, int], list[Word]] = {}
    for at, text in enumerate(found["text"]):
        if str(text).strip() and float(found["conf"][at]) >= _SURE:
            place = (found["block_num"][at], found["par_num"][at], found["line_num"][at])
            left, width = int(found["left"][at]), int(found["width"][at])
            lines.setdefault(place, []).append(Word(str(text).strip(), left, left + width, float(found["conf"][at])))
    paragraphs = {place: number for number, place in enumerate(dict.fromkeys(place[:2] for place in lines))}
    return [Line(tuple(words), paragraphs[place[:2]]) for place, words in lines.items()]


def image_text(data: bytes, path: str, ocr: Recogniser | None) -> Found:
    """The text of an image file, of all its pages, and how sure it is.

    Raises UnreadableSource for a damaged or boundless one, one that shows no document, and where there is no engine.
    """
    if ocr is None:
        raise UnreadableSource(path, "tệp ảnh, chưa có phần mềm nhận dạng chữ", INSTALL)
    found = recognised(enumerate(_pictures(data, path), 1), path, ocr, _frames(data, path))
    if sum(len(line.split()) for lines in found.pages.values() for line in lines) < _FEWEST:
        raise found.failure or UnreadableSource(path, "ảnh không có đủ chữ để là một văn bản", "Bỏ ảnh này khỏi thư mục.")
    return Found("\n".join("\n".join(lines) for lines in found.pages.values()), found.told, found.unsure)


@dataclass(frozen=True, slots=True)
class Recognised:
    """The lines of each page with words on it, by its number; how sure they are; unsure words; the first failure of the engine."""

    pages: dict[int, list[str]]
    told: tuple[Problem, ...]
    unsure: frozenset[str]
    failure: UnreadableSource | None


def recognised(pictures: Iterable[tuple[int, Any]], path: str, ocr: Recogniser, of: int) -> Recognised:
    """What the engine reads on numbered pictures of a file of so many pages; a page on which it fails is left out."""
    found: dict[int, list[str]] = {}
    sure: dict[int, float] = {}
    unsure: set[str] = set()
    failure = None
    for number, picture in pictures:
        try:
            seen = ocr.see(picture, path, number, of)
        except UnreadableSource as error:
            failure = failure or error
            continue
        if seen.lines:
            found[number], sure[number] = reading_lines(seen), seen.confidence
            unsure.update(_text([word]) for line in seen.lines for word in line.words if word.confidence < _POOR)
    return Recognised(found, (_sureness(sure),) if sure else (), frozenset(unsure), failure)


def _frames(data: bytes, path: str) -> int:
    """How many pages an image file has."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data)) as image:
            return int(getattr(image, "n_frames", 1))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise _spoilt(path, error) from error


def _spoilt(path: str, error: Exception) -> UnreadableSource:
    return UnreadableSource(path, f"ảnh hỏng hoặc quá lớn ({error})", "Quét lại, hoặc thêm bản có chữ.")


def _pictures(data: bytes, path: str) -> Iterator[Any]:
    """The pages of an image file, ready to be recognised."""
    from PIL import Image, ImageSequence

    try:
        with Image.open(io.BytesIO(data)) as image:
            for number, frame in enumerate(ImageSequence.Iterator(image)):
                if frame.width * frame.height > _LARGEST or number >= _MOST_PAGES:
                    raise ValueError("quá lớn")
                yield without_stamps(frame)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise _spoilt(path, error) from error


def without_stamps(picture: Any) -> Any:
    """The red of a picture alone, in which red stamps are white like the paper."""
    return picture.convert("RGB").getchannel("R")


def reading_lines(seen: Seen) -> list[str]:
    """The lines of a page in reading order, an empty one between paragraphs; columns side by side follow each other."""
    found: list[str] = []
    left: list[str] = []
    right: list[str] = []
    paragraph = -1
    for line in seen.lines:
        parts = _columns(line.words, seen.width)
        beside = _beside(parts, seen.width) if left or right or len(parts) == 2 else None
        if beside is None:
            found += _flushed(left, right)
            if paragraph not in {-1, line.paragraph} and found and found[-1]:
                found.append("")
            found.append(_text(line.words))
        elif len(parts) == 2:
            left.append(_text(parts[0]))
            right.append(_text(parts[1]))
        else:
            (left if beside == "left" else right).append(_text(parts[0]))
        paragraph = line.paragraph
    found += _flushed(left, right)
    return found


def _columns(words: Sequence[Word], width: int) -> list[tuple[Word, ...]]:
    """A line cut at its widest gap, where that is a gap between columns."""
    gaps = [(after.left - before.right, at) for at, (before, after) in enumerate(itertools.pairwise(words), 1)]
    widest, at = max(gaps, default=(0, 0))
    if widest < _COLUMN_GAP * width:
        return [tuple(words)]
    return [tuple(words[:at]), tuple(words[at:])]


def _beside(parts: Sequence[Sequence[Word]], width: int) -> str | None:
    """Where a line stands among two columns; None where it runs across both."""
    if len(parts) == 2:
        return "both"
    if parts[0][-1].right < _MIDDLE[1] * width and parts[0][0].left < _LEFT * width:
        return "left"
    return "right" if parts[0][0].left > _MIDDLE[0] * width else None


def _flushed(left: list[str], right: list[str]) -> list[str]:
    """The lines of two columns, the left one first; both are emptied."""
    lines = [*left, "", *right, ""] if left and right else [*left, *right]
    left.clear()
    right.clear()
    return ["", *lines] if lines else []


def _text(words: Sequence[Word]) -> str:
    """The words of a line; Đ is often seen as the Icelandic letter, or twice."""
    return " ".join(word.text for word in words).translate(_LETTERS).replace("ĐĐ", "Đ")


def _sureness(pages: dict[int, float]) -> Problem:
    """What to say of recognised pages (number → confidence in per cent): a note, or a warning where they are poorly read."""
    mean = sum(pages.values()) / len(pages)
    message = f"Trang {', '.join(map(str, pages))} được nhận dạng từ ảnh quét (OCR), độ tin cậy trung bình {mean:.0f}%"
    return Problem("nhan-dang-chu", "info" if mean >= _POOR else "warning", message, None, "Đối chiếu với bản gốc trước khi dùng.")
