"""What a check said becomes a row."""

from datetime import datetime

from discuss.moderation.models import DetectorResult
from discuss.moderation.rules.intake import Finding


def result_of(
    found: Finding, revision_id: int, now: datetime, *, is_applied: bool
) -> DetectorResult:
    """Return the row of a finding; not yet added."""
    return DetectorResult(
        revision_id=revision_id,
        detector=found.detector,
        version=found.version,
        verdict=found.verdict,
        detail=found.detail,
        spans=[list(span) for span in found.spans],
        is_applied=is_applied,
        score=found.score,
        ms=found.ms,
        error=found.error,
        created_at=now,
    )
