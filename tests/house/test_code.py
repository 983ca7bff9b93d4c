"""Laws of the code that no linter knows."""

import ast
import importlib
import pkgutil

import discuss
from discuss.kit.orm import Base
from tests.house import source

# Parameters by which shared code would branch on its caller.
WHO_ASKS = {
    "caller", "via", "is_api", "from_api", "api", "as_json", "door", "request", "html",
    "is_admin", "is_html", "channel",
}  # fmt: skip


def actions() -> list[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    return [
        (name, function)
        for path in source.files(".py", under="discuss")
        if "actions" in (path.stem, path.parent.name)
        for name, function in source.functions(path)
    ]


def test_no_action_is_told_which_door_asks() -> None:
    told = [
        f"{name}({argument.arg})"
        for name, function in actions()
        for argument in (*function.args.args, *function.args.kwonlyargs)
        if argument.arg in WHO_ASKS
    ]
    assert told == []
    assert actions()


def calls(name: str, endings: set[str], owners: set[str] | None = None) -> list[str]:
    """Return where a method of one of these names is called in the named role."""
    return [
        f"{source.name_of(path)}:{node.lineno}"
        for path in source.files(".py", under="discuss")
        if name in (path.stem, path.parent.name)
        for node in ast.walk(ast.parse(source.text_of(path)))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in endings
        and (owners is None or ast.unparse(node.func.value).split(".")[-1] in owners)
    ]


def test_actions_never_commit() -> None:
    assert calls("actions", {"commit", "rollback"}) == []


def test_queries_never_write() -> None:
    writes = {"commit", "add", "add_all", "flush", "delete", "merge"}
    assert calls("queries", writes, {"session"}) == []


def test_the_clock_is_read_at_the_doors_only() -> None:
    inner = ("rules", "models", "policy", "queries", "actions", "forms", "presenters")
    clocks = {"clock", "datetime", "date", "time"}
    ways = {"now", "utcnow", "today", "time", "monotonic"}
    assert [place for role in inner for place in calls(role, ways, clocks)] == []


def test_every_relationship_must_be_asked_for() -> None:
    for module in pkgutil.walk_packages(discuss.__path__, "discuss."):
        if module.name.split(".")[-1] == "models" or ".models." in module.name:
            importlib.import_module(module.name)
    lazy = {
        f"{mapper.class_.__name__}.{relation.key}": relation.lazy
        for mapper in Base.registry.mappers
        for relation in mapper.relationships
        if relation.lazy not in {"raise", "write_only"}
    }
    assert lazy == {}


def test_nobody_uses_the_global_query() -> None:
    used = [
        f"{source.name_of(path)}:{node.lineno}"
        for path in source.files(".py", under="discuss")
        for node in ast.walk(ast.parse(source.text_of(path)))
        if isinstance(node, ast.Attribute)
        and node.attr in {"query", "query_class"}
        and not (isinstance(node.value, ast.Name) and node.value.id in {"request", "parts", "url"})
    ]
    assert used == []


def test_views_are_short() -> None:
    long = {
        name: count
        for path in source.files(".py", under="discuss")
        if {"views", "api"} & {path.stem, path.parent.name}
        for name, function in source.functions(path)
        if _is_door(function) and (count := source.lines_of(function)) > 15
    }
    assert long == {}


def _is_door(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return any("bp." in ast.unparse(decorator) for decorator in function.decorator_list)


def test_what_crosses_a_room_says_what_it_does() -> None:
    silent = [
        name
        for path in source.files(".py", under="discuss")
        if "migrations" not in path.parts
        for name, function in source.functions(path)
        if not function.name.startswith("_")
        and ast.get_docstring(function) is None
        and not _is_inner(path.read_text(), function)
    ]
    assert silent == []


def _is_inner(text: str, function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Tell whether a function stands inside another one."""
    return any(
        isinstance(outer, ast.FunctionDef)
        and outer is not function
        and outer.lineno < function.lineno <= (outer.end_lineno or 0)
        for outer in ast.walk(ast.parse(text))
    )
