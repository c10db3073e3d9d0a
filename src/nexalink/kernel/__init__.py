"""The few things every room may use: faults, dates, scales. No Django, no clock, no network."""
