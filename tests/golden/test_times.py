"""Times of prose, sentence by sentence: the words, the TIMEX3 value and the interval that a coder would write down."""

import pytest

from reportedly.clean import clean
from reportedly.ground import date
from reportedly.model import Page
from tests.golden.lists import dated, items, lines_of, parted
from tests.grammar import parse

LINES = lines_of("times.txt")


def found(sentence: str, published: str) -> list[str]:
    """Read a sentence's times; a start or end that isn't told is left empty, a whole interval too."""
    article = clean(Page(content=sentence, media="text", published=published))
    rows = []
    for one in date(article, parse(article)):
        interval = f" [{one.start or ''}..{one.end or ''}]" if one.start or one.end else ""
        rows.append(f"{one.spans[0].text} = {one.value}{interval}")
    return rows


@pytest.mark.parametrize("line", LINES, ids=lambda line: line[:60])
def test_times_of_a_sentence(line, request):
    """A sentence gives its times with their values and intervals, in the order of its words, and no others."""
    said, told = parted(line, request)
    published, sentence = dated(said)
    assert found(sentence, published) == items(told)
