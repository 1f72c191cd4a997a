"""Citations as JSON and back, exactly: what a report keeps so that a merge can be undone."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any

from bibkit.model import VARIABLES, Citation, Date, Identifier, Name, Profile, Source


def plain(value: Any) -> Any:
    """A value of the model as JSON holds it; what is not set is left out."""
    kind = value.__class__
    if kind in _PLAIN:
        return value
    return _MADE_PLAIN[kind](value) if kind in _MADE_PLAIN else _other(value)


def _other(value: Any) -> Any:
    if isinstance(value, tuple | list):
        return list(map(plain, value))
    if isinstance(value, Mapping):
        return {tag: plain(each) for tag, each in value.items()}
    return value


def _plain_source(value: Source) -> dict[str, Any]:
    defaults = Source._field_defaults
    return {
        name: plain(each)
        for name, each in zip(Source._fields, value, strict=True)
        if each != defaults[name]
    }


def _plain_name(value: Name) -> dict[str, Any]:
    return {name: plain(each) for name in _NAME if (each := getattr(value, name))}


def _plain_fields(value: Date | Profile) -> dict[str, Any]:
    defaults = _DEFAULTS[value.__class__]
    return {
        name: plain(each)
        for name, default in defaults
        if (each := getattr(value, name)) != default
    }


_PLAIN = frozenset({str, int, float, bool, type(None)})
_NAME = tuple(each.name for each in fields(Name) if each.init)
_DEFAULTS: Mapping[type, tuple[tuple[str, Any], ...]] = {
    kind: tuple((each.name, each.default) for each in fields(kind)) for kind in (Date, Profile)
}
_MADE_PLAIN: Mapping[type, Callable[[Any], Any]] = {
    Citation: lambda value: {name: plain(each) for name, each in value.set_values().items()},
    Identifier: lambda value: {"scheme": value.scheme, "value": value.value},
    Source: _plain_source,
    Name: _plain_name,
    Date: _plain_fields,
    Profile: _plain_fields,
    tuple: lambda value: list(map(plain, value)),
}


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
