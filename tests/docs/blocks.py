"""The code in a page: fenced blocks, and in those of a console the commands with what they are said to print."""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
_FENCE = re.compile(r"^(`{3,})(\S*)(?: .*)?$")


@dataclass(frozen=True, slots=True)
class Block:
    """Hold one fenced block: its language, its text, and the line its text begins on."""

    language: str
    text: str
    line: int

    @property
    def kind(self) -> str:
        """Its language, or the directive's name."""
        return self.language.strip("{}")


@dataclass(frozen=True, slots=True)
class Command:
    """Hold one line typed at a prompt, and the lines it is said to print."""

    words: str
    prints: tuple[str, ...]
    line: int


def pages() -> list[Path]:
    """Give every page whose code has to run: those at the top, and the documentation's, save what is generated."""
    found = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    return sorted(one for one in found if "generated" not in one.parts)


def blocks(page: Path) -> Iterator[Block]:
    """Yield a page's fenced blocks."""
    fence, start, held = "", 0, []  # type: ignore[var-annotated]
    language = ""
    for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), 1):
        met = _FENCE.match(line)
        if not fence and met:
            fence, language, start, held = met[1], met[2], number + 1, []
        elif fence and line.strip() == fence:
            yield Block(language, "\n".join(held), start)
            fence = ""
        elif fence:
            held.append(line)
    assert not fence, f"{page}: a block that begins on line {start - 1} never ends"


def commands(block: Block) -> Iterator[Command]:
    """Yield what is typed in a console's block: after `$ `; a line that ends in a backslash goes on."""
    typed, begun, prints = "", 0, []  # type: ignore[var-annotated]
    for number, line in enumerate(block.text.splitlines(), block.line):
        if line.startswith("$ "):
            if typed:
                yield Command(typed, tuple(prints), begun)
            typed, begun, prints = line[2:], number, []
        elif typed.endswith("\\"):
            typed = typed[:-1] + line.strip()
        elif line.strip():
            prints.append(line)
    if typed:
        yield Command(typed, tuple(prints), begun)


def split(words: str) -> list[list[str]]:
    """Split a line into commands at `&&` and `|`, each a list of words; `|`, `<` and `>` stay as words of their own."""
    lexer = shlex.shlex(words, posix=True, punctuation_chars="|&<>")
    lexer.whitespace_split = True
    found: list[list[str]] = [[]]
    for word in lexer:
        if word == "&&":
            found.append([])
        else:
            found[-1].append(word)
    return found
