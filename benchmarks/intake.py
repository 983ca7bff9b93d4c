"""What the checks of new words catch and miss, and how the scorer learns from decisions.

Run `python benchmarks/intake.py` for SQLite, or with the address of an empty PostgreSQL database.
Two thousand made-up comments of known kinds are posted and moderated by the site's own actions.
"""

import sys
import tempfile
from pathlib import Path

from first_table import _site

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks import replay, submissions

COUNT = 2_000
STEPS = (50, 100, 200, 400, 700, 1_000)


def main() -> None:
    url = sys.argv[1] if len(sys.argv) > 1 else ""
    with tempfile.TemporaryDirectory() as folder:
        app = _site(folder, url)
        with app.app_context():
            found, curve = _replayed()
    print("| kind | sent | held | advised | missed | found by |\n|---|---:|---:|---:|---:|---|")
    for kind, each in found.items():
        by = ", ".join(f"{name} {count}" for name, count in each.by.most_common())
        missed = "" if kind in submissions.GOOD else each.sent - each.held - each.advised
        print(f"| {kind} | {each.sent} | {each.held} | {each.advised} | {missed} | {by} |")
    print("\n| decisions | precision | recall |\n|---:|---:|---:|")
    for step, measure in curve:
        print(f"| {step:,} | {measure.precision or 0:.2f} | {measure.recall or 0:.2f} |")


def _replayed() -> tuple[dict[str, replay.Caught], list]:
    from sqlalchemy import select

    from discuss.articles.models import Prompt
    from discuss.web.transaction import transaction

    with transaction() as session:
        prompt_id = session.scalars(select(Prompt.id).order_by(Prompt.id)).first()
        village = replay.Village(session, prompt_id)
        found = replay.replay(village, submissions.made(1, COUNT))
        return found, replay.curve(session, STEPS, 2)


if __name__ == "__main__":
    main()
