"""The server of the Zotero program through which browsers save: Zotero 7 to 9's only way in.

https://www.zotero.org/support/dev/client_coding/connector_http_server
"""

from collections.abc import Sequence
from typing import Any

from bibkit.errors import TargetError
from bibkit.targets.replies import RefusedError, Reply, Server
from bibkit.targets.sending import Outcome

_URI = "http://localhost/"  # the page that items were saved from: none
_EXISTS = "SESSION_EXISTS"


class Connector:
    """The window's selected collection, or ``target`` (``C12``, ``L1``) after saving there.

    A batch's token is the session that saves it: Zotero refuses a second one of that name,
    so that a batch whose answer got lost is not saved twice.
    """

    batch = 50
    whole = True

    def __init__(self, server: Server, target: str = "") -> None:
        self.server = server
        self.target = target

    def selected(self) -> dict[str, Any]:
        """The library and the collection that are selected, and all ``targets``.

        Nothing where Zotero does not say: it saves all the same.
        """
        reply = self.server.ask_patiently("POST", "/connector/getSelectedCollection", {})
        found = reply.json()
        return found if reply.status == 200 and isinstance(found, dict) else {}

    def choose(self, name: str) -> None:
        """Make the collection of this name the target.

        Raises:
            TargetError: there is none, or several.
        """
        targets = self.selected().get("targets") or ()
        found = [each["id"] for each in targets if each.get("name") == name]
        if len(found) != 1:
            count = "no collection" if not found else f"{len(found)} collections"
            raise TargetError(
                f"Zotero has {count} {name!r}; make one in its window, or select it there"
            )
        self.target = str(found[0])

    def send(self, items: Sequence[dict[str, Any]], token: str) -> Outcome:
        """Save a batch; the session of a second attempt says that the first one arrived."""
        body = {
            "sessionID": token,
            "uri": _URI,
            "items": [
                {"id": f"{token}-{number}", **_saved(item)} for number, item in enumerate(items)
            ],
        }
        reply = self.server.ask_patiently("POST", "/connector/saveItems", body, _HEADERS)
        if reply.status == 413:
            return Outcome(too_large=True, unsure=reply.unsure)
        before = reply.status == 409 and _EXISTS in reply.text
        if reply.status != 201 and not before:
            kind = TargetError if reply.unsure else RefusedError
            raise kind(f"{self.server.base}: {reply.status} {_why(reply)}")
        if self.target:
            self._file(token)
        if before:
            return Outcome(before=True)
        return Outcome(taken=dict.fromkeys(range(len(items)), ""))

    def _file(self, token: str) -> None:
        body = {"sessionID": token, "target": self.target}
        reply = self.server.ask_patiently("POST", "/connector/updateSession", body, _HEADERS)
        if reply.status != 200:
            raise TargetError(
                f"{self.server.base}: saved, but not in the collection: {_why(reply)}"
            )

    def send_parts(self, parts: Sequence[tuple[str, dict[str, Any]]], _: str) -> Outcome:
        """Nothing: notes and links go with their items here."""
        return Outcome(taken=dict.fromkeys(range(len(parts)), ""))


_HEADERS = {"X-Zotero-Connector-API-Version": "3"}


def _saved(item: dict[str, Any]) -> dict[str, Any]:
    """An item as translators give it: what only the API has left out."""
    return {name: value for name, value in item.items() if name not in _ONLY_API}


_ONLY_API = frozenset({"collections", "relations"})


def _why(reply: Reply) -> str:
    found = reply.json()
    if isinstance(found, dict) and found.get("libraryEditable") is False:
        return "the selected library cannot be changed; select another in Zotero"
    return " ".join(reply.text.split())[:200] or "no reason is given"
