"""The scorer learns from what moderators decided; it never decides anything itself."""

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from discuss.moderation.models import ScorerModel
from discuss.moderation.rules.scoring import VERSION, Trained


def keep_trained(session: Session, trained: Trained, now: datetime) -> ScorerModel:
    """Let what was learned replace what was learned before."""
    session.execute(delete(ScorerModel))
    model = ScorerModel(
        version=VERSION,
        decided=trained.decided,
        rejected=trained.rejected,
        held_out=trained.held_out,
        threshold=trained.threshold,
        measures=[[m.threshold, m.found, m.right, m.rejected] for m in trained.measures],
        weights=trained.weights.packed,
        bias=trained.weights.bias,
        created_at=now,
    )
    session.add(model)
    session.flush()
    return model
