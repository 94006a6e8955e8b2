"""Frozen data classes: as those of the standard library, whichever way a value comes about."""

import copy
import pickle
from dataclasses import FrozenInstanceError, field, replace

import pytest

from corpus.frozen import frozen
from corpus.model import Span, UnitMention

MENTION = UnitMention(Span(3, 9), "Phòng Kế hoạch", "unit:name")


@frozen
class Pair:
    left: int
    right: tuple[int, ...] = ()


@pytest.mark.parametrize(
    "made", [lambda m: pickle.loads(pickle.dumps(m)), copy.copy, copy.deepcopy, replace], ids=["pickle", "copy", "deepcopy", "replace"]
)
def test_a_copy_is_equal_frozen_and_hashed_alike(made):
    again = made(MENTION)
    assert again == MENTION and hash(again) == hash(MENTION) and type(again) is UnitMention
    with pytest.raises(FrozenInstanceError):
        again.unit = "Phòng khác"
    with pytest.raises(FrozenInstanceError):
        del again.unit


def test_fields_are_taken_by_name_and_have_defaults():
    assert Pair(left=1) == Pair(1, ()) and Pair(1, right=(2,)).right == (2,)
    assert repr(Pair(1)) == "Pair(left=1, right=())"


@pytest.mark.parametrize("given", [{}, {"left": 1, "middle": 2}, {"right": ()}])
def test_wrong_fields_are_refused(given):
    with pytest.raises(TypeError):
        Pair(**given)


def test_a_value_has_no_attributes_but_its_fields():
    with pytest.raises((AttributeError, TypeError)):
        object.__setattr__(MENTION, "other", 1)
    assert not hasattr(MENTION, "__dict__")


def test_no_default_may_change():
    with pytest.raises(TypeError, match="mặc định"):

        @frozen
        class Odd:
            """A record whose default would be shared."""

            places: list[int] = field(default_factory=list)
