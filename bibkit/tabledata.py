"""What the TOML of tables holds; of the built-in ones it is remembered from run to run.

Reading and checking tables took a fifth of a run that converts one entry
(docs/decisions/0017 and 0020). What came of it is kept as JSON in the user's cache folder, and
counts while no file it came from has changed. Where the folder cannot be used nothing is kept.
"""

import contextlib
import json
import os
import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from bibkit.errors import TableError

_FORMAT_SECTION = r"(?ms)^\[format\][^\n]*+\n(.*?)(?=^\[|\Z)"
_MAKERS = tuple(
    os.path.join(os.path.dirname(__file__), f"{module}.py")
    for module in ("tablechecks", "tablereading", "rules", "tabledata")
)
"""The modules that make what is remembered: when they change it is made anew."""


@cache
def formats_dir() -> str:
    """The folder of the built-in tables: in the installed package, or in the checkout."""
    here = os.path.dirname(os.path.abspath(__file__))
    installed = os.path.join(here, "formats")
    if os.path.isdir(installed):
        return installed
    return os.path.join(os.path.dirname(here), "formats")


def table(path: str) -> dict[str, Any]:
    """All that a table's file says.

    Raises:
        TableError: it cannot be read, or is no TOML.
    """
    return _toml(path, _text(path))


def headers(folder: str) -> dict[str, dict[str, Any]]:
    """The section ``[format]`` of each table of a folder, by the table's name.

    Raises:
        TableError: one cannot be read, or is no TOML.
    """
    try:
        names = sorted(name for name in os.listdir(folder) if name.endswith(".toml"))
    except OSError as error:
        raise TableError(f"{folder}: {error.strerror or error}") from error
    paths = [os.path.join(folder, name) for name in names]
    known = recalled(folder, paths)
    if known is None:
        known = {
            name.removesuffix(".toml"): _header(path)
            for name, path in zip(names, paths, strict=True)
        }
        remember(folder, paths, known)
    return known


def recalled(subject: str, paths: Sequence[str] | None = None) -> dict[str, Any] | None:
    """What was remembered of a built-in table, or a folder of them, if it still holds.

    It does if it was made of these files, when one is sure of them, and none has changed.
    """
    if not _is_built_in(subject):
        return None
    with contextlib.suppress(OSError, RuntimeError, ValueError, KeyError, TypeError):
        with open(_place(subject), "rb") as file:
            memory = json.loads(file.read())
        if paths is None:
            paths = [path for path, *_ in memory["of"][: -len(_MAKERS)]]
        if paths and memory["of"] == _states(paths):
            data: dict[str, Any] = memory["data"]
            return data
    return None


def remember(subject: str, paths: Sequence[str], data: dict[str, Any]) -> None:
    """Keep what was made of files, all of them built in, for the next run."""
    if all(map(_is_built_in, (subject, *paths))):
        with contextlib.suppress(OSError, RuntimeError, TypeError):
            _keep(_place(subject), json.dumps({"of": _states(paths), "data": data}))


def _is_built_in(subject: str) -> bool:
    """A table in the making changes from run to run."""
    return formats_dir() in (subject, os.path.dirname(subject))


def _header(path: str) -> dict[str, Any]:
    """Only this section is parsed: a whole table takes milliseconds."""
    section = re.search(_FORMAT_SECTION, _text(path))
    return _toml(path, section[1] if section else "")


def _text(path: str) -> str:
    try:
        with open(path, encoding="utf-8") as file:
            return file.read()
    except OSError as error:
        raise TableError(f"{path}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise TableError(f"{path}: {error}") from error


def _toml(path: str, text: str) -> dict[str, Any]:
    import tomllib  # not needed where all is remembered

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise TableError(f"{path}: {error}") from error


def _place(subject: str) -> str:
    """The file of a table's data, or of the headers of a folder."""
    cache = os.path.expanduser(os.environ.get("XDG_CACHE_HOME") or "~/.cache")
    name = re.sub(r"\W+", "-", subject)[-200:]
    return os.path.join(cache, "bibkit", f"{name}.json")


def _states(paths: Sequence[str]) -> list[list[str | int]]:
    return [[path, *_state(path)] for path in (*paths, *_MAKERS)]


def _state(path: str) -> tuple[int, int]:
    try:
        found = os.stat(path)
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_size


def _keep(place: str, text: str) -> None:
    """Write a file whole: another run may read it meanwhile."""
    os.makedirs(os.path.dirname(place), exist_ok=True)
    new = f"{place}.{os.getpid()}"
    try:
        with open(new, "w", encoding="utf-8") as file:
            file.write(text)
        os.replace(new, place)
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(new)
