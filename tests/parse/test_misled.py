"""A clause's verb that a parser takes for a participle."""

import pytest

from reportedly.clean import clean
from reportedly.model import Page, Token
from reportedly.parse.misled import led_back
from tests.grammar import parse

LEAD = (
    "Raiders on horseback killed at least 14 people and burned a mill near the Ondo river, villagers and a priest said."
)


def tree(*rows: str) -> tuple[Token, ...]:
    """Make the tokens of one sentence, each "word tag dep head"."""
    words = [row.split() for row in rows]
    kinds = {"N": "NOUN", "V": "VERB", "I": "ADP", "C": "NUM", "D": "DET", ",": "PUNCT"}
    return tuple(
        Token(i, 10 * i, 10 * i + len(word), word, word.lower(), kinds[tag[0]], tag, dep, int(head), 0)
        for i, (word, tag, dep, head) in enumerate(words)
    )


ASTRAY = (
    "Raiders NNS nsubj 5",
    "killed VBN acl 0",
    "people NNS dobj 1",
    ", , punct 0",
    "priests NNS conj 0",
    "said VBD ROOT 5",
)


def test_a_deed_has_its_doer_and_what_is_said_its_speaker():
    """Who is joined to the doer only because the deed was taken for a participle is who says it."""
    tokens = led_back(tree(*ASTRAY))
    assert [(one.dep, one.head) for one in tokens if one.tag[0] in "NV"] == [
        ("nsubj", 1), ("ccomp", 5), ("dobj", 1), ("nsubj", 5), ("ROOT", 5),
    ]  # fmt: skip
    assert tokens[1].tag == "VBD"


@pytest.mark.parametrize(
    "rows",
    [
        ("Men NNS nsubj 3", "called VBN acl 0", "raiders NNS dobj 1", "said VBD ROOT 3"),
        ("Men NNS nsubj 2", "killed VBN acl 0", "said VBD ROOT 2"),
        ("Men NNS nsubj 3", "killed VBN acl 0", "people NNS dobj 1", "said VBD ROOT 3"),
    ],
)
def test_a_participle_stays_one(rows):
    """Verbs that keep an object in the passive, those without one, and those behind whom nobody else speaks, stay."""
    tokens = tree(*rows)
    assert led_back(tokens) == tokens


@pytest.mark.parametrize(
    "rows",
    [
        # the parser takes the clause for what officials reject
        ("Residents NNS nsubj 1", "say VBP ROOT 1", "men NNS nsubj 3", "died VBD ccomp 8", ", , punct 8", "a DT det 7",
         "number NN compound 7", "officials NNS nsubj 8", "reject VBP ccomp 1"),
        # … or joins the two clauses to the verb before both
        ("Residents NNS nsubj 1", "say VBP ROOT 1", "men NNS nsubj 3", "died VBD ccomp 1", ", , punct 8", "a DT det 7",
         "number NN compound 7", "officials NNS nsubj 8", "reject VBP ccomp 1"),
    ],
)  # fmt: skip
def test_what_is_contested_is_behind_it(rows):
    """In "men died, a number officials reject" the men's death is told, and the number rejected by officials."""
    found = led_back(tree(*rows))
    assert [(one.dep, one.head) for one in found[3:]] == [
        ("ccomp", 1), ("punct", 3), ("det", 6), ("appos", 3), ("nsubj", 8), ("relcl", 6),
    ]  # fmt: skip


def test_a_lead_is_read():
    """In a lead who killed is the clause's subject, whatever the parser made of it, and who speaks the verb's."""
    tokens = parse(clean(Page(content=LEAD, media="text"))).tokens
    by_word = {one.text: one for one in tokens}
    assert by_word["Raiders"].head == by_word["killed"].i
    assert by_word["villagers"].head == by_word["said"].i


def test_who_was_killed_blames_nobody():
    """A second verb of speaking is joined to the first, not to the passive that it reports."""
    tokens = parse(
        clean(Page(content="The front said nine men had been killed and blamed the army.", media="text"))
    ).tokens
    blamed, said = (next(one for one in tokens if one.text == word) for word in ("blamed", "said"))
    assert (blamed.dep, blamed.head) == ("conj", said.i)


def test_what_a_sentence_says_behind_an_apposition_is_its_verb():
    """A past tense behind an apposition is no participle of the noun: the sentence has no other verb."""
    text = "The Humanitarian Coordinator, Ms. Awa Dia, called on all parties to allow safe passage."
    tokens = parse(clean(Page(content=text, media="text"))).tokens
    verb = next(one for one in tokens if one.text == "called")
    assert verb.dep == "ROOT"
    assert [one.text for one in tokens if one.head == verb.i and one.dep == "nsubj"] == ["Coordinator"]
