"""What the house's own tests read: every committed file, function and template."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PYTHON = (ROOT / "discuss", ROOT / "tests", ROOT / "benchmarks")


@cache
def files(*endings: str, under: str = "") -> tuple[Path, ...]:
    """Return the files that are committed or about to be, by their endings."""
    listed = subprocess.run(
        [
            "git",
            "ls-files",
            "--cached",
            "--others",
            "--exclude-standard",
            "-z",
            *([under] if under else []),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\0")
    found = (ROOT / name for name in listed if name)
    return tuple(sorted(p for p in found if p.is_file() and (not endings or p.suffix in endings)))


def name_of(path: Path) -> str:
    """Return how a file is called in messages."""
    return path.relative_to(ROOT).as_posix()


def text_of(path: Path) -> str:
    """Return a file's text; what is no text reads as nothing."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def functions(path: Path) -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    """Yield every function of a file with the name by which an allow-list would know it."""
    for node in ast.walk(ast.parse(text_of(path))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{name_of(path)}:{node.name}", node


def lines_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return how many lines a function's body takes, its docstring left out."""
    body = function.body
    if ast.get_docstring(function) is not None:
        body = body[1:]
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0
