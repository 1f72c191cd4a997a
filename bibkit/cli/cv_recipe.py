"""A recipe: a TOML file that says what the options of ``bibkit cv`` say, and its sections.

Each option is a key of the file, without its dashes, and each value is checked as the option's
is. What stands on the command line goes before. Paths are relative to the file.
"""

import os
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from bibkit.errors import UnreadableError, UsageError
from bibkit.publications import parts, predicates, settings

_NOT_IN_RECIPES = frozenset(
    {"config", "check", "force", "form", "quiet", "verbose", "strict", "help"}
)
_OWN = ("sources", "where", "sections")
_LINE = re.compile(r"line (\d+)")
_MEDIUM = re.compile(r"([a-z][a-z-]+):(?!//)(.+)")
_A_FILE = ("/", ".csl", ".bst", ".xml")


def recipe(path: Path, params: Sequence[click.Parameter]) -> dict[str, Any]:
    """The values of a recipe by the names of a command's parameters.

    Raises:
        UnreadableError: the file cannot be opened or is no TOML.
        UsageError: a key is unknown, or its value none that it can have.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        where = _LINE.search(str(error))
        line = where[1] if where else len(text.splitlines())
        raise UnreadableError(f"{path}:{line}: is no TOML: {error}") from error
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UnreadableError(f"{path}: {reason}") from error
    try:
        return values_of(found, params, path.parent)
    except UsageError as error:
        raise UsageError(f"{path}: {error}") from error


def values_of(
    found: Mapping[str, object], params: Sequence[click.Parameter], folder: Path
) -> dict[str, Any]:
    """The values of a recipe that was read, with its paths in ``folder``.

    Raises:
        UsageError: a key is unknown, or its value none that it can have.
    """
    options = dict(_options(params))
    lines = settings.table(found, "the recipe")
    for key in lines:
        if key not in options and key not in _OWN:
            raise settings.unknown("", "key", key, [*_OWN, *options])
    if "sections" in lines and "group-by" in lines:
        raise UsageError("sections and group-by exclude each other; leave one out")
    values: dict[str, Any] = {}
    for key, value in lines.items():
        if key == "sources":
            values[key] = tuple(_beside(folder, each) for each in settings.words(value, key))
        elif key == "where":
            values[key] = predicates.predicate(value, key)
        elif key == "sections":
            values["parts"] = parts.parts_of(value)
        else:
            option = options[key]
            assert option.name is not None
            values[option.name] = _value(option, key, value, folder)
    return values


def _options(params: Sequence[click.Parameter]) -> Iterator[tuple[str, click.Option]]:
    """The options that a recipe may give, by key; ``no-metrics`` is ``metrics = false``."""
    for param in params:
        if isinstance(param, click.Option) and param.name not in _NOT_IN_RECIPES:
            key = max(param.opts, key=len).removeprefix("--")
            yield key.removeprefix("no-"), param


def _value(option: click.Option, key: str, value: object, folder: Path) -> Any:
    place: Callable[[str], str] = str
    if option.metavar == "FILE" or (key in ("style", "locale")):
        place = _placing(folder, any_name=option.metavar == "FILE")
    if option.is_flag:
        is_negative = f"--no-{key}" in option.opts
        return settings.flag(value, key) is not is_negative
    if isinstance(option.type, click.DateTime):
        return _day(value, key)
    if (option.metavar or "").startswith("YEAR"):
        is_plain = isinstance(value, int | date) and not isinstance(value, bool)
        text = str(value) if is_plain else settings.text(value, key)
        predicates.date_of(text, key)
        return text
    words = settings.words(value, key) if option.multiple else (settings.text(value, key),)
    if isinstance(option.type, click.Choice):
        words = tuple(settings.word_of(word, option.type.choices, key) for word in words)
    elif key == "select":
        words = tuple(
            f"@{_beside(folder, word[1:])}" if word[:1] == "@" else word for word in words
        )
    words = tuple(map(place, words))
    return words if option.multiple else words[0]


def _day(value: object, key: str) -> datetime:
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)
    text = settings.text(value, key)
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{key}: {text!r} is no day; write 2026-06-04") from None


def _placing(folder: Path, *, any_name: bool) -> Callable[[str], str]:
    """A value as a path beside the recipe, where it is one; ``hugo:FOLDER`` holds one."""

    def place(text: str) -> str:
        if any_name and (match := _MEDIUM.fullmatch(text)):
            return f"{match[1]}:{_beside(folder, match[2])}"
        is_path = "://" not in text and (any_name or text.startswith(".") or _is_file(text))
        return _beside(folder, text) if is_path else text

    return place


def _is_file(text: str) -> bool:
    return _A_FILE[0] in text or text.endswith(_A_FILE[1:])


def _beside(folder: Path, text: str) -> str:
    """A path of a recipe in its folder, as short as it can be said; ``-`` stays."""
    if text == "-":
        return text
    joined = os.path.join(folder, os.path.expanduser(text))  # noqa: PTH111, PTH118
    short = os.path.normpath(joined)
    same = os.path.realpath(short) == os.path.realpath(joined)
    return short if same else joined
