"""DOCX: the paragraphs of a text document."""

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from lxml import etree

from reportedly.errors import BadDocument, TooLarge
from reportedly.model import Page

LARGEST_PART = 50_000_000
"""Bytes of the document's text, unpacked."""
MAIN = "word/document.xml"

# ECMA-376, part 1, 17.3: paragraphs, runs and what stands in them; strict documents have another namespace
_SPACES = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
)
_GONE = ("del", "moveFrom", "instrText", "txbxContent")


def read_docx(page: Page, archive: zipfile.ZipFile, content: bytes) -> Page:
    """Give the page of a document's text; what was struck out in it is left out. Raises BadDocument, TooLarge."""
    with archive.open(MAIN) as stream:
        xml = stream.read(LARGEST_PART + 1)
    if len(xml) > LARGEST_PART:
        raise TooLarge(f"The document has more than {LARGEST_PART // 1_000_000} MB of text: split it up.")
    text = "\n\n".join(one for one in _paragraphs(_tree(xml)) if one)
    if not text:
        raise BadDocument("There is no text in the document, only pictures or tables of them.")
    return replace(page, content=text, media="text", original=content, charset=None)


def _tree(xml: bytes) -> Any:
    if b"<!DOCTYPE" in xml[:10_000] or b"<!ENTITY" in xml:
        raise BadDocument("The document declares entities, which no word processor writes: it isn't read.")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True)
    try:
        return etree.fromstring(xml, parser)
    except etree.LxmlError as error:
        why = error.msg
    # raised out here: lxml's own errors can't be sent between processes, as what an error came of is on a cluster
    raise BadDocument(f"The document is damaged ({why}): save it anew.")


def _name(element: Any) -> str:
    """Give an element's name without the namespace of text documents; another's whole."""
    tag = str(element.tag)
    for space in _SPACES:
        if tag.startswith(space):
            return tag[len(space) :]
    return tag


def _paragraphs(root: Any) -> Iterator[str]:
    """Yield paragraphs and rows of tables, in order."""
    parts: list[str] = []
    gone = row = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        name = _name(element)
        step = 1 if event == "start" else -1
        if name in _GONE:
            gone += step
        elif name == "tr":
            row += step
        ends = event == "end" and ((name == "p" and not row) or (name == "tr" and not row))
        if ends:
            yield _line(parts)
            parts = []
        elif event == "end" and name == "tc":
            parts.append(" | ")
        elif event == "end" and name == "p":
            parts.append(" ")
        elif event == "start" and not gone:
            parts.append({"t": element.text or "", "tab": "\t", "br": "\n", "noBreakHyphen": "-"}.get(name, ""))


def _line(parts: list[str]) -> str:
    return "\n".join(" ".join(line.split()) for line in "".join(parts).split("\n")).strip(" |\n")
