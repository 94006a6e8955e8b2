"""Deadlines as a calendar (RFC 5545) that Outlook and phones subscribe to: one all-day entry on the last day of each."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

from flask import Response
from icalendar import Calendar, Event

from .register import TaskRow

_LONGEST = 120
_WHOLE_DAY = 10  # characters of an ISO day; a month or a year has fewer


def calendar_response(name: str, title: str, tasks: Iterable[TaskRow], host: str) -> Response:
    """A calendar of the tasks that have a last day; `host` is the portal's address, with a slash at the end."""
    calendar = Calendar()
    calendar.add("prodid", "-//Can Cu//VN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", title)
    for task in tasks:
        if len(task.date_to) == _WHOLE_DAY:
            calendar.add_component(_event(task, host))
    headers = {"Content-Disposition": f'attachment; filename="{name}.ics"'}
    return Response(calendar.to_ical(), mimetype="text/calendar", headers=headers)


def _event(task: TaskRow, host: str) -> Event:
    owners = "; ".join(o.label for o in task.owners) or "chưa rõ đơn vị"
    text = " ".join(task.text.split())
    last = date.fromisoformat(task.date_to)
    event = Event()
    event.add("uid", sha256(task.id.encode()).hexdigest()[:32] + "@cancu")
    event.add("summary", f"{owners}: {text[:_LONGEST]}{'…' if len(text) > _LONGEST else ''}")
    event.add("description", f"{text}\n{task.doc.label}, mục {task.section}. Thời hạn in trong văn bản: {task.deadline_text}")
    event.add("dtstart", last)
    event.add("dtend", last + timedelta(days=1))
    # the same entry has the same stamp, so that a program that polls sees no change: the day of the document, where it is known
    event.add("dtstamp", datetime.fromisoformat(task.doc_date if len(task.doc_date) == _WHOLE_DAY else task.date_to).replace(tzinfo=UTC))
    event.add("url", host + task.link[1:])
    event.add("transp", "TRANSPARENT")
    return event
