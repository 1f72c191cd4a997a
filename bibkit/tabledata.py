"""What the TOML of tables holds; of the built-in ones it is remembered from run to run.

Reading TOML took a fifth of a run that converts one entry (docs/decisions/0017). Its data is
kept as JSON in the user's cache folder, and counts while no file it came from has changed.
Where the folder cannot be used nothing is kept.
"""

import contextlib
import json
import os
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from bibkit.errors import TableError

_FORMAT_SECTION = r"(?ms)^\[format\][^\n]*+\n(.*?)(?=^\[|\Z)"


def formats_dir() -> Path:
    """The folder of the built-in tables: in the installed package, or in the checkout."""
    here = Path(__file__).parent
    installed = here / "formats"
    return installed if installed.is_dir() else here.parent / "formats"


def table(path: Path) -> dict[str, Any]:
    """All that a table's file says.

    Raises:
        TableError: it cannot be read, or is no TOML.
    """
    data: dict[str, Any] = _remembered(path, [path], lambda: _toml(path, _text(path)))
    return data


def headers(folder: Path) -> dict[str, dict[str, Any]]:
    """The section ``[format]`` of each table of a folder, by the table's name.

    Raises:
        TableError: one cannot be read, or is no TOML.
    """
    paths = sorted(folder.glob("*.toml"))
    found: dict[str, dict[str, Any]] = _remembered(
        folder, paths, lambda: {path.stem: _header(path) for path in paths}
    )
    return found


def _header(path: Path) -> dict[str, Any]:
    """Only this section is parsed: a whole table takes milliseconds."""
    section = re.search(_FORMAT_SECTION, _text(path))
    return _toml(path, section[1] if section else "")


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise TableError(f"{path}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise TableError(f"{path}: {error}") from error


def _toml(path: Path, text: str) -> dict[str, Any]:
    import tomllib  # not needed where all is remembered

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise TableError(f"{path}: {error}") from error


def _remembered(
    subject: Path, paths: Sequence[Path], make: Callable[[], dict[str, Any]]
) -> dict[str, Any]:
    """What ``make`` makes of files, or what it made of them when they were as they are."""
    if formats_dir() not in (subject, subject.parent):
        return make()  # a table in the making changes from run to run
    state = [[str(path), *_state(path)] for path in paths]
    with contextlib.suppress(OSError, RuntimeError, ValueError, KeyError, TypeError):
        memory = json.loads(_place(subject).read_bytes())
        if memory["of"] == state:
            data: dict[str, Any] = memory["data"]
            return data
    data = make()
    with contextlib.suppress(OSError, RuntimeError, TypeError):
        _keep(_place(subject), json.dumps({"of": state, "data": data}))
    return data


def _place(subject: Path) -> Path:
    """The file of a table's data, or of the headers of a folder."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache").expanduser()
    name = re.sub(r"\W+", "-", str(subject))[-200:]
    return cache / "bibkit" / f"{name}.json"


def _state(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_size


def _keep(place: Path, text: str) -> None:
    """Write a file whole: another run may read it meanwhile."""
    place.parent.mkdir(parents=True, exist_ok=True)
    new = place.with_name(f"{place.name}.{os.getpid()}")
    try:
        new.write_text(text, encoding="utf-8")
        new.replace(place)
    finally:
        new.unlink(missing_ok=True)
