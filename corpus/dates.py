"""Dates as Vietnamese documents print them, to ISO 8601."""

import re
from calendar import monthrange
from datetime import date

# a full date after "ngày"; blank day and month stay blank ("ngày / /2021", "ngày   tháng 6 năm 2020")
FULL = (
    r"(?P<d{n}>\d{{1,2}})\s*(?:[/.-]\s*(?P<m{n}>\d{{1,2}})\s*[/.-]\s*(?P<y{n}>(?:19|20)\d{{2}})"
    r"|tháng\s*(?P<mm{n}>\d{{1,2}})\s*[,./]?\s*(?:năm\s*)?(?P<yy{n}>(?:19|20)\d{{2}}))(?!\d)"
)


def iso(year: int, month: int, day: int) -> str | None:
    """ISO date, or None for one that the calendar does not have."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def of_match(match: re.Match[str], n: str = "") -> str | None:
    """ISO date of a match of FULL with names ending in `n`; None for an impossible one."""
    groups = match.groupdict()
    year = groups.get(f"y{n}") or groups.get(f"yy{n}")
    month = groups.get(f"m{n}") or groups.get(f"mm{n}")
    day = groups.get(f"d{n}")
    if not (year and month and day):
        return None
    return iso(int(year), int(month), int(day))


def month_start(year: int, month: int) -> str | None:
    return iso(year, month, 1)


def month_end(year: int, month: int) -> str | None:
    return iso(year, month, monthrange(year, month)[1]) if 1 <= month <= 12 else None


_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}


def quarter(text: str) -> int | None:
    """1 to 4 from "II" or "2"."""
    return _ROMAN.get(text.upper()) or (int(text) if text in "1234" and text else None)


def quarter_bounds(year: int, number: int) -> tuple[str | None, str | None]:
    return month_start(year, 3 * number - 2), month_end(year, 3 * number)
