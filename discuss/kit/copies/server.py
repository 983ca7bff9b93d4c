"""Copies of a PostgreSQL database by its own programs: whole, while people write."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import URL

from discuss.kit.errors import Invalid, Refusal
from discuss.kit.files import written_whole

LOCK_PATIENCE = "30s"
"""How long a copy that is put back waits for whoever holds a table."""

EMPTIED = """
DO $$
DECLARE each record;
BEGIN
  FOR each IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
    EXECUTE format('DROP TABLE public.%I CASCADE', each.tablename);
  END LOOP;
  FOR each IN SELECT p.oid::regprocedure AS called FROM pg_proc AS p
    WHERE p.pronamespace = 'public'::regnamespace AND NOT EXISTS
      (SELECT FROM pg_depend AS d WHERE d.objid = p.oid AND d.deptype = 'e') LOOP
    EXECUTE format('DROP ROUTINE %s CASCADE', each.called);
  END LOOP;
END $$;
"""
"""Run in the transaction that puts a copy back: tables that the copy does not know go, too,
and so do functions but for those of extensions."""


class Server:
    """Who copies a PostgreSQL database."""

    name = "PostgreSQL"

    def __init__(self, url: URL, programs: str = "") -> None:
        self.url = url
        self.programs = programs

    def take(self, copy: Path, *, over: bool = False) -> None:
        """Write a copy of one moment to a file, looked through before it gets its name."""
        program = self._program("pg_dump")
        with written_whole(copy, over=over) as part:
            options = ["--format=custom", "--no-owner", "--no-privileges", f"--file={part}"]
            self._run([program, *options], "The copy could not be made")
            self.check(part)

    def check(self, copy: Path) -> None:
        """Raise `Refusal` unless a copy can be read to its end."""
        program = self._program("pg_restore")
        self._run([program, f"--file={os.devnull}", str(copy)], "The copy is damaged")

    def revision(self, copy: Path) -> str | None:
        """Return the revision of the tables in a copy, None when they are not a site's."""
        options = ["--data-only", "--table=alembic_version", "--file=-"]
        program = self._program("pg_restore")
        lines = iter(self._run([program, *options, str(copy)], "The copy is damaged").splitlines())
        for line in lines:
            if line.startswith("COPY ") and "alembic_version" in line:
                return next(lines, "").strip().removesuffix("\\.") or None
        return None

    def put_back(self, copy: Path) -> None:
        """Let the database be what the copy holds, in one transaction."""
        read, write = self._program("pg_restore"), self._program("psql")
        with tempfile.TemporaryDirectory(prefix="discuss-") as folder:
            script, first = Path(folder) / "copy.sql", Path(folder) / "first.sql"
            first.write_text(EMPTIED)
            # Written out before it is run: half of a script that breaks off would be committed.
            options = ["--no-owner", "--no-privileges", f"--file={script}"]
            self._run([read, *options, str(copy)], "The copy is damaged")
            options = ["--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--single-transaction"]
            files = [f"--file={first}", f"--file={script}"]
            failure = "The copy could not be put back, and everything is as it was"
            self._run([write, *options, *files], failure)

    def _program(self, name: str) -> str:
        found = shutil.which(name, path=self.programs or None)
        if found is None:
            where = self.programs or "the folders of PATH"
            raise Invalid(
                f"The program {name} was not found in {where}. Install PostgreSQL's client "
                "programs, or name their folder in DISCUSS_POSTGRESQL_PROGRAMS."
            )
        return found

    def _run(self, command: Sequence[str], failure: str) -> str:
        """Run a program of PostgreSQL's and return what it printed."""
        done = subprocess.run(  # noqa: S603 - a program of PostgreSQL's, without a shell
            command,
            env={**os.environ, **self._environment()},
            capture_output=True,
            stdin=subprocess.DEVNULL,
            text=True,
            check=False,
        )
        if done.returncode:
            said = [line for line in done.stderr.splitlines() if line.strip()]
            raise Refusal(f"{failure}: {said[0] if said else 'no reason was given'}")
        return done.stdout

    def _environment(self) -> dict[str, str]:
        """Return where the database is; the password is in no list of processes."""
        url = self.url
        plain = {
            "PGDATABASE": url.database,
            "PGHOST": url.host,
            "PGPORT": url.port,
            "PGUSER": url.username,
            "PGPASSWORD": url.password,
        }
        more = {f"PG{name.upper()}": str(value) for name, value in url.query.items()}
        return {
            **{name: str(value) for name, value in plain.items() if value is not None},
            **more,
            "PGCONNECT_TIMEOUT": "5",
            "PGOPTIONS": f"-c lock_timeout={LOCK_PATIENCE} -c statement_timeout=0",
        }
