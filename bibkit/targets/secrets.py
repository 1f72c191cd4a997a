"""Keys of services: from the environment or the system's keyring, and shown nowhere."""

import os

_SERVICE = "bibkit"


class Secret:
    """A key that only ``reveal`` shows: no message, log or traceback holds it."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """The key itself, for a request's header."""
        return self._value

    def __bool__(self) -> bool:
        return bool(self._value)

    def __repr__(self) -> str:
        return "Secret(...)"

    __str__ = __repr__


def find(variable: str) -> Secret:
    """The key of this name: the environment's, else the keyring's; empty if there is none.

    The keyring's is that of the service ``bibkit`` and the variable's name as its user.
    """
    if value := os.environ.get(variable, "").strip():
        return Secret(value)
    try:
        import keyring
    except ImportError:
        return Secret("")
    try:
        return Secret(keyring.get_password(_SERVICE, variable) or "")
    except Exception:  # whatever a keyring's backend raises: it has no key
        return Secret("")
