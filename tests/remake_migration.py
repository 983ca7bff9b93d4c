"""Write the first migration anew from the models; only before the first release.

Run it as `python -m tests.remake_migration`.
"""

import sys
import tempfile
from pathlib import Path

import flask_migrate

from discuss.app import create_app
from discuss.settings import read
from discuss.web.database import MIGRATIONS


def main() -> None:
    for old in (MIGRATIONS / "versions").glob("*.py"):
        old.unlink()
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(read({"DISCUSS_INSTANCE": folder}, Path(folder)))
        with app.app_context():
            flask_migrate.revision(
                directory=str(MIGRATIONS),
                message="the first tables",
                autogenerate=True,
                rev_id="0001",
            )


if __name__ == "__main__":
    sys.exit(main())
