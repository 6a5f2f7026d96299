import pytest

from bot.playground.towns import Town, build_town


@pytest.fixture(scope="session")
def hibarino() -> Town:
    return build_town("hibarino")


@pytest.fixture(scope="session")
def aihama() -> Town:
    return build_town("aihama")


@pytest.fixture(scope="session", params=["hibarino", "aihama"])
def town(request: pytest.FixtureRequest) -> Town:
    return build_town(request.param)
