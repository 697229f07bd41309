"""Who is who: names, descriptions and pronouns of one report, and the names of its sources."""

from collections.abc import Callable

import pytest

from .conftest import Read

Reader = Callable[..., Read]

COURT = (
    "Judge stops work on Velin dam\n\n"
    "A Tarnova judge has stopped work on the dam, saying the permits were forged.\n\n"
    "Judge Ilse Brandt ruled on Friday that the builders had lied. She said the state had looked away.\n\n"
    "“We'll appeal,” said Marko Petrov, a lawyer for the Velin Power Company. The company was cheated itself, the "
    "lawyer added. Brandt told him to wait. He said that he would."
)


@pytest.fixture
def court(read: Reader) -> Read:
    """Read the report on the dam."""
    return read(
        COURT,
        ("A Tarnova judge", "saying", "the permits were forged"),
        ("Judge Ilse Brandt", "ruled", "that the builders had lied"),
        ("She", "said", "the state had looked away"),
        ("Marko Petrov, a lawyer for the Velin Power Company", "said", "“We'll appeal,”"),
        ("the lawyer", "added", "The company was cheated itself"),
        ("Brandt", "told", "to wait"),
        ("He", "said", "that he would"),
        headline=True,
    )


def test_a_person_is_one_entity_under_all_names(court: Read) -> None:
    """Headline role, lead description, full name, pronoun and surname lead to one name."""
    names = [court.name(i) for i in range(7)]
    assert names == ["Ilse Brandt"] * 3 + ["Marko Petrov"] * 2 + ["Ilse Brandt", "Marko Petrov"]
    assert court.kinds() == ["named"] * 7
    assert court.at("Judge").id == court.at("Brandt", 1).id


def test_ids_follow_the_first_mentions(court: Read) -> None:
    """Entities are numbered in the order in which they're first mentioned."""
    assert [one.id for one in court.entities] == [f"e{i}" for i in range(1, len(court.entities) + 1)]
    starts = [one.mentions[0].start for one in court.entities]
    assert starts == sorted(starts)


def test_every_mention_points_at_its_words(court: Read) -> None:
    """Each mention's text is what stands there."""
    assert all(COURT[span.start : span.end] == span.text for one in court.entities for span in one.mentions)


def test_whom_a_person_speaks_for_is_linked_not_merged(court: Read) -> None:
    """The lawyer is affiliated with the company, and the company stays an entity of its own."""
    company = court.at("Velin Power Company")
    assert company.id in court.at("Marko Petrov").affiliated_with
    assert company.kind == "organisation"
    assert court.at("The company").id == company.id


def test_who_is_told_is_an_addressee(court: Read) -> None:
    """The object of "told" is whom the source addresses."""
    assert court.attributions[5].addressees == (court.at("Marko Petrov").id,)


def test_we_in_a_quotation_is_not_the_person_alone(read: Reader) -> None:
    """In a quotation "I" is the speaker, and of a body's words "we" is the body."""
    text = (
        "“We warn the gunmen that we will fire,” the Tavian army said.\n\n"
        "“I saw it, and we all ran,” said Nadia Haddad."
    )
    done = read(
        text,
        ("the Tavian army", "said", "“We warn the gunmen that we will fire,”"),
        ("Nadia Haddad", "said", "“I saw it, and we all ran,”"),
    )
    assert done.at("We").name == "Tavian army"
    assert done.at("I saw"[:1], text.index("“I") and 0).name == "Nadia Haddad"
    assert not any(span.start == text.index("we all") for one in done.entities for span in one.mentions)


def test_he_in_a_quotation_is_not_its_speaker(read: Reader) -> None:
    """Who speaks doesn't mean himself by "he", and by "he" in indirect speech mostly does."""
    text = (
        "Omar Tal met Viktor Reyes on Sunday. “He broke his word,” Tal said afterwards. "
        "Tal said he would not meet Reyes again."
    )
    done = read(text, ("Tal", "said", "“He broke his word,”"), ("Tal", "said", "he would not meet Reyes again"))
    assert done.at("He").name == "Viktor Reyes"
    assert done.at("he would"[:2], 1 + text[: text.index("he would")].count("he") - 1).name == "Omar Tal"


def test_shared_surnames_stay_apart(read: Reader) -> None:
    """A title, and who was spoken of last, tell one bearer of a surname from the other."""
    text = (
        "Anna Sorel and her husband, Paul Sorel, own the mill. Mr. Sorel said it would close. "
        "Ms. Sorel said it would not."
    )
    done = read(text, ("Mr. Sorel", "said", "it would close"), ("Ms. Sorel", "said", "it would not"))
    assert [done.name(0), done.name(1)] == ["Paul Sorel", "Anna Sorel"]


