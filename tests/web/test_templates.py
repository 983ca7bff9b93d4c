"""Templates share what all of them know, and none can change it for the others."""

import pytest
from flask import Flask


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
