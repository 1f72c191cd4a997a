"""Bylines of author profile pages: who wrote an entry, and where its title ends."""

from bibkit.bylines.splitting import (
    SHOWN,
    Byline,
    Split,
    looks_like_byline,
    parse_byline,
    split,
    split_all,
)

__all__ = [
    "SHOWN",
    "Byline",
    "Split",
    "looks_like_byline",
    "parse_byline",
    "split",
    "split_all",
]
