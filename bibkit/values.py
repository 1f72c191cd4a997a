"""How the values of the model are made: frozen, equal where they hold the same.

Data classes are not used: making a class of them takes as long as reading a page does, and
every run would make all of them (docs/decisions/0020).
"""

from operator import attrgetter
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, dataclass_transform

if TYPE_CHECKING:
    from dataclasses import Field
    from typing import Protocol, Self

    class _Replaceable(Protocol):
        def __replace__(self, **changes: Any) -> Self: ...


AnyValue = TypeVar("AnyValue", bound="_Replaceable")


def replace(value: AnyValue, **changes: Any) -> AnyValue:
    """The same value with ``changes``."""
    return value.__replace__(**changes)


class _DataclassFields:
    """What ``dataclasses.replace`` and its like ask a class for, made when they ask."""

    def __get__(self, value: object, cls: type["Value"]) -> "dict[str, Field[Any]]":
        import dataclasses
        from inspect import signature

        rows = [
            (
                given.name,
                cls.__annotations__[given.name],
                dataclasses.field(
                    default=dataclasses.MISSING
                    if given.default is given.empty
                    else given.default,
                    kw_only=given.kind is given.KEYWORD_ONLY,
                ),
            )
            for given in signature(cls).parameters.values()
        ]
        made = dataclasses.make_dataclass(cls.__name__, rows)
        cls.__dataclass_fields__ = vars(made)["__dataclass_fields__"]
        return cls.__dataclass_fields__


@dataclass_transform(frozen_default=True)
class Value:
    """A frozen value of a few fields: what the constructor of its class takes.

    It is what a frozen data class with slots is: compared, hashed, shown and pickled by its
    fields, and taken by ``dataclasses.replace``.
    """

    __slots__ = ()
    _NAMES: ClassVar[tuple[str, ...]]
    _values: "ClassVar[attrgetter[tuple[Any, ...]]]"
    if TYPE_CHECKING:
        __dataclass_fields__: ClassVar[dict[str, Field[Any]]]
    else:
        __dataclass_fields__ = _DataclassFields()

    def __init_subclass__(cls) -> None:
        if init := vars(cls).get("__init__"):
            code = init.__code__
            cls._NAMES = code.co_varnames[1 : code.co_argcount + code.co_kwonlyargcount]
            cls._values = attrgetter(*cls._NAMES)

    def __setattr__(self, name: str, value: object) -> None:
        from dataclasses import FrozenInstanceError

        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def __delattr__(self, name: str) -> None:
        from dataclasses import FrozenInstanceError

        raise FrozenInstanceError(f"cannot delete field {name!r}")

    def __eq__(self, other: object) -> bool:
        if other.__class__ is not self.__class__:
            return NotImplemented
        values = self._values
        return values(self) == values(other)

    def __hash__(self) -> int:
        return hash(self._values(self))

    def __repr__(self) -> str:
        pairs = zip(self._NAMES, self._values(self), strict=True)
        fields = ", ".join(f"{name}={value!r}" for name, value in pairs)
        return f"{self.__class__.__qualname__}({fields})"

    def __getstate__(self) -> tuple[Any, ...]:
        return self._values(self)

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        for name, value in zip(self._NAMES, state, strict=True):
            object.__setattr__(self, name, value)

    def __replace__(self, **changes: Any) -> "Self":
        return type(self)(**{**self.as_dict(), **changes})

    def as_dict(self) -> dict[str, Any]:
        """The fields by name."""
        return dict(zip(self._NAMES, self._values(self), strict=True))


class Ordered(Value):
    """A value that stands before or behind others of its class, by its fields in turn."""

    __slots__ = ()

    def __lt__(self, other: object) -> bool:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return self._values(self) < self._values(other)

    def __le__(self, other: object) -> bool:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return self._values(self) <= self._values(other)

    def __gt__(self, other: object) -> bool:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return self._values(self) > self._values(other)

    def __ge__(self, other: object) -> bool:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return self._values(self) >= self._values(other)


@dataclass_transform(kw_only_default=True, frozen_default=True)
class Sparse:
    """A frozen value of many fields of which few are set; the class holds the defaults.

    A frozen dataclass of this width costs ten times as much to make (docs/decisions/0002).
    What stands ``_ASIDE`` is carried along, but is no part of the value: neither compared
    nor shown.
    """

    _ASIDE = frozenset[str]()

    @classmethod
    def made(cls, values: dict[str, Any]) -> "Self":
        """The value of ``values``, which name its fields; the dict becomes its own."""
        new = cls.__new__(cls)
        object.__setattr__(new, "__dict__", values)
        return new

    def __init__(self, **values: Any) -> None:
        if not values.keys() <= self.__annotations__.keys():
            unknown = sorted(values.keys() - self.__annotations__.keys())
            raise TypeError(f"{type(self).__name__} has no {unknown[0]!r}")
        self.__dict__.update(values)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen: use replace(value, {name}=...)")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen")

    def set_values(self) -> dict[str, Any]:
        """The fields that differ from their defaults, by name."""
        cls = type(self)
        aside = cls._ASIDE
        # Nearly every default is falsy: only then, and of the type, need it be looked up.
        return {
            name: value
            for name, value in self.__dict__.items()
            if name not in aside and ((value and name != "type") or value != getattr(cls, name))
        }

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return self.__dict__ == other.__dict__ or self.set_values() == other.set_values()

    def __hash__(self) -> int:
        return hash(repr(self))

    def __repr__(self) -> str:
        mine = self.set_values()
        names = (name for name in self.__annotations__ if name in mine)
        values = ", ".join(f"{name}={mine[name]!r}" for name in names)
        return f"{type(self).__name__}({values})"

    def __replace__(self, **changes: Any) -> "Self":
        return type(self)(**{**self.__dict__, **changes})
