"""The grammar of a report: offsets, sentences, headline, furniture."""

import hashlib

import pytest

from reportedly.model import Article, Furniture, Parsed
from reportedly.pipeline import grammar
from tests.grammar import parse

HEADLINE = "Ministry: 12 killed in Harra market blast"
WIRE = (
    f"{HEADLINE}\n\n"
    "HARRA, Oct 3 (Varna Press) - Twelve people were killed when a bomb went off in Harra's main market on Monday, the "
    "interior ministry said. Gen. A. B. Marr, who commands the city's police, said No. 2 gate had been open since "
    "5 p.m.\n\n"
    "“We heard it from the bridge. Then there was smoke,” said Lina Odeh, 41, a baker. “Nobody slept.” She lost a "
    "cousin."
)


def article(text: str, *, headline: str = "", furniture: str = "") -> Article:
    """Make an article of a text whose paragraphs are its lines."""
    made = Article(
        "t", text, hashlib.sha256(text.encode()).hexdigest(), headline=(0, len(headline)) if headline else None
    )
    if furniture:
        start = text.index(furniture)
        span = made.span(start, start + len(furniture))
        made = Article("t", text, made.sha256, headline=made.headline, furniture=(Furniture("other", (span,)),))
    return made


def sentences(text: str, parsed: Parsed) -> list[str]:
    """Give the sentences' texts."""
    return [text[one.start : one.end] for one in parsed.sentences]


@pytest.fixture(scope="module")
def wire() -> Parsed:
    """Parse the wire report once."""
    return parse(article(WIRE, headline=HEADLINE))


def test_every_token_is_what_stands_in_the_text(wire: Parsed) -> None:
    """Tokens, sentences, names and noun phrases all point at their own words."""
    assert [token.i for token in wire.tokens] == list(range(len(wire.tokens)))
    assert all(WIRE[token.start : token.end] == token.text for token in wire.tokens)
    for one in wire.sentences:
        assert (wire.tokens[one.first].start, wire.tokens[one.last - 1].end) == (one.start, one.end)
        assert all(one.first <= token.head < one.last for token in wire.tokens[one.first : one.last])
    for part in (*wire.names, *wire.noun_phrases):
        assert (wire.tokens[part.first].start, wire.tokens[part.last - 1].end) == (part.start, part.end)
    assert all(one.first <= one.root < one.last for one in wire.noun_phrases)


def test_sentences_end_where_a_reader_ends_them(wire: Parsed) -> None:
    """Abbreviations, initials and numbers end no sentence; closing marks belong to theirs; paragraphs end one."""
    found = sentences(WIRE, wire)
    assert found[0] == HEADLINE
    assert found[1].endswith("ministry said.")
    assert found[2].startswith("Gen. A. B. Marr")
    assert found[2].endswith("5 p.m.")
    assert found[3:5] == ["“We heard it from the bridge.", "Then there was smoke,” said Lina Odeh, 41, a baker."]
    assert found[5:] == ["“Nobody slept.”", "She lost a cousin."]


def test_names_and_dependencies_are_found(wire: Parsed) -> None:
    """The tagger's names and the parser's subjects come through with their labels."""
    labels = {WIRE[name.start : name.end]: name.label for name in wire.names}
    assert labels["Lina Odeh"] == "PERSON"
    said = next(token for token in wire.tokens if token.text == "said")
    assert said.lemma == "say"
    assert any(child.dep == "nsubj" and child.text == "ministry" for child in wire.children(said.i))


def test_furniture_is_not_parsed() -> None:
    """No token stands in furniture, and the text before and after it keeps its offsets."""
    text = "The dam held, engineers said.\nSubscribe to our letter\nThe river fell on Friday."
    parsed = parse(article(text, furniture="Subscribe to our letter"))
    assert sentences(text, parsed) == ["The dam held, engineers said.", "The river fell on Friday."]
    assert "Subscribe" not in {token.text for token in parsed.tokens}


def test_furniture_inside_a_paragraph_parts_it() -> None:
    """A paragraph with furniture in its middle is parsed on both sides of it."""
    text = "The dam held. Read more here The river fell on Friday."
    parsed = parse(article(text, furniture="Read more here"))
    assert sentences(text, parsed) == ["The dam held.", "The river fell on Friday."]


def test_a_title_apart_is_a_sentence_of_its_own() -> None:
    """Where the title stands apart, it is parsed first, and the text's offsets begin after it."""
    made = Article(
        "t",
        "Forty left.",
        "0" * 64,
        title="Forty leave camp",
        title_apart=True,
        headline=(0, 16),
        paragraphs=((18, 29),),
    )
    assert sentences(made.full_text, parse(made)) == ["Forty leave camp", "Forty left."]


