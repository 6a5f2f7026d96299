"""The two files that a city hands over: staff (one row per post) and units, in the roster format of design 9."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import time
from typing import Literal

from bot.playground.towns.model import Town, TownPost, TownStaff, TownUnit

Encoding = Literal["utf-8-sig", "utf-8", "cp932"]

STAFF_HEADERS = (
    *("職員番号", "氏名", "フリガナ", "メール", "所属コード", "所属", "職位", "任用", "本務兼務"),
    *("開始", "終了", "勤務曜日", "在職状況"),
)
UNIT_HEADERS = ("所属コード", "所属", "種別", "チャンネル", "長の職員番号", "上限区分", "交替制")


def staff_csv(town: Town, encoding: Encoding = "utf-8-sig") -> bytes:
    return table(STAFF_HEADERS, staff_rows(town), encoding)


def units_csv(town: Town, encoding: Encoding = "utf-8-sig") -> bytes:
    """Channels stand there by their Slack id, the only name of a channel that never changes."""
    return table(UNIT_HEADERS, (unit_row(unit) for unit in town.units), encoding)


def table(headers: Sequence[str], rows: Iterable[Sequence[str]], encoding: Encoding) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(headers)
    writer.writerows(rows)
    return text.getvalue().encode(encoding)


def staff_rows(town: Town) -> Iterator[Sequence[str]]:
    for person in town.staff:
        for post in person.posts:
            yield staff_row(person, post, town.unit_by_code[post.unit_code])


def staff_row(person: TownStaff, post: TownPost, unit: TownUnit) -> Sequence[str]:
    return (
        *(person.staff_no, person.name, person.kana, person.email),
        *(unit.code, unit.path, post.title, person.employment, post.kind),
        *(clock(person.hours.start), clock(person.hours.end), person.hours.weekdays, person.status),
    )


def unit_row(unit: TownUnit) -> Sequence[str]:
    shifts = "○" if unit.works_shifts else ""
    return unit.code, unit.path, unit.kind, unit.channel_id or "", unit.head or "", unit.limit_profile, shifts


def clock(at: time) -> str:
    """As people type it: 8:30, not 08:30."""
    return f"{at.hour}:{at.minute:02}"
