"""Every link within the repository leads somewhere."""

import re
import unicodedata

import pytest

from tests.docs.blocks import ROOT, pages

_LINK = re.compile(r"\]\(([^()\s]+)\)")
_HEADING = re.compile(r"^#{1,6} +(.+)$", re.MULTILINE)
GENERATED = "docs/reference/generated/"


def anchor(heading: str) -> str:
    """Give the anchor of a heading, as GitHub and MyST make it."""
    kept = (one for one in heading.strip().lower() if one in "-_ " or unicodedata.category(one)[0] in "LN")
    return "".join(kept).replace(" ", "-")


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page):
    """A link's file is there, and has the heading that the link names; generated pages are the site's to check."""
    for target in _LINK.findall(page.read_text(encoding="utf-8")):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, heading = target.partition("#")
        file = (page.parent / path).resolve() if path else page
        if file.is_relative_to(ROOT / GENERATED):
            continue
        assert file.exists(), f"{page.name}: {target}"
        if heading:
            found = {anchor(one) for one in _HEADING.findall(file.read_text(encoding="utf-8"))}
            assert heading in found, f"{page.name}: {target}"


def test_named_files_are_there():
    """The threat model names the test that shows each defence: the files are there."""
    named = re.findall(r"`(tests/[\w./-]+)`", (ROOT / "SECURITY.md").read_text(encoding="utf-8"))
    assert len(named) > 10
    assert [one for one in named if not (ROOT / one).exists()] == []
