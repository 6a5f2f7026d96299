"""The README tells what there is: every setting, command, target and job, and nothing that does not exist."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from bot.cli.app import app
from bot.settings import Settings
from handlers import ROUTES
from handlers.call import Kind
from schedules import JOBS
from tests.sizes import ROOT, sources

README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
PROCFILE = (ROOT / "Procfile").read_text(encoding="utf-8")

#: Everything between backticks or in a fenced block, one piece each.
CODE = re.findall(r"```\w*\n(.*?)```|`([^`\n]+)`", README, re.DOTALL)
LINES = [line for fenced, inline in CODE for line in (fenced or inline).splitlines()]


def commands(group: object, *above: str) -> Iterator[tuple[str, TyperCommand]]:
    """Every command with its words, `roster import`."""
    if isinstance(group, TyperGroup):
        for name, command in group.commands.items():
            yield from commands(command, *above, name)
    elif isinstance(group, TyperCommand):
        yield " ".join(above), group


COMMANDS = dict(commands(get_command(app)))
GROUPS = {words.partition(" ")[0] for words in COMMANDS if " " in words}
SETTINGS = {f"KAERU_{name.upper()}" for name in Settings.model_fields}
TARGETS = set(re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE))


def shown_commands(*lines: str) -> Iterator[tuple[str, str]]:
    """What follows `kaeru` on a line of code: the command's words, and the rest."""
    for line in lines:
        for words in re.findall(r"(?<![/\w.])(?:/opt/kaeru/bin/)?kaeru ((?!COMMAND)[^#>]+)", line):
            first, _, rest = words.strip().partition(" ")
            second, _, beyond = rest.partition(" ")
            yield (f"{first} {second}", beyond) if first in GROUPS else (first, rest)


def test_every_setting_is_explained_and_no_other() -> None:
    named = {f"KAERU_{name}" for name in re.findall(r"KAERU_([A-Z_]+)", README)}

    assert named == SETTINGS


def test_every_command_is_explained_and_no_other() -> None:
    named = {words for words, _ in shown_commands(*LINES)}

    assert named == set(COMMANDS)


def test_every_option_that_is_shown_exists() -> None:
    unknown = [
        (words, option)
        for words, rest in shown_commands(*LINES)
        for option in re.findall(r"--[a-z-]+", rest)
        if option not in {name for parameter in COMMANDS[words].params for name in parameter.opts}
    ]

    assert unknown == []


def test_every_target_is_explained_and_no_other() -> None:
    named = {target for line in LINES for target in re.findall(r"^make ([a-z]+)", line)}

    assert named == TARGETS


def test_every_target_says_in_the_help_what_it_is_for() -> None:
    explained = set(re.findall(r"^([a-z]+):.*  ## \S", MAKEFILE, re.MULTILINE))

    assert explained == TARGETS


@pytest.mark.parametrize("job", [job.name for job in JOBS])
def test_every_job_stands_in_the_timetable(job: str) -> None:
    assert f"| `{job}` |" in README


def test_every_slash_command_is_named_and_no_other() -> None:
    named = {line.strip() for line in LINES if re.fullmatch(r"/kaeru [a-z0-9]+", line.strip())}

    assert named == {words for kind, words in ROUTES if kind is Kind.COMMAND}


def test_the_first_screen_says_how_to_try_it() -> None:
    first_screen = README.partition("\n## ")[0]

    assert {"make demo", "make test"} <= {line.partition("  ")[0].strip() for line in first_screen.splitlines()}


def test_the_procfile_starts_commands_that_exist() -> None:
    started = {words for words, _ in shown_commands(*PROCFILE.splitlines())}

    assert started == {"db upgrade", "web", "clock", "run"}


def test_every_word_of_the_glossary_stands_in_the_code() -> None:
    glossary = README.partition("\n## Words\n")[2].partition("\n## ")[0]
    words = {word for line in glossary.splitlines() for word in re.findall(r"`([\w.]+)`", line)}
    code = {name for source in sources() if source.room != "tests" for name in re.findall(r"\w+", source.text)}

    assert words
    assert [word for word in words if not code.issuperset(word.split("."))] == []


def test_every_file_that_is_linked_exists() -> None:
    missing = [path for path in re.findall(r"\]\(([^)#:]+)\)", README) if not (ROOT / path).exists()]

    assert missing == []
