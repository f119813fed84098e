"""Calendars of what took place or is to take place on days that are known for certain: iCalendar (RFC 5545, 7986)."""
