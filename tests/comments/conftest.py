"""A reader before a discussion, a question they can answer, and a comment of somebody else."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from discuss.comments.models import Comment
from discuss.predictions.models import Question
from tests.comments.test_views import Reader
from tests.makers.comments import a_comment
from tests.makers.predictions import an_open_question


@pytest.fixture
def reader(client: FlaskClient, session: Session) -> Reader:
    return Reader(client, session)


@pytest.fixture
def question(reader: Reader) -> Question:
    return an_open_question(reader.session, reader.prompt)


@pytest.fixture
def comment(reader: Reader) -> Comment:
    return a_comment(reader.session, prompt=reader.prompt)
