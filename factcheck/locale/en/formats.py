"""How dates are written in English: the day first, so that nobody takes it for the month."""

DATE_FORMAT = "j F Y"
DATETIME_FORMAT = "j F Y, H:i"
