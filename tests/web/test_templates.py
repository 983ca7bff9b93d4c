"""Templates share what all of them know, and none can change it for the others."""

import stat
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import DictLoader

from discuss.web.templates import Compiled, Environment


def test_names_for_one_template_reach_no_other(app: Flask) -> None:
    page = app.jinja_env.get_template("_refusal.html")
    with pytest.raises(AttributeError):
        app.jinja_env.get_template("_refusal.html", globals={"leaked": 1})
    fresh = app.jinja_env.from_string("{{ leaked }}{{ asset is defined }}", globals={"leaked": 2})
    assert fresh.render() == "2True"
    assert "leaked" not in app.jinja_env.globals
    assert "leaked" not in page.globals


def test_what_is_registered_later_is_known_to_templates_that_are_there(app: Flask) -> None:
    page = app.jinja_env.get_template("_refusal.html")
    app.jinja_env.globals["registered_later"] = "yes"
    assert page.globals["registered_later"] == "yes"
    del app.jinja_env.globals["registered_later"]


def lines(folder: Path, source: str) -> Environment:
    """Return an environment of one template, as after a start."""
    return Environment(
        Flask("lines"), loader=DictLoader({"one": source}), bytecode_cache=Compiled(folder)
    )


def test_a_template_is_compiled_once_and_again_when_it_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "kept"
    assert lines(folder, "First.").get_template("one").render() == "First."
    assert stat.S_IMODE(folder.stat().st_mode) == stat.S_IRWXU
    assert lines(folder, "Second.").get_template("one").render() == "Second."
    with monkeypatch.context() as patch:
        patch.setattr(Environment, "compile", None)
        assert lines(folder, "Second.").get_template("one").render() == "Second."
    assert len(list(folder.iterdir())) == 1


@pytest.mark.parametrize("there", ["a file", "nothing to write to"])
def test_where_nothing_can_be_kept_pages_come_all_the_same(tmp_path: Path, there: str) -> None:
    folder = tmp_path / "kept"
    if there == "a file":
        folder.write_text("in the way")
    else:
        folder = tmp_path / "missing" / "kept"
    assert lines(folder, "Here.").get_template("one").render() == "Here."


def test_what_was_kept_and_is_broken_is_compiled_anew(tmp_path: Path) -> None:
    lines(tmp_path, "Whole.").get_template("one")
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(b"broken")
    assert lines(tmp_path, "Whole.").get_template("one").render() == "Whole."
