"""Any bytes are read, written and read again without an exception; atheris looks for others.

``python -m tests.fuzz FORMAT [CORPUS] [-max_total_time=SECONDS] [...]``: see CONTRIBUTING.md.
pytest does not collect it.
"""

import sys

import atheris  # type: ignore[import-not-found,import-untyped,unused-ignore]

with atheris.instrument_imports(include=["bibkit"]):
    from bibkit import api, registry
    from bibkit.checking import check
    from bibkit.errors import BibkitError

    registry.headers()

CHECKED = frozenset({"bibtex", "biblatex", "ris", "csl-json"})
"""The formats that people check."""


def once(format: str, data: bytes) -> None:
    """Read, check and write ``data``; what a user is told of (BibkitError) is no failure."""
    data = data.decode(errors="replace").replace("\0", "").encode()
    try:
        citations = list(api.read(data, format))
    except BibkitError:
        return
    target = format if registry.find(format).table.writable else "biblatex"
    text = "".join(api.write(citations, target, reformat=True))
    list(api.read(text.encode(), target))
    if format in CHECKED:
        list(check(data, format, ask_readers=False))


def main() -> None:
    """Hand the format's reader to atheris, which ends the process at the first failure."""
    format = sys.argv.pop(1)
    atheris.Setup(sys.argv, lambda data: once(format, data))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