def test_a_headline_in_title_case_has_verbs() -> None:
    """Capitals don't turn a headline's verbs and common nouns into names."""
    title = "Four Rebel Chiefs Arrested After Night of Shelling"
    text = f"{title}\n\nFour rebel chiefs were seized in Harra after a night of shelling."
    parsed = parse(article(text, headline=title))
    tags = {token.text: token.pos for token in parsed.tokens if token.sentence == 0}
    assert tags["Chiefs"] == "NOUN"
    assert tags["Arrested"] == "VERB"
    assert parsed.tokens[3].text == "Arrested"


def test_text_in_capitals_is_read_like_any_other() -> None:
    """A cable in capitals gets sentences, verbs and names."""
    text = "THREE SOLDIERS DIED IN VELINGRAD ON SUNDAY. COL. ANTON REYES SAID THE CONVOY WAS AMBUSHED NEAR THE RIVER."
    parsed = parse(article(text))
    assert len(parsed.sentences) == 2
    verbs = {token.lemma for token in parsed.tokens if token.pos == "VERB"}
    assert {"die", "say"} <= verbs


def test_text_without_capitals_is_divided_at_its_stops() -> None:
    """A report in lower case with spoilt quotation marks still has sentences, and its tokens keep the spoilt words."""
    text = "police opened fire near the mill. two men died. a judge called it â€œunavoidable.â€\x9d the mill was shut."
    parsed = parse(article(text))
    assert [one.split()[0] for one in sentences(text, parsed)] == ["police", "two", "a", "the"]
    assert all(text[token.start : token.end] == token.text for token in parsed.tokens)
    assert "unavoidable" in {token.text for token in parsed.tokens}


def test_long_runs_stay_bounded() -> None:
    """Text without stops, and words without spaces, are cut: no sentence and no word grows without bound."""
    run = "the men and the boats crossed the river by night with forty sacks of rice and "
    parsed = parse(article(run * 60 + "x" * 5_000 + "\n" + "." * 3_000 + "\n" + '"' * 300))
    assert max(one.last - one.first for one in parsed.sentences) <= 250
    assert max(len(token.text) for token in parsed.tokens) <= 200


def test_nothing_parses_to_nothing() -> None:
    """An empty text and one of white space have no tokens."""
    assert parse(article("")) == Parsed((), ())
    assert parse(article(" \n\n \u200a ")).tokens == ()


def test_parsing_twice_gives_the_same(wire: Parsed) -> None:
    """What was parsed before leaves no trace."""
    parse(article("Quite another report, said Omar Tal."))
    assert parse(article(WIRE, headline=HEADLINE)) == wire


@pytest.fixture(scope="module")
def fast_wire() -> Parsed:
    """Parse the wire report as the fast reader does."""
    return grammar(article(WIRE, headline=HEADLINE), reader="fast")[1]


def test_the_fast_reader_has_whole_trees(fast_wire: Parsed, wire: Parsed) -> None:
    """Off the encoder, too, each sentence has one root, no arcs cross, and tokens are the same."""
    assert [token.text for token in fast_wire.tokens] == [token.text for token in wire.tokens]
    for one in fast_wire.sentences:
        inside = fast_wire.tokens[one.first : one.last]
        assert sum(token.head == token.i for token in inside) == 1
        assert all((token.dep == "ROOT") == (token.head == token.i) for token in inside)
        for token in inside:
            low, high = fast_wire.edges(token.i)
            assert one.first <= low <= token.i <= high < one.last


def test_the_fast_reader_finds_plain_grammar(fast_wire: Parsed) -> None:
    """Subjects, names, sentences and base forms of plain words come through as the default reader has them."""
    assert len(fast_wire.sentences) == 7
    labels = {WIRE[name.start : name.end]: name.label for name in fast_wire.names}
    assert labels["Lina Odeh"] == "PERSON"
    killed = next(token for token in fast_wire.tokens if token.text == "killed" and token.sentence == 1)
    assert (killed.lemma, killed.tag) == ("kill", "VBN")
    assert {("people", "nsubjpass"), ("were", "auxpass")} <= {
        (child.text, child.dep) for child in fast_wire.children(killed.i)
    }
    ministry = next(token for token in fast_wire.tokens if token.text == "ministry")
    assert fast_wire.tokens[ministry.head].lemma == "say"


def test_the_fast_reader_parses_nothing_to_nothing() -> None:
    """An empty text has no tokens off the encoder, either."""
    assert grammar(article(""), reader="fast")[1] == Parsed((), ())
