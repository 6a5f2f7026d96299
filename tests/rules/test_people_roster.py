"""What the rows of a roster mean, alone and together; every bad row is reported with its place and what is expected."""

from __future__ import annotations

import pytest

from bot.errors import BadFile
from bot.people.kinds import EmploymentKind, HeadKind, LimitProfile, PostKind, Status, UnitKind
from bot.people.roster import Roster, unseen
from bot.people.roster_checks import Known, read_roster
from bot.people.roster_files import Table, parse_table
from bot.people.roster_units import likely_kind
from bot.people.rules import Hours
from bot.people.vocabulary import read_vocabulary
from tests.rosters import Cells, csv_bytes, staff_file, units_file, xlsx_bytes

VOCABULARY = read_vocabulary()
NOBODY = Known()


def roster(staff: Table, units: Table | None = None, known: Known = NOBODY) -> Roster:
    return read_roster(staff, units, vocabulary=VOCABULARY, known=known, progress=unseen)


def problems(staff: Table, units: Table | None = None, known: Known = NOBODY) -> list[tuple[str, int, str]]:
    with pytest.raises(BadFile) as caught:
        roster(staff, units, known)
    return [(one.file, one.line, one.column) for one in caught.value.problems]


def sentence(staff: Table, units: Table | None = None, known: Known = NOBODY) -> str:
    with pytest.raises(BadFile) as caught:
        roster(staff, units, known)
    (problem,) = caught.value.problems
    return problem.message.format_map(problem.values)


def test_a_row_becomes_a_person_with_a_post_and_hours() -> None:
    found = roster(staff_file({"メール": "Aoki@Hibarino.example"}))

    assert found.people["000001"].email == "aoki@hibarino.example"
    assert found.posts == {("000001", "0102", PostKind.MAIN): "主事"}
    assert found.employments["000001"].hours == Hours(510, 1035, 0b0011111, 465)


def test_full_width_and_half_width_mean_the_same() -> None:
    row = {
        "職員番号": "０００００１",
        "氏名": "青木\u3000太郎",
        "フリガナ": "ｱｵｷ ﾀﾛｳ",
        "メール": "ａｏｋｉ＠hibarino.example",
        "所属コード": "０１０２",
        "所属": "総務部／人事課",
        "開始": "８：３０",
        "勤務曜日": "月・火・木",
    }

    found = roster(staff_file(row))

    person = found.people["000001"]
    assert (person.name, person.kana, person.email) == ("青木 太郎", "アオキ タロウ", "aoki@hibarino.example")
    assert found.units["0102"].name == "人事課"
    assert found.employments["000001"].hours == Hours(510, 1035, 0b0001011, 465)


def test_a_name_keeps_its_own_characters() -> None:
    found = roster(staff_file({"氏名": "神\ufa19 髙橋"}))

    assert found.people["000001"].name == "神\ufa19 髙橋"


def test_english_headers_and_words_are_understood() -> None:
    rows = [
        {
            "Staff number": "A000001",
            "Name": "Hanako Sato",
            "Unit code": "0102",
            "Unit": "General Affairs/Personnel Section",
            "Employment": "Fiscal-year",
            "Post": "main",
            "Start": "9:00",
            "End": "16:00",
            "Weekdays": "Mon Tue Thu Fri",
            "Status": "childcare leave",
        }
    ]

    found = roster(parse_table("staff.csv", csv_bytes(rows)))

    fact = found.employments["A000001"]
    assert (fact.kind, fact.status) == (EmploymentKind.FISCAL_YEAR, Status.CHILDCARE)
    assert fact.hours == Hours(540, 960, 0b0011011, 375)


@pytest.mark.parametrize(
    ("written", "days"),
    [("月-金", 0b0011111), ("月〜水", 0b0000111), ("土日", 0b1100000), ("金～月", 0b1110001), ("Tue-Thu", 0b0001110)],
)
def test_weekdays_may_be_a_range(written: str, days: int) -> None:
    found = roster(staff_file({"勤務曜日": written}))

    assert found.employments["000001"].hours.weekdays == days


def test_a_night_shift_counts_on_after_midnight() -> None:
    found = roster(staff_file({"開始": "17:00", "終了": "25:30"}))

    assert found.employments["000001"].hours.end_minute == 25 * 60 + 30


