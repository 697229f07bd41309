"""The tests, room by room; `golden`, `property`, `integration` and `security` look at the whole."""
