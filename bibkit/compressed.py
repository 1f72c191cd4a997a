"""Files that gzip has packed, read as they unpack, and no further than data goes."""

import zlib
from typing import IO

from bibkit.errors import UnreadableError

MAGIC = b"\x1f\x8b"
"""How a file begins that gzip has packed."""
FREE = 64 << 20
"""So many bytes any file may unpack to."""
RATIO = 200
"""Beyond these, so many times its own size: references pack 5 to 20 times, a bomb 1,000."""
_BLOCK = 1 << 20


class Unpacked:
    """The bytes that a packed file holds, from its beginning on.

    Args:
        file: The packed file, at its beginning.
        size: How many bytes it has.
        path: What an error calls it.

    Raises:
        UnreadableError: when read: it is cut off or broken, or unpacks to more than data does.
    """

    def __init__(self, file: IO[bytes], size: int, path: str) -> None:
        import gzip

        self._file = gzip.GzipFile(fileobj=file, mode="rb")
        self._most = max(FREE, size * RATIO)
        self._read = 0
        self._path = path

    def read(self, size: int = -1) -> bytes:
        """The next bytes, or all that are left."""
        if size >= 0:
            return self._block(size)
        blocks = []
        while block := self._block(_BLOCK):
            blocks.append(block)
        return b"".join(blocks)

    def _block(self, size: int) -> bytes:
        try:
            block = self._file.read(size)
        except (EOFError, OSError, zlib.error) as error:
            broken = OSError("broken")  # what cannot be opened, wherever it stands
            raise UnreadableError(
                f"{self._path}: is a broken gzip file ({error}); get it anew, or unpack it"
            ) from broken
        self._read += len(block)
        if self._read > self._most:
            raise UnreadableError(
                f"{self._path}: unpacks to more than {self._most:,} bytes, the limit for a "
                "packed file of its size; if it is what you want, unpack it first"
            ) from OSError("too large")
        return block


def suffix_within(path: str) -> str:
    """The lower-case suffix of what a path names, be it packed or not (``a.json.gz``)."""
    name = path.lower().removesuffix(".gz").rpartition("/")[2].rpartition("\\")[2]
    stem, dot, suffix = name.rpartition(".")
    return f".{suffix}" if dot and stem and suffix else ""
