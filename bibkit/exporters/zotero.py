"""Records to Zotero: items as its API has them, or CSL-JSON as it imports it."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bibkit.codecs.zotero_csl import csl_of
from bibkit.codecs.zotero_items import item_of
from bibkit.codecs.zotero_links import children_of, linked
from bibkit.model import Record

_encode = json.JSONEncoder(ensure_ascii=False, separators=(", ", ": ")).encode


def export(records: Iterable[Record], syntax: Mapping[str, Any]) -> Iterator[str]:
    """The list's text, an object a line; the inverse of ``parsers.zotero``.

    ``syntax``: ``form``, ``item`` or ``csl``. A note that is none of its item's fields is an
    item of its own, behind the one that it belongs to.
    """
    opening = "["
    for record in records:
        item = item_of(record)
        if item is None:
            continue
        if syntax["form"] == "csl":
            objects = [csl_of(item)]
        else:
            linked(item)
            objects = [item, *children_of(item)]
        for each in objects:
            yield f"{opening}\n{_encode(each)}"
            opening = ","
    yield "[]\n" if opening == "[" else "\n]\n"
