"""Tokens: that somebody's answer to a question was counted, in a form that leads to nobody without both keys. Pure."""

from __future__ import annotations

import hmac
from hashlib import sha256

from pydantic import SecretStr

from bot.errors import SetupFault

#: Hexadecimal digits of a token: 128 bits, so that no two are ever the same by chance.
_TOKEN_LENGTH = 32


class Seal:
    """The key of one survey, mixed with the secret of the environment: neither of the two opens anything alone."""

    def __init__(self, secret: SecretStr, key: bytes) -> None:
        self._begun = hmac.new(hmac.digest(secret.get_secret_value().encode(), key, sha256), digestmod=sha256)

    def token(self, person_id: int, place: int) -> str:
        """The first half of HMAC-SHA256(person ‖ question): the same for every try of a person at a question."""
        return self._of(f"{person_id}:{place}".encode()).hex()[:_TOKEN_LENGTH]

    def check(self) -> bytes:
        """What is kept to find out whether the secret is still the same. It tells nothing of the key."""
        return self._of(b"check")

    def _of(self, message: bytes) -> bytes:
        begun = self._begun.copy()
        begun.update(message)
        return begun.digest()

    def require(self, check: bytes | None) -> None:
        """Raises SetupFault where the survey was opened under another secret: doubles would be counted."""
        if check is None or not hmac.compare_digest(self.check(), check):
            raise SetupFault(
                "KAERU_SECRET_KEY is not the one with which a running survey was opened. Set the former one again."
            )
