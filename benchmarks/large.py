"""One discussion of a million comments: how large its tables and indexes are, and what it costs.

Run `python benchmarks/large.py` for SQLite, or with the address of an empty PostgreSQL database; a
number behind it makes so many comments instead. Reads are medians of wall-clock time.
"""

import sys
import tempfile
from typing import Any

from first_table import _fill, _site, _slug
from growth import _index, _paths, _read

MILLION = 1_000_000
MEGABYTE = 1_000_000
ON_POSTGRESQL = """
SELECT t.relname, pg_table_size(t.oid), i.relname, pg_relation_size(i.oid) FROM pg_class t
LEFT JOIN pg_index x ON x.indrelid = t.oid LEFT JOIN pg_class i ON i.oid = x.indexrelid
WHERE t.relkind = 'r' AND t.relnamespace = 'public'::regnamespace
"""
ON_SQLITE = """
SELECT m.tbl_name, m.type, m.name, sum(d.pgsize)
FROM dbstat d JOIN sqlite_master m ON m.name = d.name
GROUP BY m.name
"""


def main() -> None:
    """Fill, tell the sizes, and read."""
    size = int(sys.argv[2]) if len(sys.argv) > 2 else MILLION
    with tempfile.TemporaryDirectory() as folder:
        app = _site(folder, sys.argv[1] if len(sys.argv) > 1 else "")
        with app.app_context():
            _, prompt_id, _ = _fill(size)
            _index()
            paths = _paths(prompt_id, f"/articles/{_slug(app)}")
            tell(_sizes(), size)
        print("\n| what | statements | µs |\n|---|---:|---:|")
        for name, path in paths.items():
            found = _read(app, path)
            print(f"| {name} | {found['statements']} | {found['micros']:.0f} |", flush=True)


def tell(sizes: dict[str, tuple[int, dict[str, int]]], count: int) -> None:
    """Print the large tables with their indexes, in megabytes for each million comments."""
    share = MILLION / count / MEGABYTE
    print("| table | rows, MB | its indexes, MB | the largest of them |\n|---|---:|---:|---|")
    for name, (own, indexes) in sorted(sizes.items(), key=lambda each: -each[1][0]):
        if own > MEGABYTE:
            largest = sorted(indexes.items(), key=lambda each: -each[1])[:3]
            said = ", ".join(f"{each} {taken * share:.0f}" for each, taken in largest)
            total = sum(indexes.values()) * share
            print(f"| {name} | {own * share:.0f} | {total:.0f} | {said} |", flush=True)


def _sizes() -> dict[str, tuple[int, dict[str, int]]]:
    """Return bytes of the rows of each table, and of each of its indexes."""
    from discuss.web.extensions import db

    found: dict[str, tuple[int, dict[str, int]]] = {}
    with db.engine.connect() as connection:
        if db.engine.dialect.name == "postgresql":
            for table, own, index, taken in connection.exec_driver_sql(ON_POSTGRESQL):
                found.setdefault(table, (own, {}))[1].update({index: taken} if index else {})
            return found
        rows: list[Any] = list(connection.exec_driver_sql(ON_SQLITE))
    for table, kind, name, taken in rows:
        own, indexes = found.get(table, (0, {}))
        found[table] = (
            (own + taken, indexes) if kind == "table" else (own, {**indexes, name: taken})
        )
    return found


if __name__ == "__main__":
    main()
