"""The labelled names of ``pairs.txt`` and ``unseen.txt``."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from bibkit.publications.owner import Owner


class Pair(NamedTuple):
    tradition: str
    owner: Owner
    shown: str
    same: bool


def pairs(file: str = "pairs.txt") -> Iterator[Pair]:
    tradition, me, also = "", "", list[str]()
    for line in Path(__file__).with_name(file).read_text(encoding="utf-8").splitlines():
        sign, _, rest = line.partition(" ")
        if sign == "##":
            tradition = rest
        elif sign == "me":
            me, also = rest, []
        elif sign == "also":
            also = [name.strip() for name in rest.split("|")]
        elif sign in ("+", "-"):
            owner = Owner.of(me, also)
            for shown in rest.split(" | "):
                yield Pair(tradition, owner, shown.strip(), sign == "+")
