"""Titles of BibTeX and BibLaTeX, whose ends may stand in fields of their own."""

from collections.abc import Mapping, Sequence

from bibkit import latex
from bibkit.codecs.text import decode_text
from bibkit.model import Json
from bibkit.patterns import lazy


def decode_tex_title(value: str) -> str:
    """A title's TeX, its case protection as ``nocase`` spans."""
    return decode_text(latex.decode_title(value))


def decode_tex_journal(value: str) -> str:
    """A journal's title; one that is but a macro of AASTeX by its name."""
    if value[:1] == "\\" and value[1:].isalpha():
        from bibkit.codecs.tex_journals import JOURNALS  # few files need them

        value = JOURNALS.get(value[1:], value)
    return decode_tex_title(value)


def joined_title(title: str, subtitle: str, addon: str = "") -> str:
    """A title with its subtitle and addition, TeX or text; what it ends in is not repeated."""
    for part, sign in ((subtitle, ":"), (addon, ".")):
        if part and not _ends_in(title, part):
            end = "" if not title or _ENDED.search(title) else sign
            title = f"{title}{end} {part}" if title else part
    return title


def _ends_in(title: str, part: str) -> bool:
    """Whether a title ends in a part, braced alike or not."""
    if title.endswith(part):
        return True
    if "{" not in title and "{" not in part:
        return False
    return latex.decode(title).endswith(latex.decode(part))


_ENDED = lazy(r"[:.?!–—\u2026][}'\"”»]*$")

SPLIT_TITLES: Mapping[str, tuple[str, ...]] = {
    "title": ("subtitle", "titleaddon"),
    "booktitle": ("booksubtitle", "booktitleaddon"),
    "journal": ("journalsubtitle",),
    "journaltitle": ("journalsubtitle",),
}
"""Tags of titles to those of what stands behind them."""
_TITLE_TAGS = frozenset(SPLIT_TITLES)
TITLE_ENDS = frozenset(end for ends in SPLIT_TITLES.values() for end in ends)
"""The tags of what stands behind titles."""


def parted_titles(fields: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """An entry's fields, titles without the ends that stand in fields of their own.

    A kept end that its title no longer has, as somebody changed it, is left out.
    """
    values = dict(reversed(fields))  # of a repeated field the first is the title
    for tag in _TITLE_TAGS & values.keys():
        parts = [part for part in SPLIT_TITLES[tag] if part in values]
        if parts:
            beginning = _beginning(values[tag], {part: values[part] for part in parts})
            if beginning:
                values[tag] = beginning
            elif [values[tag]] == [_in_title(values[part]) for part in parts]:
                del values[tag]  # nothing but the addition: it was the title for want of one
            else:
                for part in parts:
                    del values[part]
    parted = {tag: values[tag] for tag in _TITLE_TAGS & values.keys()}
    return [(tag, parted.pop(tag, value)) for tag, value in fields if tag in values]


def _beginning(title: str, parts: Mapping[str, str]) -> str:
    """What stands in a title before ``parts``; nothing if it does not end in them."""
    for tag, part in reversed(list(parts.items())):
        end = f" {_in_title(part)}"
        if not title.endswith(end):
            return ""
        title = title.removesuffix(end).removesuffix("." if tag.endswith("addon") else ":")
    return title


def _in_title(part: str) -> str:
    """A part of a title as it is written in one."""
    return latex.encode_title(decode_tex_title(part))


_CARRIED = (
    "crossref", "xdata", "subtitle", "titleaddon", "booksubtitle", "booktitleaddon",
    "journalsubtitle",
)  # fmt: skip


def decode_carried(*columns: str) -> dict[str, tuple[Json, ...]]:
    """What the parser has used already, kept to be written again."""
    found = zip(_CARRIED, columns, strict=True)
    return {f"bibtex/{tag}": (value,) for tag, value in found if value}
