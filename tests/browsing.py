"""How browser tests name what the fixtures of `journeys/conftest.py` give them."""

from __future__ import annotations

from typing import Literal, Protocol

from playwright.async_api import Page

Theme = Literal["light", "dark"]


class OpenPage(Protocol):
    """Opens an address in a browser window of its own, `width` by `height` pixels, as somebody in Japan would."""

    async def __call__(
        self, address: str, *, width: int = 1280, height: int = 900, theme: Theme = "light", locale: str = "ja-JP"
    ) -> Page: ...
