"""Pages written to the folder of a site, and none that somebody has changed.

A page ends its head with ``bibkit:``, the digests of the page without this line and of what
stands beside it: a page with another digest was changed, one without is somebody's own. So
it is known on any machine and in any clone whose page may be replaced.
"""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from bibkit import outputs
from bibkit.diagnostics import Diagnostic, Report
from bibkit.errors import UnreadableError, UnwritableError
from bibkit.model import Source
from bibkit.patterns import lazy
from bibkit.publications.webpages import Page
from bibkit.yamltext import dump

_MARK = lazy(r"(?m)^bibkit: '?([0-9a-f ]+)'?\n")
_OURS = lazy(r"\A---\n(?:(?!---\n).*\n)*bibkit: '?[0-9a-f ]+'?\n---\n")


def check_folder(folder: Path) -> None:
    """Refuse, before any work is done, a folder that cannot be one.

    Raises:
        UnwritableError: it is a file, or the folder that it is to be in is missing.
    """
    if folder.exists() and not folder.is_dir():
        raise UnwritableError(f"{folder}: is a file; name a folder")
    if not folder.exists() and not folder.parent.is_dir():
        raise UnwritableError(f"{folder}: the folder {folder.parent} does not exist")


def write_pages(
    folder: Path, pages: Iterable[Page], report: Report, *, force: bool = False
) -> tuple[int, int]:
    """Write pages, all or none, but over none that was changed; how many, and how many stay.

    Raises:
        UnwritableError: a page cannot be written.
        UnreadableError: a page that is there cannot be read.
    """
    ready: list[tuple[Path, list[str]]] = []
    written = kept = 0
    names: set[Path] = set()
    for page in pages:
        files = list(_files(folder, page))
        names.add(files[0][0])
        if force or not (why := _why_kept(files)):
            ready += [(path, [text]) for path, text in files]
            written += 1
        else:
            report(Diagnostic("kept-page", f"{why}: left as it is", Source(str(files[0][0]))))
            kept += 1
    for path in _old(folder, names):
        message = "its paper is not on the list: left as it is"
        report(Diagnostic("old-page", message, Source(str(path))))
    made: list[Path] = []
    try:
        _make_folders(folder, [path for path, _ in ready], made)
        outputs.write_files(ready, force=True)
    except BaseException:
        for new in reversed(made):
            new.rmdir()
        raise
    return written, kept


def _files(folder: Path, page: Page) -> Iterator[tuple[Path, str]]:
    """The page first, then what goes with it."""
    beside = [text for _, text in page.beside]
    yield folder / page.path, _text(page, beside)
    for (path, _), text in zip(page.beside, beside, strict=True):
        yield folder / path, text


def _text(page: Page, beside: list[str]) -> str:
    head, body = dump(dict(page.head)), f"\n{page.body}\n" if page.body else ""
    digests = " ".join(map(_digest, (f"---\n{head}---\n{body}", *beside)))
    # In quotes: a digest of digits alone is no number.
    return f"---\n{head}bibkit: '{digests}'\n---\n{body}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _why_kept(files: list[tuple[Path, str]]) -> str:
    """Why a page may not be replaced; nothing where it may."""
    (path, _), *beside = files
    found = _read(path)
    if found is None:
        return next((f"{p.name} is not bibkit's" for p, _ in beside if p.exists()), "")
    mark = _MARK.search(found)
    if not mark:
        return "is not bibkit's"
    digests = mark[1].split()
    if _digest(found[: mark.start()] + found[mark.end() :]) != digests[0]:
        return "was changed"
    for (other, _), digest in zip(beside, digests[1:], strict=False):
        text = _read(other)
        if text is not None and _digest(text) != digest:
            return f"{other.name} was changed"
    return ""


def _read(path: Path) -> str | None:
    """A file's text with Unix line ends, which a version control may have changed."""
    try:
        return path.read_bytes().decode().replace("\r\n", "\n")
    except (FileNotFoundError, NotADirectoryError):
        return None
    except UnicodeDecodeError:
        return ""
    except OSError as error:
        raise UnreadableError(f"{path}: {error.strerror or error}") from error


def _old(folder: Path, names: set[Path]) -> Iterator[Path]:
    """Pages of bibkit's in a folder that no paper of the list has."""
    for path in sorted((*folder.glob("*.md"), *folder.glob("*/index.md"))):
        if path not in names and _OURS.match(_read(path) or ""):
            yield path


def _make_folders(folder: Path, paths: Iterable[Path], made: list[Path]) -> None:
    """Make the folders that are missing; each goes to ``made``."""
    for each in (folder, *(path.parent for path in paths)):
        if not each.exists():
            try:
                each.mkdir()
            except OSError as error:
                raise UnwritableError(f"{each}: {error.strerror or error}") from error
            made.append(each)
