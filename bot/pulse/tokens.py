"""Tokens: that somebody's answer to a question was counted, in a form that leads to nobody without both keys. Pure."""

from __future__ import annotations

import hmac
from hashlib import sha256

from pydantic import SecretStr

from bot.errors import SetupFault


class Seal:
    """The key of one survey, mixed with the secret of the environment: neither of the two opens anything alone."""

    def __init__(self, secret: SecretStr, key: bytes) -> None:
        self._key = hmac.digest(secret.get_secret_value().encode(), key, sha256)

    def token(self, person_id: int, place: int) -> str:
        """HMAC-SHA256(person ‖ question): the same for every try of a person at a question."""
        return hmac.digest(self._key, f"{person_id}:{place}".encode(), sha256).hex()

    def check(self) -> bytes:
        """What is kept to find out whether the secret is still the same. It tells nothing of the key."""
        return hmac.digest(self._key, b"check", sha256)

    def require(self, check: bytes | None) -> None:
        """Raises SetupFault where the survey was opened under another secret: doubles would be counted."""
        if check is None or not hmac.compare_digest(self.check(), check):
            raise SetupFault(
                "KAERU_SECRET_KEY is not the one with which a running survey was opened. Set the former one again."
            )
