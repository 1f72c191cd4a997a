"""CSL-JSON against the schema of CSL 1.0.2's input data."""

import json

import jsonschema

from tests.foreign.conftest import Corpus
from tests.foreign.csl_schema import SCHEMA


def test_the_schema_holds(corpus: Corpus) -> None:
    validator = jsonschema.Draft7Validator(SCHEMA)
    errors = validator.iter_errors(json.loads(corpus.texts["csl-json"]))
    assert [error.message for error in errors] == []


def test_ids_are_unique(corpus: Corpus) -> None:
    ids = [item["id"] for item in json.loads(corpus.texts["csl-json"])]
    assert ids == corpus.keys
    assert len(set(ids)) == len(ids)
