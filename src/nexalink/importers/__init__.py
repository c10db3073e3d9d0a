"""Readers of what people already have: archives in, sightings out. Pure: no database, no clock, no network."""
