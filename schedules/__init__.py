"""Door 2: the clock calls us. One module per feature; each job asks what is due at `now` and plans it.

`JOBS` is the whole timetable. `tick` runs it once; `keep_time` runs it for good beside the sender (design 3).
"""

from schedules.timetable import JOBS, build_scheduler, keep_time, name_due, next_due, tick

__all__ = ["JOBS", "build_scheduler", "keep_time", "name_due", "next_due", "tick"]
