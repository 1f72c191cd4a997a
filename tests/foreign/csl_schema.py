"""The JSON schema of CSL 1.0.2 input data (csl-data.json), put together from its facts."""

from typing import Any

from bibkit.model import TYPES

_NAMES = """author chair collection-editor compiler composer container-author contributor
curator director editor editorial-director executive-producer guest host interviewer
illustrator narrator organizer original-author performer producer recipient reviewed-author
script-writer series-creator translator""".split()
_DATES = "accessed available-date event-date issued original-date submitted".split()
_TEXT = """citation-key language journalAbbreviation shortTitle abstract annote archive
archive_collection archive_location archive-place authority call-number citation-label
collection-title container-title container-title-short dimensions division DOI event
event-title event-place genre ISBN ISSN jurisdiction keyword medium note original-publisher
original-publisher-place original-title part-title PMCID PMID publisher publisher-place
references reviewed-genre reviewed-title scale section source status title title-short URL
version volume-title volume-title-short year-suffix""".split()
_NUMBERS = """id chapter-number citation-number collection-number edition
first-reference-note-number issue locator number number-of-pages number-of-volumes page
page-first part printing supplement volume""".split()
_NAME_PARTS = "family given dropping-particle non-dropping-particle suffix literal".split()
_NAME_FLAGS = "comma-suffix static-ordering parse-names".split()

_string = {"type": "string"}
_number = {"type": ["string", "number"]}
_flag = {"type": ["string", "number", "boolean"]}
_name = {
    "type": "object",
    "properties": {**dict.fromkeys(_NAME_PARTS, _string), **dict.fromkeys(_NAME_FLAGS, _flag)},
    "additionalProperties": False,
}
_parts = {"type": "array", "items": _number, "minItems": 1, "maxItems": 3}
_date = {
    "type": "object",
    "properties": {
        "date-parts": {"type": "array", "items": _parts, "minItems": 1, "maxItems": 2},
        "season": _number,
        "circa": _flag,
        "literal": _string,
        "raw": _string,
    },
    "additionalProperties": False,
}

SCHEMA: dict[str, Any] = {
    "$schema": "http://json-schema.org/draft-07/schema#",
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            "type": {"enum": sorted(TYPES)},
            "categories": {"type": "array", "items": _string},
            "custom": {"type": "object"},
            **{name: {"type": "array", "items": _name} for name in _NAMES},
            **dict.fromkeys(_DATES, _date),
            **dict.fromkeys(_TEXT, _string),
            **dict.fromkeys(_NUMBERS, _number),
        },
        "required": ["type", "id"],
        "additionalProperties": False,
    },
}
