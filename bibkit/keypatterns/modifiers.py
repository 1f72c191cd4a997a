"""What a modifier does to the text of a marker: ``:lower``, ``:abbr``, ``:regex("a", "b")``."""

import re
from collections.abc import Callable, Mapping
from functools import partial

from bibkit.errors import UsageError
from bibkit.keypatterns.letters import capitalized, raised, recased, significant
from bibkit.patterns import lazy

Change = Callable[[str], str]

_STRINGS = lazy(r'"((?:[^"\\]|\\.)*+)"')
_NUMBERED = lazy(r"([a-z]+)([0-9]{1,6})")
_ESCAPED = lazy(r'\\([\\":])')
_GROUP = lazy(r"\$(\d)")


def modifier(word: str) -> Change:
    """What a modifier does.

    Raises:
        UsageError: there is none of this name.
    """
    if word.startswith("regex("):
        return _replacement(*(_unquoted(string) for string in _STRINGS.findall(word)))
    if word in _MODIFIERS:
        return _MODIFIERS[word]
    found = _NUMBERED.fullmatch(word)
    if found and found[1] in _NUMBERED_MODIFIERS:
        return partial(_NUMBERED_MODIFIERS[found[1]], int(found[2]))
    documented = (name for name in _MODIFIERS if name not in _OF_FORMATTERS)
    known = [*documented, *(f"{stem}N" for stem in _NUMBERED_MODIFIERS)]
    listed = ", ".join([*known, 'regex("...", "...")', "(default)"])
    raise UsageError(f"key pattern: no modifier {word!r}; there are {listed}")


def _unquoted(string: str) -> str:
    return _ESCAPED.sub(r"\1", string)


def _replacement(pattern: str, replacement: str) -> Change:
    # Java writes $1 where Python writes \g<1>.
    template = _GROUP.sub(r"\\g<\1>", replacement.replace("\\", r"\\"))
    try:
        compiled = re.compile(pattern)
        compiled.sub(template, "")
    except (re.error, IndexError, OverflowError) as error:
        raise UsageError(f"key pattern: regex({pattern!r}): {error}") from error
    return partial(compiled.sub, template)


def _sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:].lower()


def _title_case(text: str) -> str:
    return recased(text.split(), capitalized)


def _abbreviated(text: str) -> str:
    return "".join(word[0] for word in re.split(r'[() \r\n"]+', text) if word)


def _camel(text: str) -> str:
    return " ".join(map(raised, text.split()))


def _short_title(text: str) -> str:
    return " ".join(significant(text.split())[:3])


def _very_short_title(text: str) -> str:
    return " ".join(significant(text.split())[:1])


def _same(text: str) -> str:
    return text


def _truncated(length: int, text: str) -> str:
    return text[:length].rstrip()


def _camel_words(count: int, text: str) -> str:
    return " ".join(map(raised, text.split()[:count]))


_OF_FORMATTERS: Mapping[str, Change] = {
    "lower_case": str.lower,
    "upper_case": str.upper,
    "title_case": _title_case,
    "sentence_case": _sentence_case,
    # What values are already: letters without TeX, HTML, braces or accents.
    **dict.fromkeys(
        """ascii html_to_unicode latex_to_unicode latex_cleanup remove_braces
        remove_enclosing_braces trim_whitespace unprotect_terms""".split(),
        _same,
    ),
}
"""The names of JabRef's formatters, which are modifiers too."""
_MODIFIERS: Mapping[str, Change] = {
    "lower": str.lower,
    "upper": str.upper,
    "capitalize": capitalized,
    "titlecase": _title_case,
    "sentencecase": _sentence_case,
    "abbr": _abbreviated,
    "camel": _camel,
    "shorttitle": _short_title,
    "veryshorttitle": _very_short_title,
    **_OF_FORMATTERS,
}
_NUMBERED_MODIFIERS: Mapping[str, Callable[[int, str], str]] = {
    "truncate": _truncated,
    "camel": _camel_words,
}
