"""Items of Zotero to CSL-JSON that Zotero imports as the same items, and back.

Zotero's import reads no tags, no particles, of creators only those that CSL names, and
refuses a file with one item of type ``software``; what it would drop goes to ``note``, which
is Extra (https://github.com/zotero/utilities, ``itemFromCSLJSON``).
"""

from collections.abc import Mapping
from typing import Any

from bibkit.codecs.csl import decode_csl_date, decode_csl_keywords, encode_csl_keywords
from bibkit.codecs.plaindates import encode_plain
from bibkit.codecs.zotero_extra import CODE, fact_lines, line, read_person
from bibkit.codecs.zotero_schema import ItemType, item_type
from bibkit.codecs.zotero_variables import DATES, GUESSES, KINDS, ROLES, VARIABLES
from bibkit.keylinks import RELATED
from bibkit.model import TYPES, Json

_KEYWORDS = "tex.keywords: "
_NOTE = "tex.annotation: "
_TYPE = "type: "
_ASIDE = frozenset(
    """itemType creators tags extra notes attachments related collections
    relations""".split()
)
_PROGRAM = "computerProgram"
_PODCASTER = "podcaster"


def csl_of(item: Mapping[str, Any]) -> dict[str, Json]:
    """The CSL-JSON that Zotero imports as ``item``."""
    kind = str(item["itemType"])
    shape = item_type(kind)
    assert shape is not None
    members: dict[str, Json] = {}
    lines: list[str] = []
    for field, value in item.items():
        if field in _ASIDE:
            continue
        variable = _variable(shape, shape.base.get(field, field))
        if variable in DATES:
            members[variable] = {"raw": value}
        elif variable:
            members[variable] = value
        else:
            lines.append(f"{field}: {value}")
    for creator in item["creators"]:
        _put_person(members, lines, shape, creator)
    type, told = _type(kind, members)
    landing = item_type(_imported(type, members))
    assert landing is not None
    for variable in [name for name in members if name not in ROLES]:
        if landing.field_of(variable) != shape.field_of(variable):
            value = members.pop(variable)
            shown = value.get("raw", value) if isinstance(value, dict) else value
            lines.append(f"{variable}: {shown}")
    if tags := [str(tag["tag"]) for tag in item["tags"]]:
        keywords = encode_csl_keywords(tags)
        members["keyword"] = keywords
        lines.append(_KEYWORDS + keywords)
    notes = item.get("notes", ())
    lines += [
        _NOTE + str(each["note"]) for each in notes if isinstance(each, dict) and "note" in each
    ]
    lines += [line(CODE, each["url"]) for each in item.get("attachments", ())]
    if related := item.get("related"):
        lines += fact_lines({RELATED: [",".join(related)]})
    extra = str(item.get("extra", ""))
    told = told if not extra.startswith(_TYPE) else ""
    if note := "\n".join(filter(None, [told, *lines, extra])):
        members["note"] = note
    key = members.get("citation-key", "")
    return {"id": key, "type": type, **members}


def _variable(shape: ItemType, base: str) -> str:
    """The variable that Zotero's import puts into a field, or ``""``."""
    variable = _VARIABLES.get(base, "")
    return variable if shape.field_of(variable) == base else ""


_VARIABLES = {field: variable for variable, fields in VARIABLES.items() for field in fields}


def _put_person(
    members: dict[str, Json], lines: list[str], shape: ItemType, creator: Mapping[str, Json]
) -> None:
    kind = str(creator["creatorType"])
    # Of hosts Zotero's import makes two podcasters each.
    role = "author" if kind == _PODCASTER else shape.role_of(kind)
    person = {name: value for name, value in creator.items() if name != "creatorType"}
    if role not in ROLES:
        lines.append(line(kind, person))
        return
    found = members.setdefault(role, [])
    assert isinstance(found, list)
    found.append(_csl_person(person))


def _csl_person(person: Mapping[str, Json]) -> dict[str, Json]:
    if name := person.get("name"):
        return {"literal": name}
    given = person.get("firstName", "")
    return {"family": person.get("lastName", ""), **({"given": given} if given else {})}


