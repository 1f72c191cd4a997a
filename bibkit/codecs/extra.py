"""What no row maps, as formats of trees hold it."""

from collections.abc import Mapping

from bibkit.model import Json


def decode_extra(value: Json) -> dict[str, tuple[Json, ...]]:
    """What no row mapped when an earlier run wrote it."""
    if not isinstance(value, dict):
        raise ValueError(f"not an object: {value!r}")
    return {tag: tuple(v if isinstance(v, list) else [v]) for tag, v in value.items()}


def encode_extra(extra: Mapping[str, tuple[Json, ...]]) -> dict[str, Json]:
    """Tags and their values."""
    return {tag: list(values) for tag, values in extra.items()}
