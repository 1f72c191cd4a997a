"""The tables of ``formats/``, by name."""

import os
from functools import cache
from typing import Any

from bibkit import tabledata
from bibkit.crosswalk import Crosswalk
from bibkit.errors import TableError


@cache
def load(name: str, folders: tuple[str, ...]) -> Crosswalk:
    """The table ``name`` of the first folder that has it.

    Raises:
        TableError: there is none, or it breaks the grammar of tables.
    """
    for number, folder in enumerate(folders):
        path = os.path.join(folder, f"{name}.toml")
        if os.path.isfile(path):
            return Crosswalk(_data(path, folders, number))
    raise TableError(f"no table {name!r} in {', '.join(folders)}")


def _data(path: str, folders: tuple[str, ...], number: int) -> dict[str, Any]:
    """What a table says, checked; a built-in one was checked before it was remembered."""
    data = tabledata.recalled(path)
    if data and not any(_is_replaced(file, folders[:number]) for file in data["files"]):
        return data
    from bibkit import tablereading  # not needed where all is remembered

    data = tablereading.read(path, folders, load)
    tabledata.remember(path, data["files"], data)
    return data


def _is_replaced(file: str, before: tuple[str, ...]) -> bool:
    """Whether a folder that comes before has its own of a table that others extend."""
    return any(os.path.lexists(os.path.join(own, os.path.basename(file))) for own in before)
