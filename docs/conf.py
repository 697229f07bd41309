"""The site's configuration. `make docs` builds it, offline; what the reference says is generated from the code."""

import sys
from importlib.metadata import version as installed
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

project = "Reportedly"
author = copyright = "The Reportedly authors"  # noqa: A001 - Sphinx's own name
version = release = installed("reportedly")
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["images/*", "generate.py"]
myst_enable_extensions = ["deflist", "colon_fence"]
myst_heading_anchors = 3
autodoc_typehints = "description"
autodoc_member_order = "bysource"
html_theme = "furo"
html_title = "Reportedly"
html_static_path: list[str] = []
html_show_sphinx = False
nitpicky = False


def setup(app: Any) -> None:
    """Write the generated pages before anything is read."""
    import generate

    app.connect("builder-inited", lambda built: generate.write(Path(built.srcdir) / "reference" / "generated"))
    app.connect("html-page-context", _reached, priority=900)  # after the theme's own, which makes the navigation


LACKING = {
    "<pre>": '<pre tabindex="0">',
    'class="table-wrapper': 'tabindex="0" class="table-wrapper',
    'class="caption" role="heading"': 'class="caption" role="heading" aria-level="2"',
}
"""What the theme leaves out: blocks that scroll are reached by keyboard, and headings have a level."""


def _reached(_app: Any, _page: str, _template: str, context: dict[str, Any], _tree: Any) -> None:
    """Put in what the theme leaves out."""
    for part in ("body", "furo_navigation_tree"):
        for lacking, whole in LACKING.items():
            context[part] = (context.get(part) or "").replace(lacking, whole)
