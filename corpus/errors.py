"""The root of every error this product raises, and those of reading."""

from pathlib import Path


class CancuError(Exception):
    """Root of the error tree; the portal alone maps it to HTTP statuses and exit codes.

    `message` says what happened and where; `remedy` says what the reader can do next.
    """

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}".strip()


class UnreadableSource(CancuError):
    """A file that cannot be turned into text: it is set aside, the rest goes on."""

    def __init__(self, path: Path | str, reason: str, remedy: str) -> None:
        super().__init__(f"{path}: {reason}", remedy)
        self.path = str(path)
        self.reason = reason


class VocabularyError(CancuError):
    """An entry of the vocabulary data that breaks a rule."""

    def __init__(self, file: str, entry: str, reason: str) -> None:
        super().__init__(f"vocab/{file} [{entry}]: {reason}", "Sửa mục này trong tệp dữ liệu rồi chạy lại `cancu check`.")
        self.file = file
        self.entry = entry
        self.reason = reason
