"""`reportedly explain`: why everything at one offset of a report was read as it was."""

import sys
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from reportedly.errors import BadSetting
from reportedly.fetch import Unread, pages
from reportedly.model import Page
from reportedly.model.form import to_json
from reportedly.model.vocabulary import ReaderName
from reportedly.settings import settings

from .batch import check_date
from .online import Online
from .options import InputForm
from .plain import harmless, on_line
from .progress import ready_gazetteer
from .show import console

if TYPE_CHECKING:
    from reportedly.explain import Explanation, Finding


def explain(
    path: str,
    at: int,
    *,
    title: bool,
    form: Literal["table", "json"],
    input_form: InputForm,
    reader: ReaderName | None,
    facts: dict[str, str | None],
) -> None:
    """Read one report and show why what stands at an offset was read as it was."""
    from reportedly.explain import explain as reasons_at
    from reportedly.pipeline import walk

    check_date(facts.get("published"))
    page = _only(path, input_form)
    missing: dict[str, Any] = {key: value for key, value in facts.items() if value and getattr(page, key) is None}
    ready_gazetteer()
    found = reasons_at(walk(replace(page, **missing), reader=reader or settings().reader), at, title=title)
    if form == "json":
        sys.stdout.write(to_json(found, indent=2) + "\n")
    else:
        _show(found, console(sys.stdout))


def _only(path: str, form: InputForm) -> Page:
    """Give the one document that is to be explained. Raises BadSetting where there are several."""
    found = list(islice(pages([path], jsonl=form is InputForm.jsonl, web=Online().web), 2))
    if len(found) != 1:
        raise BadSetting(f"explain takes one report, and {path} holds {'several' if found else 'none'}: name one")
    page = found[0]
    if isinstance(page, Unread):
        raise page.error
    return page


def _show(found: "Explanation", out: Console) -> None:
    """Print an explanation: where the offset is, then each thing there with its reasons."""
    out.print(
        Text.assemble(
            (f"{on_line(found.report)}, {found.in_} {found.offset}: ", "dim"),
            ("…" + on_line(found.before) + " " * found.before.endswith(" "), "dim"),
            (on_line(found.after[:1]) or "␣", "bold reverse"),
            (on_line(found.after[1:]) + "…", "dim"),
        )
    )
    if not found.findings:
        out.print(Text(" nothing was read here", style="dim"))
    for finding in found.findings:
        _show_finding(finding, out)


def _show_finding(finding: "Finding", out: Console) -> None:
    """Print one thing: what it is, then a reason a line."""
    out.print()
    sure = f" · {finding.confidence:.2f}" if finding.confidence is not None else ""
    part = f" · its {finding.part}" if finding.part else ""
    out.print(
        Text.assemble(
            (f"{finding.kind}{f' {finding.id}' if finding.id else ''}", "bold cyan"),
            (f"{part}{sure}  ", "dim"),
            harmless(finding.text),
        )
    )
    for reason in finding.why:
        out.print(Padding(Text(f"– {on_line(reason)}"), (0, 0, 0, 2)))
