"""The words that name times: months, weekdays, seasons, holidays, decades."""

from __future__ import annotations

import calendar

MONTHS = {m.lower(): i for i, m in enumerate(calendar.month_name) if m}
MONTHS |= {m.lower(): i for i, m in enumerate(calendar.month_abbr) if m} | {"sept": 9}
FULL_MONTHS = tuple(m.lower() for m in calendar.month_name if m)
FULL_WEEKDAYS = tuple(d.lower() for d in calendar.day_name)
WEEKDAYS = {d: i for i, d in enumerate(FULL_WEEKDAYS)}
WEEKDAYS |= {d: i for i, d in enumerate("mon tue wed thu fri sat sun".split())} | {"tues": 1, "weds": 2, "thurs": 3}
SEASONS = {"spring": 3, "summer": 6, "fall": 9, "autumn": 9, "winter": 12}  # first month, northern hemisphere
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_NTH = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
NTH = {w: i for i, w in enumerate(_NTH, 1)} | {f"twenty-{w}": 20 + i for i, w in enumerate(_NTH[:9], 1)}
NTH |= {"thirtieth": 30, "thirty-first": 31}
DECADES = {
    "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80,
    "nineties": 90,
}  # fmt: skip
DAYS_AWAY = {
    "the day before yesterday": -2, "yesterday": -1, "last night": -1, "tomorrow": 1, "the day after tomorrow": 2,
}  # fmt: skip

# Month and day of holidays that keep their date.
FIXED_HOLIDAYS = {
    "christmas day": (12, 25), "christmas eve": (12, 24), "christmas": (12, 25), "new year's day": (1, 1),
    "new year's eve": (12, 31), "valentine's day": (2, 14), "halloween": (10, 31), "juneteenth": (6, 19),
    "independence day": (7, 4), "fourth of july": (7, 4), "may day": (5, 1), "boxing day": (12, 26),
    "earth day": (4, 22), "international women's day": (3, 8), "veterans day": (11, 11),
}  # fmt: skip
# Days from Easter Sunday.
EASTER_HOLIDAYS = {
    "mardi gras": -47, "shrove tuesday": -47, "ash wednesday": -46, "palm sunday": -7, "maundy thursday": -3,
    "good friday": -2, "easter sunday": 0, "easter": 0, "easter monday": 1, "ascension day": 39, "whit monday": 50,
}  # fmt: skip
# Month, weekday and which one of the month (-1 is the last), and days from it: the United States, where the names are
# unmistakable.
NTH_HOLIDAYS = {
    "martin luther king jr. day": (1, 0, 3, 0), "martin luther king day": (1, 0, 3, 0), "mlk day": (1, 0, 3, 0),
    "presidents' day": (2, 0, 3, 0), "mother's day": (5, 6, 2, 0), "memorial day": (5, 0, -1, 0),
    "father's day": (6, 6, 3, 0), "labor day": (9, 0, 1, 0), "columbus day": (10, 0, 2, 0),
    "indigenous peoples' day": (10, 0, 2, 0), "election day": (11, 0, 1, 1), "thanksgiving day": (11, 3, 4, 0),
    "thanksgiving": (11, 3, 4, 0), "black friday": (11, 3, 4, 1), "cyber monday": (11, 3, 4, 4),
}  # fmt: skip
HOLIDAYS = (*FIXED_HOLIDAYS, *EASTER_HOLIDAYS, *NTH_HOLIDAYS)
