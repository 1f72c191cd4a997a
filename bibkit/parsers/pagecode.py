"""The repository of a paper's code, from the links and the abstract of its entry."""

import re
from collections.abc import Iterator

from bibkit import identifiers
from bibkit.parsers.pageentries import Entry
from bibkit.parsers.pageforms import CODE_LABEL
from bibkit.patterns import lazy

_URL = lazy(r"https?://[^\s<>\"{}|\\^`\[\]]++|(?<![\w./@-])(?:github|gitlab)\.com/[\w./-]++")
_REPOSITORY = lazy(
    r"(?:https?://)?(?:www\.)?(?:github\.com|gitlab\.[\w.-]++|bitbucket\.org|codeberg\.org|"
    r"gitee\.com|git\.sr\.ht|sourceforge\.net|code\.google\.com|anonymous\.4open\.science)/"
    r"(?!(?:about|features|login|marketplace|orgs|search|sponsors|topics)/)[\w.~-]++/[\w.~-]",
    re.I,
)
_CODE_WORD = lazy(r"\b(?:codes?|codebase|implementations?|repositor(?:y|ies))\b", re.I)
_TRAILING = ".,;:!?)'’”*$"
_LONGEST_SENTENCE = 300


def repository(entry: Entry) -> str:
    """The URL of the code: a link called so, a repository, a URL that the text calls so."""
    links = (*entry.links, *entry.prose_links)
    labelled = (link.target for link in links if CODE_LABEL.fullmatch(link.label))
    hosted = (link.target for link in links if _REPOSITORY.match(link.target))
    written = [(url[0].rstrip(_TRAILING), url.start()) for url in _URL.finditer(entry.abstract)]
    named = (url for url, _ in written if _REPOSITORY.match(url))
    called = (url for url, at in (*written, *_linked(entry)) if _is_called_code(entry, url, at))
    found = next((url for urls in (labelled, named, hosted, called) for url in urls), "")
    return found if not found or "://" in found else f"https://{found}"


def _linked(entry: Entry) -> Iterator[tuple[str, int]]:
    """The links in the abstract, and where their labels stand."""
    for link in entry.prose_links:
        at = entry.abstract.find(link.label) if link.label else -1
        if at >= 0:
            yield link.target, at


def _is_called_code(entry: Entry, url: str, at: int) -> bool:
    """Whether the sentence before a URL speaks of code, and the URL is not a paper's."""
    start = max(0, at - _LONGEST_SENTENCE)
    sentence = entry.abstract[start:at].rpartition(". ")[2]
    return _CODE_WORD.search(sentence) is not None and not identifiers.find(url)
