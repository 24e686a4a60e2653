"""The dated plan as a calendar file (iCalendar, RFC 5545), for any calendar program."""

from __future__ import annotations

import datetime
from typing import Final

from detente.report.names import Names
from detente.report.order.naming import commitment
from detente.schedule.findings import DatedFinding, ScheduleFinding

MOST_OCTETS: Final = 75
"""A line of a calendar file is folded after so many octets (RFC 5545, 3.1)."""


def to_ics(finding: ScheduleFinding, names: Names, case_hash: str, created: str) -> str:
    """Return the plan, one event for each commitment on the day it is to be delivered.

    Parameters
    ----------
    finding : ScheduleFinding
    names : Names
    case_hash : str
        With the commitment's name, the identity of an event: a new run replaces the old one.
    created : str
        Time stamp, ISO.
    """
    stamp = datetime.datetime.fromisoformat(created).astimezone(datetime.UTC)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Detente//detente schedule//EN",
        "CALSCALE:GREGORIAN",
    ]
    for found in finding.calendar.commitments if finding.calendar else ():
        lines += _event(found, finding, names, case_hash, f"{stamp:%Y%m%dT%H%M%SZ}")
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _event(
    found: DatedFinding, finding: ScheduleFinding, names: Names, case_hash: str, stamp: str
) -> list[str]:
    what = commitment(found.slug, names)
    who = names.party(found.actor)
    text = names.words.text
    begun = f"{text('order.table.plan.start')}: {names.words.day(found.start)}"
    verified = f"{text('order.table.plan.verified')}: {names.words.day(found.verified)}"
    slug = found.slug.replace(" ", "-").strip("()")
    return [
        "BEGIN:VEVENT",
        f"UID:{slug}.{finding.package}.{case_hash[:16]}@detente.invalid",
        f"DTSTAMP:{stamp}",
        f"DTSTART;VALUE=DATE:{found.finish:%Y%m%d}",
        f"DTEND;VALUE=DATE:{found.finish + datetime.timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_escaped(f'{what} ({who})')}",
        f"DESCRIPTION:{_escaped(f'{finding.label}. {begun}. {verified}.')}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _escaped(text: str) -> str:
    for char in ("\\", ";", ","):
        text = text.replace(char, f"\\{char}")
    return text.replace("\r", "").replace("\n", "\\n")


def _folded(line: str) -> str:
    """Return a line folded between characters, continued after a blank."""
    found, room = [""], MOST_OCTETS
    for char in line:
        size = len(char.encode("utf-8"))
        if size > room:
            found.append("")
            room = MOST_OCTETS - 1
        found[-1] += char
        room -= size
    return "\r\n ".join(found)
