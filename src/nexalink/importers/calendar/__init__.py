"""Calendars: iCalendar files, zips and folders of them, vCalendar 1.0."""

from nexalink.importers.calendar.importer import CalendarImporter

__all__ = ["IMPORTER"]
IMPORTER = CalendarImporter()
