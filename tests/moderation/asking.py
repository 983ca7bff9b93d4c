"""Forms sent as a page without scripts sends them."""

from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from discuss.comments.models import Comment
from tests.makers.moderation import seen


def token(page: TestResponse) -> str:
    return page.text.split('name="csrf_token" value="')[1].split('"')[0]


def post(client: FlaskClient, path: str, **fields: object) -> TestResponse:
    fields["csrf_token"] = token(client.get("/rules"))
    return client.post(path, data=fields)


def sent(session: Session, comment: Comment, outcome: str, **more: object) -> dict[str, object]:
    command = seen(session, comment, outcome, **more)
    return {
        name: getattr(command, name) for name in command.__dataclass_fields__ if name != "case_id"
    }
