"""One running site for everything that several people do at once at the desk."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from discuss.kit import clock
from tests.fixtures.databases import KINDS
from tests.fixtures.sites import Site, a_site
from tests.moderation.newsroom import Later


@pytest.fixture(scope="session", params=KINDS)
def newsroom(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """A running site on each kind of database, which the tests of this folder share."""
    with a_site(request.param, tmp_path_factory.mktemp("newsroom"), request) as running:
        yield running


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Later:
    """Let time go by for the doors, counted from now on."""

    def move(**by: float) -> datetime:
        offset = timedelta(**by)
        monkeypatch.setattr(clock, "now", lambda: datetime.now(UTC) + offset)
        return clock.now()

    return move
