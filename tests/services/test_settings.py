"""An unsafe or mistyped setting is refused at the start, by its name and with what would fit."""

from __future__ import annotations

import pytest

from bot.errors import SetupFault
from bot.settings import read_settings


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "garbage"),
        ("DATABASE_URL", "sqlite://"),
        ("DATABASE_URL", "sqlite:///:memory:"),
        ("DATABASE_URL", "mysql://host/kaeru"),
        ("SLACK_API_URL", "slack.com"),
        ("SECRET_KEY", "0123456789abcdef"),
        ("CA_BUNDLE", "/no/such/file.pem"),
        ("TIMEZONE", "Japan/Tokio"),
        ("DEFAULT_LOCALE", "fr"),
        ("LOG_LEVEL", "LOUD"),
        ("MESSAGES_PER_MINUTE", "many"),
        ("ALLOW_TIME_TRAVEL", "perhaps"),
        ("PORT", "70000"),
    ],
)
def test_a_setting_that_does_not_fit_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"KAERU_{name}", value)

    with pytest.raises(SetupFault, match=f"KAERU_{name} must be"):
        read_settings()


def test_time_travel_is_refused_where_real_people_are_reached(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAERU_ALLOW_TIME_TRAVEL", "1")

    with pytest.raises(SetupFault, match="real Slack"):
        read_settings()


@pytest.mark.parametrize("url", ["sqlite:///kaeru.db", "sqlite:////var/lib/kaeru.db", "postgresql://host/kaeru"])
def test_a_database_that_keeps_what_it_is_told_is_taken(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("KAERU_DATABASE_URL", url)

    assert read_settings().database_url.get_secret_value() == url


def test_surveys_need_a_secret_and_everything_else_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KAERU_SECRET_KEY", raising=False)
    without = read_settings()
    monkeypatch.setenv("KAERU_SECRET_KEY", "0123456789abcdef" * 4)
    with_secret = read_settings()

    with pytest.raises(SetupFault, match="openssl rand"):
        without.survey_secret  # noqa: B018
    assert with_secret.survey_secret.get_secret_value() == "0123456789abcdef" * 4
