"""The browser of all tests, and how they name what the fixtures of `journeys/conftest.py` give them."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, Protocol

from playwright.async_api import Page

#: Debian’s.
CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

Theme = Literal["light", "dark"]


class OpenPage(Protocol):
    """Opens an address in a browser window of its own, `width` by `height` pixels, as somebody in Japan would.

    With `trusts_tools` the page's content security policy lets a checking tool that the test brings do what it likes.
    """

    async def __call__(
        self,
        address: str,
        *,
        width: int = 1280,
        height: int = 900,
        theme: Theme = "light",
        locale: str = "ja-JP",
        trusts_tools: bool = False,
    ) -> Page: ...
