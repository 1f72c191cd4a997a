"""JabRef's HTTP server: records into the library that is open in its window.

https://docs.jabref.org/advanced/http-server; it is off until turned on in the preferences.
"""

import os
from collections.abc import Iterable
from urllib.parse import quote

from bibkit import api, registry
from bibkit.citekeys import with_keys
from bibkit.diagnostics import Report, ignore
from bibkit.errors import TargetError
from bibkit.exporters.jabref import capitalized
from bibkit.model import Citation
from bibkit.normalizer import denormalize, is_failed
from bibkit.targets.replies import Server, SilentError
from bibkit.targets.works import Works, work_of

_SERVER = "http://127.0.0.1:23119"
_BIBTEX = {"Content-Type": "application/x-bibtex; charset=utf-8"}


def send(
    citations: Iterable[Citation],
    group: str = "",
    report: Report = ignore,
    *,
    dry_run: bool = False,
) -> int:
    """Send the records that no open library has; how many they were.

    ``$BIBKIT_JABREF`` names another address than JabRef's own. As BibTeX, for of other
    formats JabRef drops the keys.

    Raises:
        TargetError: JabRef does not answer, or no library is open in its window.
    """
    server = Server(os.environ.get("BIBKIT_JABREF", _SERVER))
    known = _works(server)
    new: list[Citation] = []
    for citation in with_keys(citations, report):
        work = work_of(citation)
        if not is_failed(citation) and known.find(work) is None:
            known.add(work, citation.key)
            new.append(citation)
    if dry_run or not new:
        return len(new)
    found = registry.find("biblatex")
    render = found.renderer()
    entries = []
    for citation in new:
        record = denormalize(citation, found.table, report)
        entries.append(capitalized(render(record), record.kind))
    path = "/libraries/current/entries" + (f"?group={quote(group)}" if group else "")
    try:
        reply = server.ask("POST", path, "\n".join(entries).encode(), _BIBTEX)
    except SilentError as error:
        raise TargetError(f"{error}; look in JabRef what arrived, and run it again") from None
    if reply.status not in (200, 201, 204):
        said = " ".join(reply.text.split())[:200]
        raise TargetError(f"{server.base}: JabRef took nothing ({reply.status} {said})")
    return len(new)


def _works(server: Server) -> Works:
    """The works of the libraries that are open."""
    try:
        reply = server.ask("GET", "/libraries")
    except SilentError:
        raise TargetError(
            f"{server.base}: no JabRef answers; turn its HTTP server on in its preferences, or "
            "name a file with --into"
        ) from None
    names = reply.json()
    if "x-zotero-version" in reply.headers or not isinstance(names, list):
        raise TargetError(
            f"{server.base}: another program answers there, Zotero perhaps: they have the same "
            "port, and one of them must get another in its settings"
        )
    works = Works()
    for name in names:
        answer = server.ask("GET", f"/libraries/{quote(str(name))}", headers=_ACCEPT)
        if answer.status != 200:
            raise TargetError(f"{server.base}: JabRef does not show {name} ({answer.status})")
        for citation in api.read(answer.body, "bibtex", originals=False):
            works.add(work_of(citation), citation.key)
    return works


_ACCEPT = {"Accept": "application/x-bibtex"}
