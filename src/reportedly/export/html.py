"""One reading as one self-contained HTML file: the text with its findings marked, and the account beside it."""

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from reportedly.model import Reading

from .account import account
from .passages import passages

if TYPE_CHECKING:
    from jinja2 import Environment, Template

TEMPLATES = Path(__file__).parent / "templates"


def environment(folder: Path) -> "Environment":
    """Give what renders a folder's templates: everything put into them is escaped, and what isn't there is an error."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _template() -> "Template":
    """Load the page's template, once."""
    return environment(TEMPLATES).get_template("reading.html")


@cache
def _script() -> tuple[str, str]:
    """Give the page's script and its CSP hash: no other script can run in the page, whatever a report's text holds."""
    script = (TEMPLATES / "reading.js").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
    return script, f"sha256-{digest}"


def to_html(reading: Reading) -> str:
    """Write a reading as one HTML file that needs nothing else: no network, and no script to be read."""
    told = account(reading)
    script, script_hash = _script()
    numbers = {one.id: number for number, one in enumerate(reading.attributions, 1)}
    return _template().render(
        reading=reading,
        told=told,
        title_passages=passages(told, in_title=True) if _title_apart(reading) else [],
        text_passages=passages(told, in_title=False),
        numbers=numbers,
        style=(TEMPLATES / "reading.css").read_text(encoding="utf-8"),
        script=script,
        script_hash=script_hash,
    )


def _title_apart(reading: Reading) -> bool:
    """Say whether the title has to be shown by itself: it isn't part of the text."""
    title = reading.report.title
    return title is not None and title not in reading.report.text
