"""Slack ids that say nothing about whom they stand for and are the same in every run."""

from hashlib import sha256

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
LENGTH = 9


def slack_id(letter: str, *parts: str) -> str:
    """The id of what `parts` name, e.g. U0K3V9QZ1AB."""
    number = int.from_bytes(sha256("/".join(parts).encode()).digest()[:8], "big")
    return f"{letter}0" + "".join(DIGITS[number // len(DIGITS) ** place % len(DIGITS)] for place in range(LENGTH))