def test_without_a_units_file_the_tree_comes_from_codes_and_paths() -> None:
    found = roster(
        staff_file(
            {"職員番号": "1", "所属コード": "0100", "所属": "総務部"},
            {"職員番号": "2", "所属コード": "0102", "所属": "総務部/人事課"},
            {"職員番号": "3", "所属コード": "0501", "所属": "環境部/環境保全課"},
        )
    )

    parents = {unit.code: unit.parent_code for unit in found.units.values()}
    assert parents == {"0100": None, "0102": "0100", "環境部": None, "0501": "環境部"}


def test_a_unit_named_only_in_paths_keeps_the_code_it_is_known_by() -> None:
    found = roster(staff_file({}), known=Known(codes={("総務部",): "0100"}))

    assert found.units["0102"].parent_code == "0100"


def test_a_units_file_wins_and_says_kind_channel_head_and_shifts() -> None:
    units = units_file(
        {
            "所属コード": "0100",
            "所属": "総務部",
            "種別": "部",
            "チャンネル": "C1",
            "上限区分": "他律",
            "交替制": "○",
        },
        {"所属コード": "0102", "所属": "総務部/職員課", "長の職員番号": "000001"},
    )

    found = roster(staff_file({}), units)

    assert found.units["0102"].name == "職員課"
    top = found.units["0100"]
    assert (top.kind, top.channel) == (UnitKind.DEPARTMENT, "C1")
    assert (top.limit_profile, top.works_shifts) == (LimitProfile.TARITSU, True)
    assert found.heads == {("0102", HeadKind.HEAD, "000001")}


def test_whoever_acts_leads_the_unit_and_a_deputy_only_if_the_file_says_so() -> None:
    staff = staff_file(
        {"職員番号": "1", "所属コード": "0100", "所属": "総務部", "職位": "次長"},
        {"職員番号": "1", "本務兼務": "事務取扱", "職位": "人事課長"},
        {"職員番号": "2", "職位": "課長補佐"},
    )

    assert roster(staff).heads == {("0102", HeadKind.ACTING, "1")}
    assert ("0102", HeadKind.DEPUTY, "2") in roster(staff, units_file({"代理の職員番号": "2"})).heads


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("病院局", UnitKind.BUREAU),
        ("議会事務局", UnitKind.SECTION),
        ("市長公室", UnitKind.DEPARTMENT),
        ("かわさき区役所", UnitKind.BUREAU),
        ("人事課", UnitKind.SECTION),
        ("税務担当", UnitKind.TEAM),
        ("消防本部", UnitKind.BUREAU),
        ("みらい", UnitKind.UNKNOWN),
    ],
)
def test_a_name_sounds_like_a_kind_by_its_longest_ending(name: str, kind: UnitKind) -> None:
    assert likely_kind(name, VOCABULARY.meanings("unit_kind")) is kind


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        pytest.param({"職員番号": ""}, "職員番号", "empty", id="no staff number"),
        pytest.param({"氏名": "\u3000"}, "氏名", "empty", id="no name"),
        pytest.param({"所属": ""}, "所属", "path of unit 0102 is missing", id="no path"),
        pytest.param({"所属": "総務部//人事課"}, "所属", "empty part", id="a gap in the path"),
        pytest.param({"メール": "aoki@"}, "メール", "aoki@city.example", id="a bad address"),
        pytest.param({"終了": "8:00"}, "終了", "ends at 8:00", id="the end before the start"),
        pytest.param({"開始": "25時"}, "開始", "8:30", id="a bad time"),
        pytest.param({"開始": "8:75"}, "開始", "8:30", id="no such minute"),
        pytest.param({"終了": ""}, "終了", "Only one of", id="only a start"),
        pytest.param({"勤務曜日": "月火祝"}, "勤務曜日", "月火水木金土日", id="a bad weekday"),
        pytest.param({"任用": "パート"}, "任用", "正規, 再任用", id="an unknown employment"),
        pytest.param({"在職状況": "転勤"}, "在職状況", "在職, 育休", id="an unknown status"),
        pytest.param({"本務兼務": "主務"}, "本務兼務", "本務, 兼務, 事務取扱", id="an unknown kind of post"),
        pytest.param({"本務兼務": "兼務"}, "本務兼務", "no row for the main post", id="no main post"),
    ],
)
def test_a_bad_cell_is_named_with_what_is_expected(row: Cells, column: str, words: str) -> None:
    assert problems(staff_file(row)) == [("staff.csv", 2, column)]
    assert words in sentence(staff_file(row))