def _type(kind: str, members: Mapping[str, Json]) -> tuple[str, str]:
    """The type that is imported as ``kind``, and the line that says it where none is."""
    if kind == _PROGRAM:
        # A book with a version is a program to Zotero; 'software' it refuses.
        return ("book", "") if members.get("version") else ("document", f"{_TYPE}{_PROGRAM}")
    if kind == "podcast":
        return "broadcast", ""
    type = _TYPES.get(kind) or _LIKE.get(kind, "document")
    return type, "" if _imported(type, members) == kind else f"{_TYPE}{kind}"


_TYPES = {kind: type for type, kind in KINDS.items()}
_LIKE = {
    "tvBroadcast": "broadcast",
    "radioBroadcast": "broadcast",
    "videoRecording": "motion_picture",
    "email": "personal_communication",
    "instantMessage": "personal_communication",
}


def _imported(type: str, members: Mapping[str, Json]) -> str:
    """The item type that Zotero's import makes of a type beside other variables."""
    for start, variables, kind in GUESSES:
        if type == start and any(members.get(variable) for variable in variables):
            return kind
    return KINDS.get(type, "document")


def item_of_csl(members: Mapping[str, Any]) -> dict[str, Any]:
    """The item that Zotero imports CSL-JSON as, with what the lines of its note say."""
    type = str(members.get("type", ""))
    extra = str(members.get("note", "")).split("\n")
    first = extra[0].removeprefix(_TYPE) if extra[0].startswith(_TYPE) else ""
    kind = first if item_type(first) else _imported(type, members)
    if kind == first:
        del extra[0]
    elif type not in KINDS and type in TYPES and not first:
        extra.insert(0, f"{_TYPE}{type}")
    shape = item_type(kind)
    assert shape is not None
    item: dict[str, Any] = {"itemType": kind, "creators": [], "tags": [], "notes": []}
    for variable, value in members.items():
        _take(item, shape, variable, value)
    if "citation-key" not in members and members.get("id"):
        item["citationKey"] = str(members["id"])
    left = [text for text in extra if not _take_line(item, shape, text)]
    item["extra"] = "\n".join(left)
    return item


def _take(item: dict[str, Any], shape: ItemType, variable: str, value: Any) -> None:
    if variable in DATES:
        item[_field(shape, variable)] = _date(value)
    elif variable in ROLES:
        is_podcaster = variable == "author" and shape.creators[0] == _PODCASTER
        kind = _PODCASTER if is_podcaster else shape.creator_of(variable) or variable
        people = value if isinstance(value, list) else [value]
        item["creators"] += [{"creatorType": kind, **_person(person)} for person in people]
    elif variable == "keyword" and isinstance(value, str):
        item["tags"] = [{"tag": tag} for tag in decode_csl_keywords(value)]
    elif variable not in _READ:
        field = _field(shape, variable)
        item[f"csl {field}" if field in _ASIDE else field] = value  # no member of CSL's


_READ = frozenset({"id", "type", "note"})


def _field(shape: ItemType, variable: str) -> str:
    return shape.own.get(shape.field_of(variable), variable)


def _date(value: Any) -> str:
    if isinstance(value, dict) and (text := value.get("raw") or value.get("literal")):
        return str(text)
    try:
        return encode_plain(decode_csl_date(value))
    except ValueError:
        return str(value)


def _person(person: Any) -> dict[str, Json]:
    if not isinstance(person, dict):
        return {"name": str(person)}
    if literal := person.get("literal"):
        return {"name": literal}
    family = (person.get("non-dropping-particle"), person.get("family"))
    given = (person.get("given"), person.get("dropping-particle"))
    suffix = person.get("suffix")
    return {
        "lastName": " ".join(map(str, filter(None, family))),
        "firstName": " ".join(map(str, filter(None, given)))
        + (f", {suffix}" if suffix else ""),
    }


def _take_line(item: dict[str, Any], shape: ItemType, text: str) -> bool:
    """Whether a line of the note says what CSL has no variable for; the item then does."""
    if text.startswith(_KEYWORDS):
        return bool(item["tags"])
    if text.startswith(_NOTE):
        item["notes"].append({"note": text.removeprefix(_NOTE)})
        return True
    label, _, value = text.partition(": ")
    if label in shape.creators and shape.role_of(label) not in ROLES:
        person = read_person(value)
        assert isinstance(person, dict)
        item["creators"].append({"creatorType": label, **person})
        return True
    if label in shape.base and not _variable(shape, shape.base[label]):
        item[label] = value
        return True
    return False
