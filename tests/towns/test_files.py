"""The files are what a city would hand over (design 9)."""

import csv
import io
from datetime import time

import pytest

from bot.playground.towns import PostKind, Town, build_town, staff_csv, units_csv
from bot.playground.towns.files import Encoding


def rows(content: bytes, encoding: Encoding) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode(encoding))))


def test_two_builds_give_the_same_bytes(hibarino: Town) -> None:
    again = build_town("hibarino")

    assert staff_csv(again) == staff_csv(hibarino)
    assert units_csv(again) == units_csv(hibarino)
    assert again == hibarino


def test_another_seed_gives_other_people_in_the_same_units(hibarino: Town) -> None:
    other = build_town("hibarino", seed=1)

    assert [person.name for person in other.staff] != [person.name for person in hibarino.staff]
    assert [unit.path for unit in other.units] == [unit.path for unit in hibarino.units]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "cp932"])
def test_every_encoding_says_the_same(town: Town, encoding: Encoding) -> None:
    assert rows(staff_csv(town, encoding), encoding) == rows(staff_csv(town), "utf-8-sig")
    assert rows(units_csv(town, encoding), encoding) == rows(units_csv(town), "utf-8-sig")


def test_staff_have_one_row_per_post_and_exactly_one_main_post(town: Town) -> None:
    found = rows(staff_csv(town), "utf-8-sig")

    main = [row["職員番号"] for row in found if row["本務兼務"] == PostKind.MAIN]
    assert sorted(main) == sorted(person.staff_no for person in town.staff)
    assert len(found) == sum(len(person.posts) for person in town.staff)


def test_a_row_reads_as_a_city_writes_it(hibarino: Town) -> None:
    head = next(row for row in rows(staff_csv(hibarino), "utf-8-sig") if row["所属"] == "総務部/人事課")

    assert list(head) == [
        "職員番号",
        "氏名",
        "フリガナ",
        "メール",
        "所属コード",
        "所属",
        "職位",
        "任用",
        "本務兼務",
        "開始",
        "終了",
        "勤務曜日",
        "在職状況",
    ]
    assert head["職員番号"].startswith("H00")
    assert head["メール"].endswith("@hibarino.example")
    assert (head["職位"], head["任用"], head["本務兼務"], head["在職状況"]) == ("課長", "正規", "本務", "在職")


def test_times_are_written_without_a_leading_zero(hibarino: Town) -> None:
    found = rows(staff_csv(hibarino), "utf-8-sig")

    assert ("8:30", "17:15", "月火水木金") in {(row["開始"], row["終了"], row["勤務曜日"]) for row in found}
    assert all(person.hours.start >= time(7, 0) and person.hours.start < person.hours.end for person in hibarino.staff)


def test_units_name_their_head_their_channel_and_how_they_work(hibarino: Town) -> None:
    by_path = {row["所属"]: row for row in rows(units_csv(hibarino), "utf-8-sig")}

    fire = by_path["消防本部/東消防署"]
    assert list(fire) == ["所属コード", "所属", "種別", "チャンネル", "長の職員番号", "上限区分", "交替制"]
    assert (fire["種別"], fire["上限区分"], fire["交替制"]) == ("署", "自律", "○")
    assert by_path["財政部/市民税課"]["上限区分"] == "他律"
    assert by_path["総務部"]["チャンネル"] == ""
    assert by_path["都市整備部/市街地整備課"]["長の職員番号"] == ""