def test_acronyms_and_short_names_are_their_bodies(read: Reader) -> None:
    """An acronym in brackets, a last word and a description all mean the body named in full."""
    text = (
        "The Harran Institute for River Research (HIRR) warned of floods. HIRR said the levees were weak. "
        "The institute said it had told the ministry. It said nobody answered."
    )
    done = read(
        text,
        ("HIRR", "said", "the levees were weak"),
        ("The institute", "said", "it had told the ministry"),
        ("It", "said", "nobody answered"),
    )
    assert [done.name(i) for i in range(3)] == ["Harran Institute for River Research"] * 3


def test_bodies_of_one_state_stay_two(read: Reader) -> None:
    """The military and the ministry of a nation are two entities, linked with one another and with the nation."""
    text = (
        "The Russian military reported no losses. The Russian Defence Ministry said that the bridge stood. "
        "The ministry said it would hold. Russia has fought there since May."
    )
    done = read(
        text,
        ("The Russian Defence Ministry", "said", "that the bridge stood"),
        ("The ministry", "said", "it would hold"),
    )
    military, ministry = done.at("Russian military"), done.at("Russian Defence Ministry")
    assert military.id != ministry.id
    assert ministry.id in military.affiliated_with
    assert done.at("Russia has"[:6], 2).id in ministry.affiliated_with
    assert done.name(1) == "Russian Defence Ministry"
    assert military.kind == ministry.kind == "government"


def test_names_for_the_same_people_are_not_merged(read: Reader) -> None:
    """Militants, rebels and a movement by its name stay three entities, though one author may mean the same by them."""
    text = "Forty militants laid down arms. The rebels had held the hill for Al-Qaeda. The militants were fed."
    done = read(text)
    assert done.at("Forty militants").id == done.at("The militants").id
    ids = {done.at("militants").id, done.at("The rebels").id, done.at("Al-Qaeda").id}
    assert len(ids) == 3
    assert {done.at(words).kind for words in ("militants", "rebels", "Al-Qaeda")} == {"armed_group"}


def test_the_unnamed_stay_unnamed(read: Reader) -> None:
    """Officials and aides get no name; residents and activists are collective, under their description."""
    text = (
        "A senior official who asked not to be named said the talks had failed. Two aides said they would resume. "
        "Residents of the old town said they heard guns. Activists said the guns were the army's."
    )
    done = read(
        text,
        ("A senior official who asked not to be named", "said", "the talks had failed"),
        ("Two aides", "said", "they would resume"),
        ("Residents of the old town", "said", "they heard guns"),
        ("Activists", "said", "the guns were the army's"),
    )
    assert done.kinds() == ["anonymous", "anonymous", "collective", "collective"]
    assert [done.name(i) for i in range(4)] == [None, None, "residents of the old town", "activists"]


def test_documents_and_polls_are_told_from_speakers(read: Reader) -> None:
    """A report, a survey and a passive without a source have their kinds."""
    text = (
        "A report by the auditors found that the money was gone. A poll of 900 voters showed a close race. "
        "It was reported that the mayor had left."
    )
    done = read(
        text,
        ("A report by the auditors", "found", "that the money was gone"),
        ("A poll of 900 voters", "showed", "a close race"),
        ("", "reported", "that the mayor had left"),
    )
    assert done.kinds() == ["document", "poll", "none"]
    assert done.name(2) is None


def test_the_author_is_nobody_elses_source(read: Reader) -> None:
    """Outside quotation marks "I" is the author, without a name."""
    done = read("I believe that the siege will end.", ("I", "believe", "that the siege will end"))
    assert done.kinds() == ["author"]
    assert done.name() is None


def test_coordinated_sources_have_several_entities(read: Reader) -> None:
    """Two names joined by "and" are two entities and one name."""
    text = "Mayor Rosa Lindt and the Water Board said the wells were clean. They said boiling was needless."
    done = read(
        text,
        ("Mayor Rosa Lindt and the Water Board", "said", "the wells were clean"),
        ("They", "said", "boiling was needless"),
    )
    assert done.name(0) == "Rosa Lindt and the Water Board"
    assert len(done.attributions[0].source.entities) == 2
    assert done.attributions[1].source.entities == done.attributions[0].source.entities


def test_those_who_are_listed_after_a_colon_are_the_source(read: Reader) -> None:
    """The source "those who …: A, B and C" is A, B and C."""
    text = "We address those who promised to send food: France, Canada and the European Union."
    done = read(text, ("those who", "promised", "to send food"))
    names = {one.name for one in done.entities if one.id in done.attributions[0].source.entities}
    assert {"France", "Canada", "European Union"} <= names


