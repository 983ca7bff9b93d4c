"""What the other readers say, added to the questions whose viewer may see it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session

from discuss.predictions.models import CrowdPoint, Standing
from discuss.predictions.queries import crowds
from discuss.predictions.queries.excluding import left_out
from discuss.predictions.queries.face import Face, Told, live_options
from discuss.predictions.queries.knowable import adjusted_before, knowable_at, stood_before
from discuss.predictions.queries.lapsing import ended, stands_at
from discuss.predictions.queries.running import standing_cdfs
from discuss.predictions.rules.crowd import choice_crowd_of, crowd_of
from discuss.predictions.rules.lapsing import has_ended
from discuss.predictions.rules.pool import Pool, pool_of, read_from
from discuss.predictions.rules.scale import NUMERIC


def told(session: Session, faces: Sequence[Face]) -> list[Face]:
    """Add what others say to what is revealed; five statements at most.

    Where a forecast has come to its end and nothing was written down yet, three more a question;
    two more where it was decided anew whose forecasts count; and two or three where an answer was
    knowable before the question was over, which then tells what the others said until then.
    """
    shown = [each for each in faces if each.is_revealed]
    if not shown:
        return list(faces)
    points = crowds.histories(session, [each.question.id for each in shown])
    estimates = crowds.latest_adjusted(session, [each.question.id for each in shown])
    out = left_out(session, [each.question.id for each in shown if each.question.edition])
    found: dict[int, Told] = {}
    for kinds, read, tell in _TELLERS:
        of_kinds = [each for each in shown if each.question.kind in kinds]
        ids = [each.question.id for each in of_kinds]
        said = read(session, ids, *_now(of_kinds)) if of_kinds else {}
        for each in of_kinds:
            number = each.question.id
            found[number] = replace(
                tell(each, said.get(number)),
                points=points.get(number, []),
                adjusted=estimates.get(number),
                left_out=out.get(number, ()),
            )
    return [
        replace(each, told=_until_known(session, each, found[each.question.id]))
        if each.question.id in found
        else each
        for each in faces
    ]


def _now(faces: Sequence[Face]) -> list[ColumnElement[bool]]:
    """Return the condition that leaves out what has ended, where anything has."""
    return [stands_at(each.now) for each in faces if _is_behind(each)][:1]


def _is_behind(face: Face) -> bool:
    return has_ended(face.next_end, face.now)


def _until_known(session: Session, face: Face, said: Told) -> Told:
    """Return what the others say; of what is decided, what they said before it was knowable."""
    at = knowable_at(face)
    if at is None:
        return _caught_up(session, face, said)
    if face.is_numeric:
        point = crowds.point_before(session, face.question, at - timedelta.resolution)
        then = Told(read_from(point.n, point.cdf) if point and point.n and point.cdf else None)
    elif face.question.kind == "choice":
        then = _shares(face, [each.shares or {} for each in stood_before(session, face, at)])
    else:
        said_then = {each.person_id: each for each in stood_before(session, face, at)}
        crowd = crowd_of([each.probability or 0.0 for each in said_then.values()])
        for own in face.own:
            said_then.pop(own.person_id, None)
        then = Told(crowd, sorted(each.probability or 0.0 for each in said_then.values()))
    return replace(
        then,
        points=[each for each in said.points if each.created_at < at],
        adjusted=adjusted_before(session, face, at),
        left_out=said.left_out,
    )


def _caught_up(session: Session, face: Face, said: Told) -> Told:
    """Return what the others say without those whose time is over, though no event tells it yet."""
    if not _is_behind(face):
        return said
    kind, now = face.question.kind, stands_at(face.now)
    crowd = said.crowd
    if face.is_numeric:
        crowd = pool_of(standing_cdfs(session, face.question.id, now))
    adjusted = crowds.adjusted_now(session, face.question.id, kind, face.revision, now)
    last, _ = ended(session, face.question.id, face.now)[-1]
    figures = crowds.figures_of(crowd, face.scale if face.is_numeric else None)
    cdf = list(crowd.cdf) if isinstance(crowd, Pool) else None
    point = _point(last, crowds.formula_of(kind), crowd.n if crowd else 0, figures, cdf)
    estimate = _point(
        last, crowds.adjusted_formula_of(kind), adjusted.n, adjusted.figures, adjusted.cdf
    )
    return replace(said, crowd=crowd, points=[*said.points, point], adjusted=estimate)


def _point(
    last: Standing, version: str, n: int, figures: dict[str, Any], cdf: list[float] | None
) -> CrowdPoint:
    """Return a point of the history that is not stored yet."""
    return CrowdPoint(
        question_id=last.question_id,
        event_id=last.event_id,
        version=version,
        n=n,
        figures=figures,
        cdf=cdf,
        created_at=last.expires_at or last.since,
    )


def _chance(face: Face, values: Sequence[float] | None) -> Told:
    ranked = values or []
    return Told(crowd_of(ranked), _without(ranked, face))


def _shares(face: Face, shares: Sequence[Mapping[str, float]] | None) -> Told:
    return Told(choice_crowd_of(shares or [], list(live_options(face.revision))))


def _pool(face: Face, pool: Pool | None) -> Told:
    del face
    return Told(pool)


def _without(values: Sequence[float], viewed: Face) -> list[float]:
    """Return the others' values: all but the viewer's own, which stands among them."""
    others = list(values)
    own = viewed.standing.probability if viewed.standing else None
    if own is not None and viewed.exclusion is None and own in others:
        others.remove(own)
    return others


_TELLERS: Final[Sequence[tuple[Sequence[str], Callable[..., Any], Callable[..., Told]]]] = (
    (("binary",), crowds.standing_probabilities, _chance),
    (("choice",), crowds.standing_shares, _shares),
    (NUMERIC, crowds.latest_pools, _pool),
)
