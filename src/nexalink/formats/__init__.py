"""The standards themselves, read and written: containers, CSV dialects, mbox, iCalendar, vCard. Pure."""
