"""What several tests of forecasts need."""

from dataclasses import replace

import pytest
from flask import Flask


@pytest.fixture
def without_guests(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """A site on which nobody takes part without an account."""
    monkeypatch.setitem(app.config, "DISCUSS", replace(app.config["DISCUSS"], guests=False))
