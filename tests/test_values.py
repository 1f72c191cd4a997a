"""Values are what frozen data classes with slots are, and cost less to import."""

import copy
import dataclasses
import pickle

import pytest

from bibkit.diagnostics import Diagnostic
from bibkit.model import Date, Identifier, Name, Profile, Source, replace
from bibkit.values import Value

ORCID = Identifier("orcid", "0000-0002-1825-0097")
VALUES = [
    (ORCID, "Identifier(scheme='orcid', value='0000-0002-1825-0097')"),
    (
        Name("Beethoven", "Ludwig", dropping_particle="van", ids=(ORCID,)),
        "Name(family='Beethoven', given='Ludwig', non_dropping_particle='', "
        "dropping_particle='van', suffix='', literal='', ids=(Identifier(scheme='orcid', "
        "value='0000-0002-1825-0097'),))",
    ),
    (
        Date(1999, 12, end=Date(2000)),
        "Date(year=1999, month=12, day=None, season=None, circa=False, uncertain=False, "
        "unspecified=0, end=Date(year=2000, month=None, day=None, season=None, circa=False, "
        "uncertain=False, unspecified=0, end=None, open_start=False, open_end=False, "
        "literal=''), open_start=False, open_end=False, literal='')",
    ),
    (
        Profile(owner="Ada", h_index=3),
        "Profile(owner='Ada', subject='', h_index=3, papers=None, citations=None, "
        "novelty=None, score=None, date='')",
    ),
    (
        Diagnostic("bad-value", "no month 13", Source("a.ris", 3), "DA"),
        "Diagnostic(code='bad-value', message='no month 13', source=Source(path='a.ris', "
        "line=3, format='', key='', profile=None), field='DA')",
    ),
]
KINDS = [type(value).__name__ for value, _ in VALUES]
each_value = pytest.mark.parametrize("value", [value for value, _ in VALUES], ids=KINDS)


@pytest.mark.parametrize(("value", "shown"), VALUES, ids=KINDS)
def test_a_value_shows_its_fields(value: Value, shown: str) -> None:
    assert repr(value) == shown


@each_value
def test_a_value_survives_pickling_and_copying(value: Value) -> None:
    for again in (pickle.loads(pickle.dumps(value)), copy.copy(value), copy.deepcopy(value)):
        assert again == value
        assert hash(again) == hash(value)
        assert repr(again) == repr(value)


@each_value
def test_a_value_is_frozen(value: Value) -> None:
    name = dataclasses.fields(value)[0].name
    with pytest.raises(dataclasses.FrozenInstanceError, match=f"cannot assign to .*'{name}'"):
        setattr(value, name, "other")
    with pytest.raises(dataclasses.FrozenInstanceError, match=f"cannot delete .*'{name}'"):
        delattr(value, name)
    with pytest.raises((AttributeError, TypeError)):
        value.unheard_of = 1


@each_value
def test_a_value_is_a_data_class_to_those_who_ask(value: Value) -> None:
    assert dataclasses.is_dataclass(value)
    names = [each.name for each in dataclasses.fields(value)]
    assert repr(value).startswith(f"{type(value).__name__}({names[0]}=")
    assert dataclasses.replace(value) == replace(value) == value
    assert list(dataclasses.asdict(value)) == names


def test_values_of_two_kinds_differ() -> None:
    assert Identifier("a", "b") != ("a", "b")
    assert Name("a") != Date(literal="a")
    assert len({Name("a"), Name("a"), Name("a", "b"), Name("a", dropping_particle="b")}) == 3


def test_a_changed_value_is_checked_again() -> None:
    date = Date(1999, 2, 28)
    assert replace(date, day=1) == dataclasses.replace(date, day=1) == Date(1999, 2, 1)
    for change in (replace, dataclasses.replace):
        with pytest.raises(ValueError, match="no day 29 in month 2 of 1999"):
            change(date, day=29)
        with pytest.raises(TypeError, match="dai"):
            change(date, dai=1)


def test_data_classes_know_the_defaults() -> None:
    defaults = {each.name: each.default for each in dataclasses.fields(Name)}
    assert defaults == {
        "family": "", "given": "", "non_dropping_particle": "", "dropping_particle": "",
        "suffix": "", "literal": "", "ids": (),
    }  # fmt: skip
    assert {each.default for each in dataclasses.fields(Identifier)} == {dataclasses.MISSING}


def test_identifiers_are_ordered() -> None:
    one, two, three = Identifier("doi", "1"), Identifier("doi", "2"), Identifier("pmid", "0")
    assert sorted([three, two, one]) == [one, two, three]
    assert one < two <= two < three
    assert three > two >= two > one
    with pytest.raises(TypeError):
        _ = one < ("doi", "2")
