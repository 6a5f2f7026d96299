"""Which functions say something in blocks, found in the packages themselves, and which examples there are."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from importlib import import_module
from pkgutil import iter_modules, walk_packages
from types import ModuleType

import bot
import handlers
import tests.gallery
from tests.gallery.frames import EXAMPLES, Frame, Reader, name_of

#: Modules whose every public function is looked at, and what a function must return to count as saying something.
_SAYING = re.compile(r"(^|\.)(home|blocks|\w+_blocks)$")
_PARTS = re.compile(r"\b(Words|View|Block|Element|Wish|Line|CardPart)\b")
_WHOLES = re.compile(r"\b(Words|View|Block)\b")
#: The bricks of Block Kit, and the playground, which only shows what others say.
_ELSEWHERE = ("bot.blockkit", "bot.playground", "bot.migrations")


def saying_functions() -> list[str]:
    """The full names of all public functions that make blocks out of values, in the order of their modules.

    Use cases that read the database are left out: they only fill in what these make.
    """
    return [name_of(function) for module in _modules() for function in _functions(module) if _says(module, function)]


def frames_for(reader: Reader) -> dict[str, Frame]:
    """All examples in one language, by the name that their frame carries."""
    for module in iter_modules(tests.gallery.__path__):
        import_module(f"tests.gallery.{module.name}")
    return {
        f"{function}: {frame.about}": frame for function, examples in EXAMPLES.items() for frame in examples(reader)
    }


def _modules() -> Iterator[ModuleType]:
    for package in (bot, handlers):
        for found in walk_packages(package.__path__, f"{package.__name__}."):
            if not found.name.startswith(_ELSEWHERE) and not found.name.endswith("__main__"):
                yield import_module(found.name)


def _functions(module: ModuleType) -> Iterator[Callable[..., object]]:
    for name, function in inspect.getmembers(module, inspect.isfunction):
        if not name.startswith("_") and function.__module__ == module.__name__:
            yield function


def _says(module: ModuleType, function: Callable[..., object]) -> bool:
    annotations = inspect.get_annotations(function)
    said = _PARTS if _SAYING.search(module.__name__) else _WHOLES
    reads_database = "Session" in map(str, annotations.values())
    return bool(said.search(str(annotations.get("return")))) and not (
        reads_database or inspect.iscoroutinefunction(function)
    )
