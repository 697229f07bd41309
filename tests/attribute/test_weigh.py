"""How far the words commit to each predicate."""

import pytest

from reportedly.attribute.certainty import NAMES, SCALE, certainty, combine
from reportedly.attribute.weigh import weigh
from reportedly.model import PLAIN


def factuality_of(grammar, text: str, word: str) -> str:
    """Give the factuality of a word in a text."""
    article, parsed = grammar(text)
    token = next(token for token in parsed.tokens if token.text == word)
    return weigh(article, parsed).at(token.i).factuality


@pytest.mark.parametrize(
    ("text", "word", "wanted"),
    [
        ("The bridge collapsed on Monday.", "collapsed", "CT+"),
        ("The bridge did not collapse on Monday.", "collapse", "CT-"),
        ("The ministry counted 40 suspected cases and 31 associated deaths.", "deaths", "CT+"),
        ("The ministry counted 40 suspected cases and deaths.", "deaths", "PS+"),
        ("The bridge will collapse within days.", "collapse", "PR+"),
        ("The bridge may collapse within days.", "collapse", "PS+"),
        ("The bridge may not survive the winter.", "survive", "PS-"),
        ("The company denied that it poisoned the river.", "poisoned", "CT-"),
        ("The company said that it poisoned the river.", "poisoned", "CT+"),
        ("It seems that the rebels left the town.", "left", "PR+"),
        ("Officials believe that the rebels left the town.", "left", "PR+"),
        ("Officials doubt that the rebels left the town.", "left", "PR-"),
        ("Analysts suggested that the rebels left the town.", "left", "PS+"),
        ("The army failed to hold the town.", "hold", "CT-"),
        ("Reports that six miners died were inaccurate.", "died", "CT-"),
        ("The report that six miners died was true.", "died", "CT+"),
        ("The army managed to hold the town.", "hold", "CT+"),
        ("The army did not manage to hold the town.", "hold", "CT-"),
        ("The army refused to leave the town.", "leave", "CT-"),
        ("The patrol met nobody on the road.", "met", "CT-"),
        ("The rebels freed no one.", "freed", "CT-"),
        ("The minister promised to rebuild the school.", "rebuild", "Uu"),
        ("The union demanded that the mine close.", "close", "Uu"),
        ("The army tried to take the hill.", "take", "PS+"),
        ("If the dam breaks, the village is lost.", "breaks", "Uu"),
        ("The fact that the dam broke surprised nobody.", "broke", "CT+"),
        ("The rebels reportedly left the town.", "left", "PR+"),
        ("The rebels allegedly burned the school.", "burned", "PS+"),
        ("The driver is said to have fled.", "fled", "PR+"),
        ("No soldiers died in the blast.", "died", "CT-"),
        ("Nobody died in the blast.", "died", "CT-"),
        ("The pilot left without informing the tower.", "informing", "CT-"),
        ("The ministry called for an investigation.", "investigation", "Uu"),
        ("The guards prevented an attack.", "attack", "CT-"),
        ("Did the dam break?", "break", "Uu"),
        ("The guard lay dead at the gate.", "dead", "CT+"),
        ("The guards were able to arrest seven men.", "arrest", "CT+"),
        ("The guards are able to arrest seven men.", "arrest", "PS+"),
        ("The order may lead to an attack.", "attack", "PS+"),
        ("She said that the ferry would sail on Friday.", "sail", "PR+"),
    ],
)
def test_words_in_scope(grammar, text: str, word: str, wanted: str) -> None:
    """Each hedge, negation and governing word changes what stands in its scope, and only that."""
    assert factuality_of(grammar, text, word) == wanted


def test_conjunct_shares_the_negation(grammar) -> None:
    """A verb that shares its auxiliaries with the one before shares their negation."""
    assert factuality_of(grammar, "The council did not sign or ratify the accord.", "ratify") == "CT-"


def test_reason_has_the_words(grammar) -> None:
    """A commitment says which words made it so."""
    article, parsed = grammar("The company denied that it poisoned the river.")
    token = next(token for token in parsed.tokens if token.text == "poisoned")
    assert "denied" in weigh(article, parsed).at(token.i).reason


def test_plain_statements_are_left_out(grammar) -> None:
    """What nothing qualifies isn't kept, and is answered as plain."""
    article, parsed = grammar("The bridge collapsed on Monday.")
    found = weigh(article, parsed)
    assert found.qualified == {}
    assert found.at(0) == PLAIN


def test_combining_is_symmetric_and_keeps_the_less_certain() -> None:
    """Two values combine to the product of their signs and the smaller certainty, in either order."""
    for one in NAMES:
        for other in NAMES:
            both = combine(one, other)
            assert both == combine(other, one)
            assert abs(both) == min(abs(one), abs(other))
    assert combine(SCALE["CT-"], SCALE["CT-"]) == SCALE["CT+"]


def test_every_table_entry_is_known() -> None:
    """The table loads, and each word stands in one list of clauses only."""
    table = certainty()
    assert table.clauses["deny"].affirmed == SCALE["CT-"]
    assert table.modals["may"] == SCALE["PS+"]
    assert table.subordinators["if"] == 0
