"""One examination of everything; it changes nothing."""

import json
import shutil
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy import make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from discuss.kit import audit, clock, fulltext, outbox
from discuss.kit.errors import Busy
from discuss.search import queries as search
from discuss.settings import Settings
from discuss.upkeep import queries, rules
from discuss.upkeep.rules import Finding
from discuss.web import database
from discuss.web.extensions import db
from discuss.web.limits import PACE, Pace
from discuss.web.transaction import reading, transaction

SHARED_DISKS = {"nfs", "nfs4", "cifs", "smb3", "fuse.sshfs", "9p", "ceph", "glusterfs", "lustre"}
SIGNS = {"well": "well", "look": "LOOK", "wrong": "WRONG"}
RESTORE = "Stop the site, keep the file, and put the last backup back with flask restore."


@click.command("doctor")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object, for programs.")
@with_appcontext
def doctor(*, as_json: bool) -> None:
    """Examine data, search, deliveries, settings and disk; end with status 1 when one is wrong."""
    settings: Settings = current_app.config["DISCUSS"]
    found = [*_of_data(), *_of_machine(settings)]
    if as_json:
        click.echo(json.dumps(rules.report(found), indent=2))
    else:
        for each in found:
            click.echo(f"{SIGNS[each.state]:<6} {each.part}: {each.sentence}")
            if each.mend:
                click.echo(f"       {each.mend}")
    if not rules.is_well(found):
        raise click.exceptions.Exit(1)


def _of_data() -> list[Finding]:
    """Examine what the database holds, as far as it answers and its tables are known."""
    if _is_missing():
        sentence = "There is no database yet."
        return [Finding("database", "wrong", sentence, "Start the site: the start makes it.")]
    [migrations] = _guarded("database", lambda: [rules.of_migrations(*database.revisions())])
    if migrations.state != "well":
        return [migrations]
    checks = {
        "database": _integrity,
        "references": _references,
        "counters": _counters,
        "search": _search,
        "orphans": _orphans,
        "record": _record,
        "outbox": _outbox,
    }
    return [migrations, *(found for part in checks.items() for found in _guarded(*part))]


def _is_missing() -> bool:
    path = db.engine.url.database
    return db.engine.dialect.name == "sqlite" and not Path(str(path)).exists()


def _guarded(part: str, check: Callable[[], Sequence[Finding]]) -> Sequence[Finding]:
    """Return what a check found, or that the database refused to be examined."""
    try:
        return check()
    except (DBAPIError, Busy) as error:
        said = getattr(error, "orig", error)
        sentence = f"This could not be examined: {str(said).splitlines()[0]}."
        mend = "Look whether the database's server runs and nobody else holds it. If its file is "
        return [Finding(part, "wrong", sentence, f"{mend}damaged: {RESTORE}")]
    finally:
        db.session.remove()


def _integrity() -> list[Finding]:
    damage = queries.damage(reading())
    if not damage:
        return [Finding("database", "well", "Every page and index can be read.")]
    mend = RESTORE if db.engine.dialect.name == "sqlite" else "Run REINDEX on them in psql."
    return [Finding("database", "wrong", f"The database is damaged: {damage[0]}.", mend)]


def _references() -> list[Finding]:
    well = "No row refers to a row that is not there."
    wrong = "Rows or rules with references that do not hold: {count}."
    mend = f"Rows were changed by hand, or the file is damaged. {RESTORE}"
    return [rules.of_counts("references", queries.broken_references(reading()), well, wrong, mend)]


def _counters() -> list[Finding]:
    count = queries.drifted(_of_one_moment(), clock.now())
    well = "Every counter, rank and published figure is what a recount says."
    wrong = "Counters, ranks and figures that a recount does not confirm: {count}."
    mend = "See which: flask comments recount, flask questions replay. Keep a backup; report it."
    return [rules.of_counts("counters", count, well, wrong, mend)]


def _of_one_moment() -> Session:
    """Return a session that sees one moment, so that people who write do not look like faults."""
    session = reading()
    if db.engine.dialect.name == "postgresql":
        session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
    return session


def _search() -> list[Finding]:
    count = search.disagreeing(_of_one_moment())
    with transaction() as session:
        count += not fulltext.is_whole(session, search.documents())
    well, mend = "Readers find what they can read.", "Run flask search rebuild."
    wrong = "Documents of the search that say something else than what is published: {count}."
    return [rules.of_counts("search", count, well, wrong, mend)]


def _orphans() -> list[Finding]:
    well = "Everything has the words it says it has."
    wrong = "Comments, articles and questions without their words: {count}."
    return [rules.of_counts("orphans", queries.orphans(reading()), well, wrong, RESTORE)]


def _record() -> list[Finding]:
    fault = audit.verify(_of_one_moment())
    if fault is None:
        return [Finding("record", "well", "Every row of the record is as it was written.")]
    mend = "Somebody changed it by hand. Keep the database and compare it with older backups."
    return [Finding("record", "wrong", f"Row {fault.n} is broken. {fault.sentence}", mend)]


def _outbox() -> list[Finding]:
    now = clock.now()
    return rules.of_outbox(outbox.standing(reading(), now), now)


def _of_machine(settings: Settings) -> list[Finding]:
    free = shutil.disk_usage(settings.instance).free
    path = Path(make_url(settings.database_url).database or settings.instance)
    is_open = bool(settings.instance.stat().st_mode & 0o007)
    examine = partial(rules.of_settings, settings, is_open=is_open)
    found = [rules.of_disk(free), *examine(is_shared=_disk_of(path) in SHARED_DISKS)]
    if settings.redis_url:
        pace: Pace = current_app.extensions[PACE]
        found.append(rules.of_redis(answers=pace.answers()))
    return found


def _disk_of(path: Path) -> str:
    """Return the kind of the file system that holds `path`, nothing where the system hides it."""
    mounts = Path("/proc/mounts")
    lines = mounts.read_text(encoding="utf-8").splitlines() if mounts.exists() else []
    kinds = {line.split()[1]: line.split()[2] for line in lines}
    above = [path.resolve(), *path.resolve().parents]
    return next((kinds[str(place)] for place in above if str(place) in kinds), "")
