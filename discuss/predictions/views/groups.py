"""Readers see a group of questions, and answer it in one form."""

from datetime import datetime

from discuss.accounts.rules import Actor
from discuss.articles import queries as articles
from discuss.kit.errors import Missing
from discuss.predictions import queries
from discuss.predictions.queries import Face, Grouped
from discuss.predictions.queries.groups import NO_GROUP
from discuss.web.transaction import reading


def grouped(group_id: int, actor: Actor, now: datetime) -> tuple[Grouped, list[Face]]:
    """Return a group with those of its questions that this reader may see; none is `Missing`."""
    session = reading()
    seen = queries.group(session, group_id)
    article = articles.of_prompt(session, seen.group.prompt_id).article
    faces = queries.several(session, seen.ids, actor.person_id, now)
    if not actor.may_edit:
        is_out = article.published_at is not None
        faces = [each for each in faces if is_out and each.question.published_at is not None]
    if not faces:
        raise Missing(NO_GROUP)
    return seen, faces
