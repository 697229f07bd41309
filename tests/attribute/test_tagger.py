"""From links to attributions."""

import itertools

import numpy as np
import pytest

from reportedly import encode, parse
from reportedly.attribute.chain import decode
from reportedly.attribute.tagger import FIRST_CONTENT, tag
from reportedly.clean import clean
from reportedly.model import Page
from reportedly.model.encoded import Decoding, Link

TAGS = 9


def decoding(chance):
    """Make a chain of random scores."""
    return Decoding(
        steps=chance.normal(size=(TAGS, TAGS)).astype(np.float32),
        starts=chance.normal(size=TAGS).astype(np.float32),
        stops=chance.normal(size=TAGS).astype(np.float32),
        weights={},
        threshold=0.5,
    )


def score(tags, rows, chain):
    """Add up the score of one way to tag."""
    steps = sum(chain.steps[a, b] for a, b in itertools.pairwise(tags))
    return (
        chain.starts[tags[0]] + steps + chain.stops[tags[-1]] + sum(row[t] for row, t in zip(rows, tags, strict=True))
    )


def ways(link):
    """Give every way to tag a link's words that has some content."""
    return [way for way in itertools.product(range(TAGS), repeat=len(link.scores)) if max(way) >= FIRST_CONTENT]


def links(chance):
    """Make links of few words and random scores."""
    return [Link(0, 1, 0.5, 0.0, 0, chance.normal(size=(n, TAGS)).astype(np.float32)) for n in (3, 1, 4, 2, 3, 4)]


def test_the_best_tags_are_the_best_of_all():
    """Decoding many rows at once finds, for each, the row that trying all finds, of those with some content."""
    chance = np.random.default_rng(3)
    chain, some = decoding(chance), links(chance)
    for link, found in zip(some, decode(some, chain), strict=True):
        best = max(ways(link), key=lambda way, rows=link.scores: score(way, rows, chain))
        assert tuple(found.tags.tolist()) == best


def test_shares_are_those_of_all_ways():
    """A word's probability of being content is the summed probability of all ways that say so."""
    chance = np.random.default_rng(4)
    chain, some = decoding(chance), links(chance)
    for link, found in zip(some, decode(some, chain), strict=True):
        weights = {way: np.exp(score(way, link.scores, chain)) for way in ways(link)}
        total = sum(weights.values())
        for i in range(len(link.scores)):
            content = sum(weight for way, weight in weights.items() if way[i] >= FIRST_CONTENT) / total
            source = sum(weight for way, weight in weights.items() if 0 < way[i] < FIRST_CONTENT) / total
            assert abs(found.content[i] - content) < 1e-3
            assert abs(found.source[i] - source) < 1e-3
        assert abs(np.exp(found.log_share) - max(weights.values()) / total) < 1e-3


def test_no_links_no_tags():
    """Nothing to decode gives nothing."""
    assert decode([], decoding(np.random.default_rng(1))) == []


def read(text, title=None):
    """Tag a report as the product does."""
    article = clean(Page(content=text, title=title, media="text"))
    full = article.full_text
    found = tag(article, encode.encode(article, parse.split(article), "default"))
    return article, [
        tuple(" … ".join(full[a:b] for a, b in part) for part in (one.source, one.cue, one.content)) for one in found
    ]


def test_plain_reports_are_read():
    """Speech before and after its cue, direct and indirect, gets the source, cue and content a reader would mark."""
    _, found = read(
        "Rescue workers reached the village at dawn on Tuesday after two days of rain had closed the only road.\n\n"
        "The regional health office said that eleven people had been treated for burns.\n\n"
        "“We had no warning at all,” said Tomasz Zielinski, a farmer. “The water came in the night.”\n\n"
        "According to the mayor, the bridge will be closed until spring."
    )
    for speaker, verb, words in (
        ("health office", "said", "eleven people had been treated"),
        ("Zielinski", "said", "no warning at all"),
        ("mayor", "According to", "bridge will be closed"),
    ):
        met = [one for one in found if speaker in one[0] and verb in one[1] and words in one[2]]
        assert len(met) == 1, speaker


def test_a_headline_apart_is_read_on_its_own():
    """No span runs from a separate title into the text."""
    article, _ = read("The bridge is safe, the ministry said.\n\nEngineers agreed.", title="Bridge safe, ministry says")
    for one in tag(article, encode.encode(article, parse.split(article), "default")):
        for start, end in (*one.source, *one.cue, *one.content):
            assert article.span(start, end).text == article.full_text[start:end]


def test_what_is_kept_is_likely():
    """Confidence lies between the threshold and 1, and each attribution has a content and one cue."""
    article, _ = read("Police said two men were held. Residents doubted it. The mayor, they claimed, had fled.")
    encoded = encode.encode(article, parse.split(article), "default")
    found = tag(article, encoded)
    assert found
    for one in found:
        assert encoded.decoding.threshold <= one.confidence <= 1.0
        assert one.content
        assert len(one.cue) == 1


@pytest.mark.parametrize("text", ["Rain fell all day.", "The match ended in a draw. It was cold."])
def test_reports_in_which_nobody_speaks_yield_nothing(text):
    """Plain narration has no attributions."""
    _, found = read(text)
    assert found == []
