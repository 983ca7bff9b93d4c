"""A site that sends by a real mail server, on both kinds of database."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fixtures.databases import KINDS
from tests.fixtures.mail import Mailbox
from tests.fixtures.sites import Site, a_site


@pytest.fixture(params=KINDS)
def sending(request: pytest.FixtureRequest, tmp_path: Path, mailbox: Mailbox) -> Iterator[Site]:
    """A running site whose mails arrive in `mailbox`."""
    smtp = f"smtp://127.0.0.1:{mailbox.port}"
    with a_site(request.param, tmp_path, request, smtp_url=smtp) as running:
        yield running
