"""Script modules joined into one file: a page that needs them all asks for them once.

Each module becomes a function that is called when it is first used, so what a page does not ask
for is read but never run. Only the ways of importing and exporting that this house uses are
known; any other is refused, when the site starts and in the tests.
"""

import posixpath
import re
from collections.abc import Mapping

TAKES = re.compile(r"^import (?:(\{ (?:\w+, )*\w+ \}) from )?'(\.[\w./-]+)';$", re.MULTILINE)
LATER = re.compile(r"(?<![\w'])import\('(\.[\w./-]+)'\)(?!\.[A-Z])")
GIVES = re.compile(r"^export (?=(?:async )?(?:function|const) (\w+))", re.MULTILINE)
LEFT = re.compile(
    r"^(?:\s*(?:import|export)\b|(?:await|(?:const|let) [^=]*= await)\b|"
    r"(?!\s*(?://|/?\*)).*\bimport\s*[(.]).*",
    re.MULTILINE,
)
"""What is left over of imports and exports outside comments, and what waits at the top level."""
HEAD = """const make = {};
const made = {};
const use = (name) => (made[name] ??= make[name]());
const later = async (name) => use(name);
"""


def joined(modules: Mapping[str, str], entry: str) -> str:
    """Return one module that behaves as `entry` does among `modules`, texts by their paths.

    Raises ValueError for a form of import or export that is not known, for a module that is not
    there, and for modules that need each other in a circle.
    """
    parts = {name: _part(name, text) for name, text in sorted(modules.items())}
    _refuse_circles(modules)
    return f"{HEAD}{''.join(parts.values())}use('{entry}');\n"


def _part(name: str, text: str) -> str:
    """Return the module as a function that gives what it exports."""

    def takes(found: re.Match[str]) -> str:
        there = f"use('{_beside(name, found[2])}');"
        return f"const {found[1]} = {there}" if found[1] else there

    given = GIVES.findall(text)
    body = TAKES.sub(takes, GIVES.sub("", text))
    body = LATER.sub(lambda found: f"later('{_beside(name, found[1])}')", body)
    if left := LEFT.search(body):
        raise ValueError(f"{name}: {left[0].strip()} is not a form that can be joined")
    return f"make['{name}'] = () => {{\n{body}\nreturn {{ {', '.join(given)} }};\n}};\n"


def _beside(name: str, path: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), path))


def _refuse_circles(modules: Mapping[str, str]) -> None:
    """Follow what each module needs at once; names are read when a module begins."""
    known: set[str] = set()

    def follow(name: str, above: tuple[str, ...]) -> None:
        if name in above:
            raise ValueError(f"{' needs '.join((*above, name))}: a circle")
        if name not in modules:
            raise ValueError(f"{above[-1]} needs {name}, which is not there")
        if name in known:
            return
        for _, path in TAKES.findall(modules[name]):
            follow(_beside(name, path), (*above, name))
        for path in LATER.findall(modules[name]):
            if _beside(name, path) not in modules:
                raise ValueError(f"{name} needs {path}, which is not there")
        known.add(name)

    for name in modules:
        follow(name, ())
