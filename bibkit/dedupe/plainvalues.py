"""Citations as JSON and back, exactly: what a report keeps so that a merge can be undone."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any

from bibkit.model import VARIABLES, Citation, Date, Identifier, Name, Profile, Source


def plain(value: Any) -> Any:
    """A value of the model as JSON holds it; what is not set is left out."""
    if isinstance(value, Citation):
        return {name: plain(each) for name, each in value.set_values().items()}
    if isinstance(value, Identifier):
        return {"scheme": value.scheme, "value": value.value}
    if isinstance(value, Source):
        return {
            name: plain(each)
            for name, each in zip(Source._fields, value, strict=True)
            if each != Source._field_defaults[name]
        }
    if isinstance(value, Name | Date | Profile):
        named = ((each.name, each.default) for each in fields(value) if each.init)
        return {
            name: plain(each)
            for name, default in named
            if (each := getattr(value, name)) != default
        }
    if isinstance(value, tuple | list):
        return [plain(each) for each in value]
    if isinstance(value, Mapping):
        return {tag: plain(each) for tag, each in value.items()}
    return value


def restored(values: Mapping[str, Any]) -> Citation:
    """The citation of which ``plain`` made these values."""
    return Citation(
        **{name: _RESTORED[VARIABLES[name]](value) for name, value in values.items()}
    )


def _same(value: Any) -> Any:
    return value


def _identifier(value: Mapping[str, str]) -> Identifier:
    return Identifier(value["scheme"], value["value"])


def _name(value: Mapping[str, Any]) -> Name:
    ids = tuple(map(_identifier, value.get("ids", ())))
    return Name(**{**value, "ids": ids})


def _date(value: Mapping[str, Any]) -> Date:
    end = value.get("end")
    return Date(**{**value, "end": _date(end) if end else None})


def _source(value: Mapping[str, Any]) -> Source:
    profile = value.get("profile")
    return Source(**{**value, "profile": Profile(**profile) if profile is not None else None})


_RESTORED: Mapping[str, Callable[[Any], Any]] = {
    "text": _same,
    "count": _same,
    "flag": _same,
    "texts": tuple,
    "names": lambda values: tuple(map(_name, values)),
    "ids": lambda values: tuple(map(_identifier, values)),
    "sources": lambda values: tuple(map(_source, values)),
    "date": _date,
    "extra": lambda tags: {tag: tuple(values) for tag, values in tags.items()},
}
