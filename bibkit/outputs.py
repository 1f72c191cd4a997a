"""Files written whole or not at all, and never over somebody else's."""

import contextlib
import os
import sys
import zlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from bibkit.batches import batches
from bibkit.errors import UnwritableError


def check_target(path: Path) -> None:
    """Refuse, before any work is done, a target that cannot become a file.

    Raises:
        UnwritableError: its folder is missing, it is a folder or a device itself, or a file
            of packed text, which is only read.
    """
    if path.suffix.lower() == ".gz":
        raise UnwritableError(f"{path}: packed files are read, never written; leave .gz out")
    try:
        if path.is_dir():
            raise UnwritableError(f"{path}: is a folder; name a file")
        if path.exists() and not path.is_file():
            raise UnwritableError(f"{path}: is no regular file; leave -o out to print instead")
        if not path.parent.is_dir():
            raise UnwritableError(f"{path}: the folder {path.parent} does not exist")
    except OSError as error:
        raise _unwritable(path, error) from error


def write_files(
    texts: Iterable[tuple[Path, Iterable[str | bytes]]],
    *,
    force: bool = False,
    continued: Collection[Path] = (),
) -> None:
    """Write each text to its path: all of them, or, where one fails, none.

    A file that stands there already is replaced if it is the same, if bibkit wrote it and
    nobody changed it since, or with ``force``. So are those that are ``continued``: what
    people wrote there was read, and stands in the text.

    Raises:
        UnwritableError: a target cannot be written; nothing was changed.
    """
    ready: list[_Ready] = []
    journal = _Journal()
    try:
        for named, chunks in texts:
            check_target(named)
            # Behind a symbolic link it is the file that is replaced, not the link.
            path = _target(named)
            one = _beside(path, chunks)
            ready.append(one)
            free = force or named in continued
            if not free and _is_foreign(path, one.checksum, journal.checksum(path)):
                raise UnwritableError(
                    f"{named}: exists, and bibkit did not write it or it was changed since; "
                    "give --force to replace it"
                )
        _put_in_place(ready)
    finally:
        for one in ready:
            for leftover in (one.written, one.backup):
                with contextlib.suppress(OSError):
                    leftover.unlink(missing_ok=True)
    journal.remember({str(one.path): one.checksum for one in ready})


def _target(named: Path) -> Path:
    try:
        return named.resolve()
    except (OSError, RuntimeError) as error:  # a link that leads to itself
        raise UnwritableError(f"{named}: {error}") from error


class _Ready(NamedTuple):
    """A text that waits, whole, beside the file it shall replace."""

    path: Path
    written: Path
    checksum: str

    @property
    def backup(self) -> Path:
        """Where the file that stood there is kept until all are in place."""
        return self.written.with_suffix(".old")


def _put_in_place(ready: Sequence[_Ready]) -> None:
    """Replace every file, or none: where one cannot be replaced those before come back."""
    for place, one in enumerate(ready):
        try:
            if len(ready) > 1 and one.path.exists():
                import shutil

                shutil.copy2(one.path, one.backup)
            one.written.replace(one.path)
        except OSError as error:
            for done in ready[:place]:
                if done.backup.exists():
                    done.backup.replace(done.path)
                else:
                    done.path.unlink()
            raise _unwritable(one.path, error) from error


def _beside(path: Path, chunks: Iterable[str | bytes]) -> _Ready:
    """The text in a temporary file in the target's own folder."""
    # The module tempfile would do so too, and takes 6 ms to import.
    written = path.with_name(f".{path.name}.{os.urandom(6).hex()}.part")
    try:
        handle = os.open(written, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise _unwritable(path, error) from error
    checksum = _Checksum()
    try:
        with os.fdopen(handle, "wb") as file:
            for batch in batches(chunks):
                data = b"".join(map(_bytes, batch))
                checksum.add(data)
                file.write(data)
            file.flush()
            os.fsync(file.fileno())
        written.chmod(path.stat().st_mode if path.exists() else 0o666 & ~_umask())
    except BaseException as error:
        written.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise _unwritable(path, error) from error
        raise
    return _Ready(path, written, str(checksum))


def _unwritable(path: Path, error: OSError) -> UnwritableError:
    return UnwritableError(f"{path}: {error.strerror or error}")


def _bytes(text: str | bytes) -> bytes:
    if isinstance(text, bytes):
        return text
    # A file's name may hold bytes that are no UTF-8; the file written always is UTF-8.
    return text.encode("utf-8", errors="replace")


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


class _Checksum:
    """What tells a changed file: nobody forges one, and hashlib takes 5 ms to import."""

    def __init__(self, data: bytes = b"") -> None:
        self._size, self._crc, self._adler = 0, 0, 1
        self.add(data)

    def add(self, data: bytes) -> None:
        self._size += len(data)
        self._crc = zlib.crc32(data, self._crc)
        self._adler = zlib.adler32(data, self._adler)

    def __str__(self) -> str:
        return f"{self._size}-{self._crc:08x}{self._adler:08x}"


def _is_foreign(path: Path, new: str, known: str | None) -> bool:
    """Whether a file stands there that is neither the new one nor the one that is known."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return False
    if str(_Checksum(data)) in (new, known):
        return False
    if known and "-" not in known:  # as it was remembered at first
        import hashlib

        return hashlib.sha256(data).hexdigest() != known
    return True


class _Journal:
    """The checksums of the files that bibkit wrote, in the user's state folder.

    Where the folder cannot be used nothing is remembered, and ``--force`` is asked for.
    """

    def __init__(self) -> None:
        state = Path(os.environ.get("XDG_STATE_HOME") or "~/.local/state").expanduser()
        self.path = state / "bibkit" / "written"

    def _entries(self) -> dict[str, str]:
        try:
            lines = self.path.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError):
            return {}
        pairs = (line.partition("  ") for line in lines)
        return {name: checksum for checksum, _, name in pairs}

    def checksum(self, path: Path) -> str | None:
        return self._entries().get(str(path))

    def remember(self, checksums: Mapping[str, str]) -> None:
        entries = {**self._entries(), **checksums}
        text = "".join(f"{checksum}  {name}\n" for name, checksum in sorted(entries.items()))
        with contextlib.suppress(OSError, UnwritableError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            _put_in_place([_beside(self.path, [text])])


def write_stdout(chunks: Iterable[str | bytes]) -> None:
    """Chunks to standard output as UTF-8, line ends as they are.

    Raises:
        UnwritableError: it cannot be written. A reader that has gone is no error.
    """
    if sys.stdout is None:
        raise UnwritableError("<stdout>: is closed")
    stream = sys.stdout.buffer
    try:
        for chunk in chunks:
            stream.write(_bytes(chunk))
        stream.flush()
    except OSError as error:
        # Elsewhere the stream can be closed at exit without a second complaint.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            raise UnwritableError(f"<stdout>: {error.strerror or error}") from error
