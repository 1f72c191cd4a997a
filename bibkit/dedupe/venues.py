"""The names of journals and conferences: the words that tell one, and how alike two are."""

import re
from functools import lru_cache
from typing import NamedTuple

from bibkit import titles
from bibkit.dedupe.preprints import mentions_server
from bibkit.dedupe.similarity import ratio
from bibkit.patterns import lazy

UNKNOWN = 45
"""How alike two venues are of which one is not said."""

_ASIDE = lazy(r"\((?:[^()]*)\)|\[[^\]]*\]|\bconference:.*|[:=/].*", re.DOTALL)
_WORD = lazy(r"[^\W_]+")
_SMALL = frozenset(
    "a an the of in on for and to with by from at is und de la le des der et di y journal j "
    "proceedings proc conference conf annual international intl int symposium symp workshop "
    "meeting acm ieee th st nd rd".split()
)
_ACRONYMS = {
    "aaai": "artificial intelligence", "cacm": "communications acm",
    "chi": "human factors computing systems", "cikm": "information knowledge management",
    "cvpr": "computer vision pattern recognition", "edbt": "extending database technology",
    "emnlp": "empirical methods natural language processing",
    "focs": "foundations computer science", "icassp": "acoustics speech signal processing",
    "iccv": "computer vision", "icde": "data engineering", "icdm": "data mining",
    "iclr": "learning representations", "icml": "machine learning",
    "icra": "robotics automation",
    "icse": "software engineering", "ijcai": "artificial intelligence",
    "infocom": "computer communications", "jama": "american medical association",
    "kdd": "knowledge discovery data mining", "nejm": "new england medicine",
    "neurips": "neural information processing systems",
    "nips": "neural information processing systems", "oopsla":
    "object oriented programming systems languages applications",
    "pldi": "programming language design implementation",
    "pnas": "national academy sciences", "pods": "principles database systems",
    "popl": "principles programming languages",
    "sigcomm": "applications technologies architectures protocols computer communication",
    "siggraph": "computer graphics interactive techniques",
    "sigir": "research development information retrieval", "sigmod": "management data",
    "soda": "discrete algorithms", "stoc": "theory computing", "uai":
    "uncertainty artificial intelligence", "vldb": "very large data bases",
    "wsdm": "web search data mining", "www": "world wide web",
}  # fmt: skip
"""Acronyms and the words, as far as they tell, of the names that they stand for."""
_JOURNALS = frozenset({"cacm", "jama", "nejm", "pnas"})
# Of fewer words, as "artificial intelligence", a journal may have the name as well.
_CONFERENCES = frozenset(
    name
    for acronym, words in _ACRONYMS.items()
    if acronym not in _JOURNALS
    for name in (acronym, words)
    if name == acronym or name.count(" ") > 1
)


_EVENT = lazy(r"\b(?:conf|conference|symp|symposium|workshop|congress|meeting)\b")
_JOURNAL = lazy(r"\b(?:j|journal|trans|transactions|record|letters|lett|magazine|bulletin)\b")


class Venue(NamedTuple):
    """What a venue's name says: the words that tell it, and of which kind it is.

    ``kind`` is ``"preprints"``, ``"conference"``, ``"journal"``, or ``""`` if it does not say.
    """

    words: tuple[str, ...]
    kind: str


NOWHERE = Venue((), "")


@lru_cache(maxsize=4096)
def read(name: str) -> Venue:
    """What the name of a venue says."""
    said = _ASIDE.sub(" ", name).strip() or name
    text = said.lower() if said.isascii() and "\\" not in said else titles.spaced(said)
    words = [word for word in _WORD.findall(text) if not word[0].isdigit()]
    telling = [word for word in words if word not in _SMALL] or words
    for word in telling:
        spelt = _ACRONYMS.get(word, word).split()
        if len(spelt) > 1 and set(spelt) < set(telling):
            # "The VLDB Journal: The International Journal on Very Large Data Bases"
            telling = [each for each in telling if each not in spelt]
            break
    return Venue(tuple(telling[:12]), _kind(name, telling))


def _kind(name: str, telling: list[str]) -> str:
    if mentions_server(name):
        return "preprints"
    spaced = titles.spaced(name)
    journal, event = _JOURNAL.search(spaced), _EVENT.search(spaced)
    if journal or event:
        return "" if journal and event else "journal" if journal else "conference"
    said = " ".join(telling)
    return "conference" if said in _CONFERENCES else "journal" if said in _JOURNALS else ""


@lru_cache(maxsize=65536)
def alike(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """How alike two venues are, of which one may be abbreviated (ISO 4), from 0 to 100."""
    if not one or not other:
        return UNKNOWN
    if one == other:
        return 100
    found = _alike(one, other)
    if found < 80:
        for short, long in ((one, other), (other, one)):
            for word in short:
                if word in _ACRONYMS and word not in long:
                    rest = tuple(each for each in short if each != word)
                    found = max(found, _alike((*rest, *_ACRONYMS[word].split()), long))
    return found


def _alike(one: tuple[str, ...], other: tuple[str, ...]) -> int:
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
    # Any two names have about 40 % of their letters in common.
    return round(max(100 * share, (ratio(" ".join(one), " ".join(other)) - 40) / 0.6))


def _abbreviates(one: str, other: str) -> bool:
    if one.startswith(other) or other.startswith(one):
        return True
    if one[0] != other[0] or min(len(one), len(other)) < 3:
        return False
    return one[-2:] == other[-2:] and min(len(one), len(other)) <= 4
