"""How alike two texts are, from 0 to 100: the one module that imports rapidfuzz."""

from functools import lru_cache

from rapidfuzz import fuzz

ratio = fuzz.ratio
token_set_ratio = fuzz.token_set_ratio
partial_ratio = fuzz.partial_ratio


@lru_cache(maxsize=65536)
def venues(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """How alike two venues' names are, of which one may be abbreviated (ISO 4), 0 to 100."""
    if one == other:
        return 100
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    at = found = 0
    for word in short:
        place = at
        while place < len(long) and not _abbreviates(word, long[place]):
            place += 1
        if place < len(long):
            found += 1
            at = place + 1
    share = found / len(short) * (0.5 + 0.5 * len(short) / len(long))
    if len(short) == 1 and len(long) > 1 and short[0] == "".join(word[0] for word in long):
        share = 1.0
    return round(max(100 * share, 0.9 * ratio(" ".join(one), " ".join(other))))


def _abbreviates(one: str, other: str) -> bool:
    if one.startswith(other) or other.startswith(one):
        return True
    return one[0] == other[0] and min(len(one), len(other)) > 2 and (
        one[-2:] == other[-2:] and (len(one) <= 4 or len(other) <= 4)
    )
