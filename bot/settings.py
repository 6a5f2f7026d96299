"""The settings of a process: tokens, addresses, proxy, log level. What a city decides is policy (`bot/city`)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo, available_timezones

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import SetupFault

SLACK_API = "https://slack.com/api/"
_SHORTEST_SECRET = 32


class Settings(BaseSettings):
    """Read from the environment, each name with the prefix `KAERU_`."""

    model_config = SettingsConfigDict(env_prefix="KAERU_", extra="ignore", frozen=True)

    slack_bot_token: SecretStr = SecretStr("")
    slack_app_token: SecretStr = SecretStr("")
    slack_signing_secret: SecretStr = SecretStr("")
    slack_api_url: str = SLACK_API
    database_url: SecretStr = SecretStr("sqlite:///kaeru.db")
    secret_key: SecretStr = SecretStr("")
    proxy: str = ""
    ca_bundle: Path | None = None
    timezone: str = "Asia/Tokyo"
    default_locale: Literal["ja", "ja_easy", "en"] = "ja"
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    messages_per_minute: int = Field(default=240, ge=1, le=60_000)
    allow_time_travel: bool = False
    host: str = "127.0.0.1"
    port: int = Field(default=3000, ge=0, le=65_535)

    @field_validator("database_url")
    @classmethod
    def _is_kept(cls, url: SecretStr) -> SecretStr:
        # A database in memory would lose what was acked.
        if not re.match(r"sqlite:///(?!:memory:)[^?]|postgresql(\+psycopg)?://", url.get_secret_value()):
            raise ValueError
        return url

    @field_validator("secret_key")
    @classmethod
    def _cannot_be_guessed(cls, secret: SecretStr) -> SecretStr:
        if 0 < len(secret.get_secret_value()) < _SHORTEST_SECRET:
            raise ValueError
        return secret

    @field_validator("slack_api_url")
    @classmethod
    def _ends_with_a_slash(cls, url: str) -> str:
        if not url.startswith(("http://", "https://")):
            raise ValueError
        return url if url.endswith("/") else f"{url}/"

    @field_validator("timezone")
    @classmethod
    def _is_a_known_zone(cls, name: str) -> str:
        if name not in available_timezones():
            raise ValueError
        return name

    @field_validator("ca_bundle")
    @classmethod
    def _exists(cls, path: Path | None) -> Path | None:
        if path is not None and not path.is_file():
            raise ValueError
        return path

    @property
    def zone(self) -> ZoneInfo:
        """The zone that the city thinks in."""
        return ZoneInfo(self.timezone)

    @property
    def survey_secret(self) -> SecretStr:
        """The secret without which no survey opens or takes answers; raises SetupFault where none is set."""
        if not self.secret_key.get_secret_value():
            raise SetupFault(
                "Surveys need KAERU_SECRET_KEY: set it to the output of `openssl rand -hex 32`, "
                "the same for every process, and keep it apart from the database."
            )
        return self.secret_key

    @property
    def is_real_slack(self) -> bool:
        """Whether messages reach real people."""
        return self.slack_api_url == SLACK_API


def read_settings() -> Settings:
    """The settings of this process; raises SetupFault that names the variable and what it expects."""
    try:
        settings = Settings()
    except ValidationError as error:
        raise _FAULTS[str(error.errors()[0]["loc"][0])] from None
    if settings.allow_time_travel and settings.is_real_slack:
        raise SetupFault(
            "KAERU_ALLOW_TIME_TRAVEL is for tests and demos; remove it before you connect to the real Slack."
        )
    return settings


#: What each setting that can be wrong expects.
_FAULTS = {
    "slack_api_url": SetupFault("KAERU_SLACK_API_URL must be an address that begins with https://."),
    "database_url": SetupFault(
        "KAERU_DATABASE_URL must be a file, such as sqlite:///kaeru.db, or a server, such as postgresql://host/kaeru."
    ),
    "secret_key": SetupFault(
        "KAERU_SECRET_KEY must be at least 32 characters, such as the output of `openssl rand -hex 32`."
    ),
    "ca_bundle": SetupFault("KAERU_CA_BUNDLE must be the path of a PEM file that exists."),
    "timezone": SetupFault("KAERU_TIMEZONE must be a zone of the tz database, such as Asia/Tokyo."),
    "default_locale": SetupFault("KAERU_DEFAULT_LOCALE must be ja, ja_easy or en."),
    "log_level": SetupFault("KAERU_LOG_LEVEL must be DEBUG, INFO, WARNING or ERROR."),
    "messages_per_minute": SetupFault("KAERU_MESSAGES_PER_MINUTE must be a whole number from 1 to 60000."),
    "allow_time_travel": SetupFault("KAERU_ALLOW_TIME_TRAVEL must be 1 or 0."),
    "port": SetupFault("KAERU_PORT must be a whole number from 0 to 65535."),
}
