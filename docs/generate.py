"""Write the reference's pages from the code: commands as they say, fields of the model, export formats."""

import ast
import inspect
import textwrap
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

import typer


def write(folder: Path) -> None:
    """Write every generated page, and only where it changed, so that a build sees what is new."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, page in {"commands": commands(), "fields": model_fields(), "formats": formats()}.items():
        path = folder / f"{name}.md"
        if not path.exists() or path.read_text(encoding="utf-8") != page:
            path.write_text(page, encoding="utf-8")


def commands() -> str:
    """Give the page of commands, each as its own `--help` has it."""
    from reportedly.cli.app import app

    parts = ["# Commands\n", "What each says of itself with `--help`.\n"]
    for path, command in _commands(typer.main.get_command(app), ("reportedly",)):
        context = command.make_context(" ".join(path), [], resilient_parsing=True)
        parts.append(f"## {' '.join(path)}\n\n```text\n{command.get_help(context).strip()}\n```\n")
    return "\n".join(parts)


def _commands(command: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Yield every command that does something, with the words that call it."""
    inner: dict[str, Any] = getattr(command, "commands", {})
    if not inner:
        yield path, command
    for name, one in inner.items():
        yield from _commands(one, (*path, name))


def model_fields() -> str:
    """Give the page of a reading's and an account's fields: types, and what the code says of each."""
    from reportedly.model import account, article, attribution, claim, reading, span, values

    parts = [
        "# Fields\n",
        "Every type that readings and questions are made of. In JSON `in_` and `from_` lose their underscore.\n",
    ]
    for module in (reading, span, article, attribution, values, claim, account):
        parts += [_type(kind) for kind in _types(module)]
    return "\n".join(parts)


def _types(module: ModuleType) -> Iterator[Any]:
    """Yield a module's own dataclasses, in the order in which they're written."""
    for value in vars(module).values():
        if isinstance(value, type) and is_dataclass(value) and value.__module__ == module.__name__:
            yield value


def _type(kind: Any) -> str:
    """Describe one dataclass: its docstring, and a row per field."""
    said = _field_docs(kind)
    rows = "\n".join(f"| `{one.name}` | `{_written(one.type)}` | {said.get(one.name, '')} |" for one in fields(kind))
    return f"## {kind.__name__}\n\n{inspect.getdoc(kind)}\n\n| field | type | |\n| --- | --- | --- |\n{rows}\n"


def _written(kind: Any) -> str:
    """Write a type as a table's cell can hold it."""
    text = kind.__name__ if isinstance(kind, type) else str(kind)
    return text.replace("reportedly.model.", "").replace("typing.", "").replace("|", "or")


def _field_docs(kind: Any) -> dict[str, str]:
    """Give the strings that stand under a dataclass's fields."""
    found: dict[str, str] = {}
    (written,) = ast.parse(textwrap.dedent(inspect.getsource(kind))).body
    for before, after in pairwise(written.body if isinstance(written, ast.ClassDef) else []):
        if isinstance(before, ast.AnnAssign) and isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant):
            found[ast.unparse(before.target)] = " ".join(str(after.value.value).split())
    return found


def formats() -> str:
    """Give the page of export formats: what each holds, and where its codes come from."""
    from reportedly.export.formats import FORMATS

    rows = "\n".join(f"| `{one.name}` | {one.about} | {one.of} |" for one in FORMATS.values())
    about = "\n\n".join(
        f"## {one.name}\n\n{inspect.getdoc(inspect.getmodule(_module_of(one.name)))}{_columns(one.name)}"
        for one in FORMATS.values()
    )
    return f"# Export formats\n\n| format | what it holds | made of |\n| --- | --- | --- |\n{rows}\n\n{about}\n"


def _columns(name: str) -> str:
    """Give a row per column of a format that has fixed ones: what stands there, and whether always."""
    from reportedly.export.tables import read_table

    try:
        table = read_table(f"{name}.toml")
    except FileNotFoundError:
        return ""
    tags = table.get("tag", {})
    rows = "\n".join(
        f"| {number} | `{column}` |{f' `{tags[column]}` |' if tags else ''} "
        f"{'always' if column in table['must'] else 'where known' if column in table['fills'] else 'empty'} | "
        f"{table['fills'].get(column, '')} |"
        for number, column in enumerate(table["columns"], 1)
    )
    sources = "\n".join(f"- {what}: {where}" for what, where in table["sources"].items())
    head = (
        "| | column | hashtag | filled | with |\n| --- | --- | --- | --- | --- |"
        if tags
        else ("| | column | filled | with |\n| --- | --- | --- | --- |")
    )
    return f"\n\n{head}\n{rows}\n\nSources:\n\n{sources}"


def _module_of(name: str) -> Any:
    """Give the module that writes a format."""
    from importlib import import_module

    return import_module(f"reportedly.export.{ {'csv': 'delimited'}.get(name, name) }")