def test_an_empty_it_is_nobody(read: Reader) -> None:
    """In "it is time to" and "it seems that" nothing is mentioned."""
    text = "The council met. It is time to act, and it seems that few will. It adjourned at noon."
    done = read(text)
    mentioned = {span.start for one in done.entities for span in one.mentions}
    assert text.index("It is time") not in mentioned
    assert text.index("it seems") not in mentioned
    assert done.at("It", 1).name == "council"


def test_a_dateline_is_nobodys_antecedent(read: Reader) -> None:
    """The town of the dateline isn't taken into the first noun phrase."""
    text = "HARRA, Oct 3 - A clinic said on Monday that it had no power. It said fuel was gone."
    done = read(text, ("A clinic", "said", "that it had no power"), ("It", "said", "fuel was gone"))
    assert done.attributions[1].source.entities == done.attributions[0].source.entities
    assert done.at("A clinic").name == "clinic"


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("Reuters said the port was shut.", "Reuters", "outlet"),
        ("The Harra Tribune said the port was shut.", "Harra Tribune", "outlet"),
        ("The finance ministry said the port was shut.", "finance ministry", "government"),
        ("Fishermen said the port was shut.", "Fishermen", "group"),
        ("The gunmen said the port was shut.", "gunmen", "armed_group"),
        ("A study said the port was shut.", "study", "document"),
        ("Ships lay near Velingrad for a week.", "Velingrad", "place"),
        ("A source said the port was shut.", "A source", "unnamed"),
        ("Lina Odeh said the port was shut.", "Lina Odeh", "person"),
    ],
)
def test_kinds(read: Reader, text: str, words: str, kind: str) -> None:
    """Each entity has the kind that its name or its noun tells."""
    marked = ((words, "said", "the port was shut"),) if "said" in text else ()
    assert read(text, *marked).at(words).kind == kind


def test_nothing_resolves_to_nothing(read: Reader) -> None:
    """An empty report has no entities."""
    assert read("").entities == ()


def test_a_surname_before_the_full_name(read: Reader) -> None:
    """A headline's surname is the person whom the report names in full below."""
    text = "Odeh quits\n\nThe minister of ports, Lina Odeh, has resigned. Odeh said she was tired."
    done = read(text, ("Odeh", "said", "she was tired"), headline=True)
    assert done.at("Odeh").id == done.at("Lina Odeh").id
    assert done.name() == "Lina Odeh"


def test_an_office_that_nobody_holds_gets_no_name(read: Reader) -> None:
    """An office isn't given to whoever was spoken of last."""
    text = "Lina Odeh opened the bridge. The governor said it was late."
    done = read(text, ("The governor", "said", "it was late"))
    assert done.name() is None
    assert done.kinds() == ["anonymous"]


def test_an_acronym_the_report_gives_goes_before_initials(read: Reader) -> None:
    """An acronym in brackets is the body's, though it's made of another language's initials."""
    text = (
        "Twenty died, said the National Institute for Flood Relief (INSC). INSC reported that roads were cut. "
        "The institute said more rain was near."
    )
    done = read(
        text,
        ("INSC", "reported", "that roads were cut"),
        ("The institute", "said", "more rain was near"),
    )
    assert [done.name(0), done.name(1)] == ["National Institute for Flood Relief"] * 2


def test_speakers_of_a_transcript_stand_in_capitals(read: Reader) -> None:
    """A surname in capitals before a colon is the person named in full above."""
    text = (
        "Ingrid Moss met Dale Pinter on stage. They spoke of the dam.\n\n"
        "MOSS: You let it rot.\n\nPINTER: I mended it twice."
    )
    done = read(text, ("MOSS", "", "You let it rot."), ("PINTER", "", "I mended it twice."))
    assert [done.name(0), done.name(1)] == ["Ingrid Moss", "Dale Pinter"]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The akim of the district Omar Sadykov said that nobody died.", "The akim of the district"),
        (
            "In the words of the head of the rescue team Omar Sadykov, he said, nobody died.",
            "words of the head of the rescue team Omar Sadykov",
        ),
        ("The passenger, Omar Sadykov, 34, said nobody died.", "The passenger, Omar Sadykov, 34,"),
        (
            "The blast was small, said Omar Sadykov director of the clinic, and nobody died.",
            "Omar Sadykov director of the clinic",
        ),
    ],
)
def test_an_office_beside_a_name_is_its_holders(read: Reader, text: str, source: str) -> None:
    """Translated and broken text puts offices beside names without a comma: the name is found all the same."""
    done = read(text, (source, "said", "nobody died"))
    assert done.name() == "Omar Sadykov"
    assert done.kinds() == ["named"]
