"""Files and pasted text → what was understood of them, every difference told. No database.

`paper.py` is what every format gives, `reading.py` what is made of it. Calendars and provinces come as
a `Reference`.
"""
