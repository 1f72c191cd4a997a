"""Memories of what recurs; a file of any length takes no more of them than a short one."""

from typing import TypeVar

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")

MOST = 2_000
"""Entries of a memory, unless it says otherwise."""


def remember(memo: dict[_Key, _Value], key: _Key, value: _Value, most: int = MOST) -> _Value:
    """The value, kept under its key; a memory that is full begins anew."""
    if len(memo) >= most:
        memo.clear()
    memo[key] = value
    return value


def is_new(seen: set[_Key], key: _Key) -> bool:
    """Whether a key was not among those that are ``seen``, which it is then."""
    if key in seen:
        return False
    if len(seen) >= MOST:
        seen.clear()
    seen.add(key)
    return True
