"""The sources that the tagger gives, mended by the grammar, and what texts without commas still tell."""

from dataclasses import replace

from reportedly.attribute.draft import Draft
from reportedly.attribute.speakers import mend
from tests.attribute.conftest import place

OPENING = "The raid hit a market on Tuesday.\n\n"


def sources(found) -> list[list[str]]:
    """Give the words of each attribution's source."""
    return [[span.text for span in one.source.spans] for one in found.attributions]


def mended(grammar, text: str, source: str, cue: str, content: str) -> Draft:
    """Mend one attribution that the tagger is to have found with doubt."""
    article, parsed = grammar(OPENING + text)
    spans = [(place(article, words),) if words else () for words in (source, cue, content)]
    draft = mend(parsed, Draft(*spans, confidence=0.6))
    return replace(draft, rule=" … ".join(article.full_text[a:b] for a, b in draft.source))


def test_the_subject_speaks_and_not_a_name_inside_it(grammar) -> None:
    """Of "the count from the raid on Harra reported" it's the count that reports."""
    text = "An earlier count from the raid on the port of Harra reported that nine were hurt."
    assert mended(grammar, text, "Harra", "reported", "that nine were hurt").rule.startswith("An earlier count")


def test_the_subject_speaks_by_a_participle(grammar) -> None:
    """Of "the monitors raised the toll of the raid on Harra, saying" it's the monitors who say so."""
    text = "The relief board raised its count of 15 for the flood in Harra saying three more people had drowned."
    assert mended(grammar, text, "Harra", "saying", "three more people had drowned").rule == "The relief board"


def test_who_looks_into_reports_does_not_make_them(grammar) -> None:
    """Who investigates reports hasn't said what they say; who denies them has said something."""
    text = "The navy is investigating reports that nine sailors drowned."
    assert mended(grammar, text, "The navy", "is investigating reports", "that nine sailors drowned").source == ()
    text = "The navy has denied reports that nine sailors drowned."
    assert mended(grammar, text, "The navy", "has denied reports", "that nine sailors drowned").source


def test_source_is_taken_out_of_a_content(grammar) -> None:
    """Where the comma is lost, whoever stands right before an active cue says it, alone or with another."""
    text = "Shells struck two houses near the harbour on Friday residents and aid workers said."
    content = "Shells struck two houses near the harbour on Friday residents and aid workers"
    found = mended(grammar, text, "", "said", content)
    assert found.rule == "residents and aid workers"
    assert found.content[0][1] - found.content[0][0] == len("Shells struck two houses near the harbour on Friday")
    found = mended(
        grammar, text, "aid workers", "said", "Shells struck two houses near the harbour on Friday residents"
    )
    assert found.rule == "residents and aid workers"


def test_nobody_is_taken_out_of_a_phrase(grammar) -> None:
    """Who hangs on a preposition is told of, and doesn't speak."""
    text = "Two boys ran away from the police said."
    assert mended(grammar, text, "", "said", "Two boys ran away from the police").source == ()


def test_source_is_taken_out_of_a_cue(grammar) -> None:
    """A name that the tagger took for the beginning of the cue is the source."""
    text = "NATO said in a statement that two ships had left."
    found = mended(grammar, text, "", "NATO said in a statement", "that two ships had left")
    assert found.rule == "NATO"


def test_lost_commas_still_part_saying_from_said(read) -> None:
    """A verb of saying behind what is said is read without the comma, too."""
    found = read(OPENING + "The road is closed said the governor. Nine sailors were hurt the coast guard said.")
    assert sources(found) == [["the governor"], ["the coast guard"]]


def test_a_bar_parts_a_headline_from_its_site(read) -> None:
    """The name of the site behind a bar is no source."""
    found = read(
        OPENING,
        title="Raid kills nine in Harra | Harra Times",
        tagged=[("Harra Times", "|", "Raid kills nine in Harra")],
    )
    assert found.attributions == ()


def test_a_second_act_has_its_own_content(read) -> None:
    """Who accused and demanded did two things; who vowed something and founded something spoke once."""
    text = "Orr accused the board of neglect and demanded an audit."
    found = read(OPENING + text, tagged=[("Orr", "accused", "the board of neglect and demanded an audit")])
    assert [one.content.spans[0].text for one in found.attributions] == ["the board of neglect", "an audit"]
    assert [one.acts for one in found.attributions] == [("accuse",), ("demand",)]
    text = "Orr vowed not to wait and opened a clinic."
    found = read(OPENING + text, tagged=[("Orr", "vowed", "not to wait and opened a clinic")])
    assert [one.content.spans[0].text for one in found.attributions] == ["not to wait"]


def test_a_source_from_another_sentence_gives_way_to_the_verbs_subject(read):
    """The tagger may take who spoke before for the source; an active verb of saying has its own subject."""
    text = "Two former clerks had to shred it. Halden Works said in a reply that it keeps its files."
    found = read(text, tagged=[("Two former clerks", "said in a reply", "that it keeps its files")]).attributions
    assert [one.source.spans[0].text for one in found] == ["Halden Works"]
