"""The settings of a process: tokens, addresses, proxy, log level. What a city decides is policy (`bot/city`)."""

from __future__ import annotations

from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo, available_timezones

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import SetupFault

SLACK_API = "https://slack.com/api/"


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

    @field_validator("slack_api_url")
    @classmethod
    def _ends_with_a_slash(cls, url: str) -> str:
        if not url.startswith(("http://", "https://")):
            raise ValueError("must start with https://")
        return url if url.endswith("/") else f"{url}/"

    @field_validator("timezone")
    @classmethod
    def _is_a_known_zone(cls, name: str) -> str:
        if name not in available_timezones():
            raise ValueError("must be a zone of the tz database, such as Asia/Tokyo")
        return name

    @field_validator("ca_bundle")
    @classmethod
    def _exists(cls, path: Path | None) -> Path | None:
        if path is not None and not path.is_file():
            raise ValueError("must be the path of a PEM file that exists")
        return path

    @property
    def zone(self) -> ZoneInfo:
        """The zone that the city thinks in."""
        return ZoneInfo(self.timezone)

    @property
    def is_real_slack(self) -> bool:
        """Whether messages reach real people."""
        return self.slack_api_url == SLACK_API


def read_settings() -> Settings:
    """The settings of this process; raises SetupFault that names the variable and what it expects."""
    try:
        settings = Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = "KAERU_" + "_".join(str(part) for part in first["loc"]).upper()
        raise SetupFault("The setting {name} does not fit: {reason}.", name=name, reason=first["msg"]) from None
    if settings.allow_time_travel and settings.is_real_slack:
        raise SetupFault(
            "KAERU_ALLOW_TIME_TRAVEL is for tests and demos; remove it before you connect to the real Slack."
        )
    return settings