def test_every_bad_row_is_reported_at_once() -> None:
    staff = staff_file(
        {"職員番号": "1", "終了": "8:00", "メール": "x"}, {"職員番号": "2"}, {"職員番号": "3", "任用": "?"}
    )

    assert problems(staff) == [("staff.csv", 2, "メール"), ("staff.csv", 2, "終了"), ("staff.csv", 4, "任用")]


def test_a_second_main_row_names_the_first() -> None:
    staff = staff_file({}, {"所属コード": "0103", "所属": "総務部/総務課"})

    assert problems(staff) == [("staff.csv", 3, "職員番号")]
    assert "line 2" in sentence(staff)


def test_two_people_cannot_share_an_address() -> None:
    staff = staff_file({"職員番号": "1", "メール": "a@x.example"}, {"職員番号": "2", "メール": "A@X.example"})

    assert problems(staff) == [("staff.csv", 3, "メール")]


def test_an_address_of_somebody_who_is_not_in_the_file_is_taken() -> None:
    known = Known(numbers=frozenset({"9"}), emails={"a@x.example": "9"})

    assert problems(staff_file({"メール": "a@x.example"}), known=known) == [("staff.csv", 2, "メール")]


def test_one_code_cannot_have_two_parents() -> None:
    staff = staff_file({"職員番号": "1"}, {"職員番号": "2", "所属": "財政部/人事課"})

    assert problems(staff) == [("staff.csv", 3, "所属")]
    assert "総務部/人事課" in sentence(staff)


def test_one_path_cannot_have_two_codes() -> None:
    assert problems(staff_file({"職員番号": "1"}, {"職員番号": "2", "所属コード": "0199"})) == [
        ("staff.csv", 3, "所属コード")
    ]


def test_a_unit_cannot_stand_below_itself() -> None:
    units = units_file(
        {"所属コード": "1", "所属": "総務部/人事課"},
        {"所属コード": "2", "所属": "人事課/総務部"},
    )

    assert problems(staff_file({"所属コード": "1"}), units) == [("units.csv", 2, "所属"), ("units.csv", 3, "所属")]


def test_a_unit_cannot_be_named_within_its_own_path() -> None:
    assert problems(staff_file({"所属": "人事課/給与係/人事課"})) == [("staff.csv", 2, "所属")]


def test_a_unit_stands_once_in_the_units_file() -> None:
    assert problems(staff_file({}), units_file({}, {})) == [("units.csv", 3, "所属コード")]


def test_a_head_must_exist() -> None:
    units = units_file({"長の職員番号": "999999"})

    assert problems(staff_file({}), units) == [("units.csv", 2, "長の職員番号")]
    assert roster(staff_file({}), units, Known(numbers=frozenset({"999999"}))).heads


def test_a_head_whose_own_row_is_bad_is_not_reported_as_missing() -> None:
    assert problems(staff_file({"終了": "8:00"}), units_file({"長の職員番号": "000001"})) == [("staff.csv", 2, "終了")]


def test_a_staff_number_that_excel_stored_as_a_number_is_refused() -> None:
    rows: list[list[object]] = [["職員番号", "氏名", "所属コード", "所属"], [123, "青木", "0102", "総務部/人事課"]]

    assert "000123" in sentence(parse_table("staff.xlsx", xlsx_bytes(rows)))


def test_a_missing_column_is_named() -> None:
    staff = parse_table("staff.csv", csv_bytes([{"職員番号": "1", "氏名": "青木"}]))

    with pytest.raises(BadFile, match="lacks these columns: 所属コード, 所属"):
        roster(staff)


def test_a_file_of_another_kind_is_told_apart_from_a_bad_roster() -> None:
    staff = parse_table("staff.csv", csv_bytes([{"商品": "りんご", "価格": "120"}]))

    with pytest.raises(BadFile, match="no column that is known"):
        roster(staff)


def test_a_column_that_nobody_reads_is_told() -> None:
    found = roster(parse_table("staff.csv", csv_bytes([{**dict.fromkeys(["内線"], "1"), **_minimal()}])))

    assert found.ignored_columns == ("内線",)


def _minimal() -> Cells:
    return {"職員番号": "1", "氏名": "青木", "所属コード": "0102", "所属": "総務部/人事課"}
