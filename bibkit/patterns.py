"""Regular expressions compiled when they are first used.

Compiling all patterns of the library takes as long as starting Python does; a run needs few.
"""

import re
from typing import Any, AnyStr, cast


class _Lazy:
    """Stands for a pattern and becomes its methods, one by one."""

    def __init__(self, pattern: Any, flags: int) -> None:
        self._source = pattern, flags

    def __getattr__(self, name: str) -> Any:
        value = getattr(re.compile(*self._source), name)
        setattr(self, name, value)
        return value


def lazy(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """``re.compile(pattern, flags)``, put off until a method of it is called."""
    return cast("re.Pattern[AnyStr]", _Lazy(pattern, flags))
