"""What a city may decide about leave, and what contradicts itself."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from bot.city.fields import Weekday
from bot.city.leave import OWN_KINDS, CountsAgainst, KindSeenBy, Leave, LeaveKind
from bot.errors import BadPolicy
from bot.leave.wording import kind_name
from bot.texts import Texts

ANNUAL = {"code": "annual", "counts_against": "annual"}


def test_a_new_city_has_annual_summer_and_special_leave() -> None:
    kinds = Leave().kinds

    assert [(kind.code, kind.account, kind.visible_to) for kind in kinds] == [
        ("annual", "annual", KindSeenBy.HEAD),
        ("summer", "summer", KindSeenBy.HEAD),
        ("special", None, KindSeenBy.SELF),
    ]


def test_a_city_adds_a_kind_of_its_own() -> None:
    own = {"code": "spouse_birth", "labels": {"ja": "配偶者出産休暇"}, "counts_against": "own"}

    added = Leave.model_validate({"kinds": [ANNUAL, own]}).kind("spouse_birth")

    assert added is not None
    assert (added.account, added.visible_to) == ("spouse_birth", KindSeenBy.SELF)


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        pytest.param({"kinds": []}, "no annual leave", id="no annual leave"),
        pytest.param({"kinds": [ANNUAL, ANNUAL]}, "annual twice", id="a kind twice"),
        pytest.param({"kinds": [ANNUAL | {"about": {"ja": "長" * 301}}]}, "more of annual than 300", id="too long"),
        pytest.param({"kinds": [ANNUAL, {"code": "birthday"}]}, "birthday without a name", id="a kind without a name"),
        pytest.param(
            {"kinds": [{"code": "annual"}]}, 'counts_against = "annual"', id="annual leave that counts nowhere"
        ),
    ],
)
def test_a_policy_that_contradicts_itself_is_told_what_would_work(settings: dict[str, object], sentence: str) -> None:
    with pytest.raises(BadPolicy) as refusal:
        Leave.model_validate(settings)

    assert sentence in str(refusal.value)


@pytest.mark.parametrize("settings", [{"unit_minutes": 20}, {"year_start": "07-01"}, {"half_day_split": "by_feeling"}])
def test_a_unit_or_a_year_that_no_city_has_is_refused(settings: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Leave.model_validate(settings)


def test_every_setting_survives_being_written_down() -> None:
    policy = Leave.model_validate(
        {"year_start": "04-01", "unit_minutes": 15, "cover": [{"unit": "MADO", "weekdays": ["monday"], "morning": 2}]}
    )

    assert Leave.model_validate_json(policy.model_dump_json()) == policy


def test_the_minimum_is_that_of_the_unit_and_the_weekday() -> None:
    policy = Leave.model_validate({"cover": [{"unit": "MADO", "weekdays": ["monday"], "morning": 2}]})

    assert policy.must_stay("MADO", Weekday.MONDAY) == (2, 0)
    assert policy.must_stay("MADO", Weekday.TUESDAY) == (0, 0)
    assert policy.must_stay("KYUYO", Weekday.MONDAY) == (0, 0)


@pytest.mark.parametrize(
    ("labels", "language", "name"),
    [
        pytest.param({}, "ja", "年次休暇", id="Kaeru's own word"),
        pytest.param({"ja": "年休"}, "ja", "年休", id="the city's word"),
        pytest.param({"ja": "年休"}, "en", "Annual leave", id="Kaeru's own word in another language"),
    ],
)
def test_a_kind_is_called_what_the_city_calls_it(labels: dict[str, str], language: str, name: str) -> None:
    kind = Leave.model_validate({"kinds": [ANNUAL | {"labels": labels}]}).kinds[0]

    assert kind_name(kind, Texts().of(language)) == name


def test_a_kind_of_the_citys_own_has_a_name_in_every_language() -> None:
    own = {"code": "spouse_birth", "labels": {"ja": "配偶者出産休暇"}}
    kind = Leave.model_validate({"kinds": [ANNUAL, own]}).kinds[1]

    assert kind_name(kind, Texts().of("en")) == "配偶者出産休暇"


def test_kaeru_has_words_for_its_own_kinds() -> None:
    t = Texts().of("ja")

    assert {code: kind_name(LeaveKind(code=code, counts_against=CountsAgainst.ANNUAL), t) for code in OWN_KINDS} == {
        "annual": "年次休暇",
        "summer": "夏季休暇",
        "special": "特別休暇",
    }
