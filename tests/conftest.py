"""What tests stand on: both databases, a savepoint each, a live site, a mail server, a browser."""

import os
import tempfile
from pathlib import Path

from hypothesis import settings

# The PostgreSQL wheel keeps its sockets in the runtime folder, which must be the owner's alone.
if not os.environ.get("XDG_RUNTIME_DIR"):
    runtime = Path(tempfile.gettempdir()) / f"discuss-runtime-{os.getuid()}"
    runtime.mkdir(mode=0o700, exist_ok=True)
    os.environ["XDG_RUNTIME_DIR"] = str(runtime)

# In CI the same examples come every time; elsewhere every run looks further.
settings.register_profile("everywhere", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "everywhere")

pytest_plugins = [
    "tests.fixtures.quick",
    "tests.fixtures.databases",
    "tests.fixtures.two",
    "tests.fixtures.sites",
    "tests.fixtures.mail",
    "tests.fixtures.browser",
]
