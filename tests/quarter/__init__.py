"""ひばり野市 over a simulated quarter, everything on: what was sent, what was not and why, told to the last message.

`python -m tests.quarter` plays it with the whole city, `tests/schedules/test_a_quarter.py` with a part of it.
"""
