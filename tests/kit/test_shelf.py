from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from discuss.kit.shelf import Shelf


@dataclass
class Thing:
    size: int


def a_shelf(room: int = 10) -> Shelf[str, Thing]:
    return Shelf(room)


def test_what_was_asked_for_least_lately_makes_room() -> None:
    shelf = a_shelf()
    for key in "abc":
        shelf.put(key, Thing(4 if key != "c" else 2))
    shelf.get("a")
    shelf.put("d", Thing(3))
    assert [key for key in "abcd" if shelf.get(key)] == ["a", "c", "d"]


def test_another_thing_under_the_same_key_takes_its_place() -> None:
    shelf = a_shelf()
    shelf.put("a", Thing(7))
    shelf.put("a", Thing(3))
    assert (shelf.taken, len(shelf)) == (3, 1)


def test_a_thing_that_never_fits_displaces_only_what_it_replaces() -> None:
    shelf = a_shelf()
    shelf.put("a", Thing(4))
    shelf.put("b", Thing(4))
    shelf.put("a", Thing(11))
    assert shelf.get("a") is None
    assert shelf.get("b")


def test_an_emptied_shelf_holds_nothing() -> None:
    shelf = a_shelf()
    shelf.put("a", Thing(4))
    shelf.clear()
    assert (shelf.taken, len(shelf)) == (0, 0)


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(0, 12))))
def test_there_is_never_more_than_there_is_room_for(puts: list[tuple[str, int]]) -> None:
    shelf = a_shelf()
    for key, size in puts:
        shelf.put(key, Thing(size))
        kept = [found for name in "abcdef" if (found := shelf.get(name))]
        assert shelf.taken == sum(each.size for each in kept) <= shelf.room
