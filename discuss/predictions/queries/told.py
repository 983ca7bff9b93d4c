"""What the other readers say, added to the questions whose viewer may see it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from sqlalchemy.orm import Session

from discuss.predictions.queries import crowds
from discuss.predictions.queries.face import Face, Told, live_options
from discuss.predictions.rules.crowd import choice_crowd_of, crowd_of
from discuss.predictions.rules.pool import Pool
from discuss.predictions.rules.scale import NUMERIC


def told(session: Session, faces: Sequence[Face]) -> list[Face]:
    """Add what others say to what is revealed; five statements at most."""
    shown = [each for each in faces if each.is_revealed]
    if not shown:
        return list(faces)
    points = crowds.histories(session, [each.question.id for each in shown])
    estimates = crowds.latest_adjusted(session, [each.question.id for each in shown])
    found: dict[int, Told] = {}
    for kinds, read, tell in _TELLERS:
        of_kinds = [each for each in shown if each.question.kind in kinds]
        said = read(session, [each.question.id for each in of_kinds]) if of_kinds else {}
        for each in of_kinds:
            number = each.question.id
            found[number] = replace(
                tell(each, said.get(number)),
                points=points.get(number, []),
                adjusted=estimates.get(number),
            )
    return [
        replace(each, told=found[each.question.id]) if each.question.id in found else each
        for each in faces
    ]


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
    if own is not None and own in others:
        others.remove(own)
    return others


_TELLERS: Final[Sequence[tuple[Sequence[str], Callable[..., Any], Callable[..., Told]]]] = (
    (("binary",), crowds.standing_probabilities, _chance),
    (("choice",), crowds.standing_shares, _shares),
    (NUMERIC, crowds.latest_pools, _pool),
)
