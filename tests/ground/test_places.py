"""Places: what names one, which one it is, and how precisely it's told."""

import tracemalloc
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.clean import clean
from reportedly.ground import gazetteer, locate
from reportedly.ground.gazetteer import Site
from reportedly.ground.place.evidence import _country_of_host
from reportedly.ground.place.words import words
from reportedly.model import Page
from tests.grammar import parse
from tests.timing import least


def read(text, **facts):
    """Give the places of a text."""
    article = clean(Page(content=text, media="text", **facts))
    return locate(article, parse(article))


def told(text, **facts):
    """Give each place's words, country and precision."""
    return [(one.spans[0].text, one.country, one.precision) for one in read(text, **facts)]


def only(text, name, **facts):
    """Give the one place that bears a name in a text."""
    (place,) = [one for one in read(text, **facts) if name in one.spans[0].text]
    return place


KENYA = """GARISSA, Kenya (AP) — Floods swept through eastern Kenya overnight, officials in Nairobi said. Some 300 \
families left Hola, in Tana River County, for higher ground near Garsen. The Kenyan Red Cross said a bridge south of \
Mombasa had gone, and that roads from Somalia were closed."""


def test_a_wire_report_is_led_to_the_map():
    """Datelines, countries, towns, containers and what is near are found, each with its precision."""
    found = told(KENYA)
    for one in [
        ("GARISSA", "KE", "exact"),
        ("Kenya", "KE", "country"),
        ("eastern Kenya", "KE", "part_of"),
        ("Nairobi", "KE", "exact"),
        ("Garsen", "KE", "near"),
        ("Mombasa", "KE", "near"),
        ("Somalia", "SO", "country"),
    ]:
        assert one in found
    assert not any("Kenyan" in words for words, _, _ in found)


def test_points_are_where_they_should_be():
    """A place's point lies within some kilometres of what an atlas says."""
    place = only(KENYA, "Mombasa")
    assert place.latitude == pytest.approx(-4.05, abs=0.2)
    assert place.longitude == pytest.approx(39.67, abs=0.2)
    assert place.modifier == "south of"
    assert place.geonames_id


@pytest.mark.parametrize(
    ("text", "name", "country", "admin1"),
    [
        ("A man drowned in Memphis, Tenn., on Friday.", "Memphis", "US", "Tennessee"),
        ("Archaeologists in Cairo said a tomb was found near Memphis, Egypt.", "Cairo", "EG", "Cairo"),
        ("Police in Birmingham, Alabama, held two men.", "Birmingham", "US", "Alabama"),
        ("Police in Birmingham, England, held two men.", "Birmingham", "GB", "England"),
        ("The fire began in Moscow, Idaho, and spread.", "Moscow", "US", "Idaho"),
        ("She was born in Cordoba, Argentina.", "Cordoba", "AR", "Cordoba"),
        ("He was held in Valencia, Venezuela, in May.", "Valencia", "VE", "Carabobo"),
        ("A plane came down near Perth, Australia.", "Perth", "AU", "Western Australia"),
        ("A plane came down near Perth, Scotland.", "Perth", "GB", "Scotland"),
        ("The school in Springfield, MO, reopened.", "Springfield", "US", "Missouri"),
    ],
)
def test_what_stands_beside_a_name_says_which(text, name, country, admin1):
    """A country, state or abbreviation after a name decides between the places that bear it."""
    place = only(text, name)
    assert place.country == country
    assert place.admin1.replace("ó", "o") == admin1


def test_the_reports_country_says_which():
    """Without a container, the countries that a report is about decide, and one name has one sense."""
    text = (
        "The {} government sent troops to Tripoli. {} officials said Tripoli was calm. Shops in Tripoli opened again."
    )
    assert {one.country for one in read(text.format("Libyan", "Libyan")) if one.name == "Tripoli"} == {"LY"}
    assert {one.country for one in read(text.format("Lebanese", "Lebanese")) if one.name.startswith("Tripoli")} == {
        "LB"
    }


def test_neighbours_say_which():
    """Places near one another speak for one another."""
    text = (
        "Crews from Bowling Green and Glasgow went to Scottsville on Monday; Glasgow sent two engines, near Franklin."
    )
    assert {one.admin1 for one in read(text) if one.name in ("Glasgow", "Bowling Green")} == {"Kentucky"}


def test_the_publishers_country_counts():
    """A British address makes a British town of a bare name that American towns bear too."""
    text = "A man was robbed in Lincoln on Tuesday. Lincoln residents were asked for help."
    assert {one.country for one in read(text, url="https://www.example.co.uk/news/1")} == {"GB"}


@pytest.mark.parametrize(
    "text",
    [
        "The Iraqi army and Yemeni rebels met French and Turkish envoys.",
        "Mr. Lincoln met Gen. Houston and Sen. Cleveland.",
        "The Boston Globe and the Chicago Tribune reported it.",
        "Professor Sydney Brisbane thanked her brother.",
        "She lives on Denver Street and works on Oxford Avenue.",
    ],
)
def test_what_is_no_place(text):
    """Peoples, persons, papers and streets aren't places."""
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "words", "modifier", "precision"),
    [
        ("Shells fell on eastern Mosul.", "eastern Mosul", "eastern", "part_of"),
        ("Fighting went on in north-eastern Nigeria.", "north-eastern Nigeria", "north-eastern", "part_of"),
        ("They fled the western districts of Mosul.", "western districts of Mosul", "western", "part_of"),
        ("A bomb went off outside Peshawar.", "Peshawar", "outside", "near"),
        ("A boat sank off the coast of Tunisia.", "Tunisia", "off the coast of", "near"),
        ("Farms in Anbar province burned.", "Anbar", None, "region"),
        ("Two ships met in the Red Sea.", "Red Sea", None, "region"),
    ],
)
def test_what_narrows_a_place(text, words, modifier, precision):
    """Directions, parts and nearness are kept as the place's modifier and precision."""
    (place,) = read(text)
    assert (place.spans[0].text, place.modifier, place.precision) == (words, modifier, precision)


def test_a_bare_part_belongs_to_the_main_place():
    """A bare "the western districts" is a part of the town that the report is about."""
    places = read("Troops entered Mosul on Sunday. Mosul was silent. Families left the western districts on foot.")
    part = next(one for one in places if one.spans[0].text == "western districts")
    assert (part.name, part.modifier, part.precision) == ("Mosul", "western", "part_of")
    assert part.geonames_id == places[0].geonames_id


def test_a_bare_part_of_nothing_is_none():
    """Where no town is named, a part of one is no place."""
    assert read("Families left the western districts on foot.") == ()


def test_an_unknown_place_keeps_its_country_and_gets_no_point():
    """What the gazetteer lacks isn't invented: it has the country of the place beside it, and no point."""
    place = only("Gunmen killed nine people in Zorbabougou, in Mali, a mayor said.", "Zorbabougou")
    assert (place.precision, place.latitude, place.longitude, place.country) == ("unresolved", None, None, "ML")


def test_names_by_ear_are_heard():
    """A Syrian town is found under a spelling that no list has, in a report on Syria."""
    place = only("Syrian jets bombed the town of Maarat al-Noman on Monday, Syrian activists said.", "Maarat")
    assert place.country == "SY"
    assert place.precision == "exact"


def test_candidates_are_probabilities():
    """Up to five candidates come with each place, the best first, their scores a part of one."""
    for place in read("Two men from Springfield and one from Georgia were in London and Paris."):
        scores = [one.score for one in place.candidates]
        assert 0 < len(scores) <= 5
        assert scores == sorted(scores, reverse=True)
        assert 0 <= sum(scores) <= 1.001


def test_the_title_is_read_too():
    """A place in a title apart from the text has a span in the title."""
    places = read("The quake struck at dawn in Lima, officials said.", title="Quake in Peru kills nine")
    assert [(one.spans[0].in_, one.country) for one in places] == [("title", "PE"), (None, "PE")]


def test_furniture_is_left_out():
    """No place is read out of what belongs to the page."""
    text = (
        "Rain fell in Quito all day, the mayor said.\n\nThe river rose by a metre.\n\nSubscribe\nNotify of\n0 Comments"
    )
    article = clean(Page(content=text, media="text"))
    start = text.index("Quito")
    span = article.span(start - 13, start + 5)
    furnished = replace(article, furniture=(*article.furniture, type(article.furniture[0])("other", (span,))))
    assert [one.name for one in locate(article, parse(article))] == ["Quito"]
    assert locate(furnished, parse(article)) == ()


def test_the_users_places_go_first(tmp_path):
    """A place that the user added is found, and taken before others of its name."""
    path = tmp_path / "mine.csv"
    path.write_text("name,latitude,longitude,country\nCairo,1.5,2.5,BJ\n")
    added = gazetteer.add(path, into=tmp_path / "own.sqlite")
    mine = gazetteer.Gazetteer(gazetteer.ensure(), added.path)
    article = clean(Page(content="Nine people died in Cairo, Benin, on Monday.", media="text"))
    place = locate(article, parse(article), gazetteer=mine)[0]
    assert (place.latitude, place.longitude, place.country) == (1.5, 2.5, "BJ")


def test_tables_load():
    """Every list of words has entries; no word is both a press's and an institution's without need."""
    table = words()
    for name in (
        "before",
        "near",
        "directions",
        "compass",
        "parts",
        "nouns",
        "institutions",
        "press",
        "titles",
        "streets",
    ):
        assert getattr(table, name)
    assert table.abbreviations["Tenn."] == table.abbreviations["TN"] == ("US", "TN")
    assert table.demonyms["Syrians"] == "SY"
    assert table.institutions_of["knesset"] == ("IL",)


@given(st.text(alphabet=st.sampled_from("Paris London.,\n-'’()al-AlepoOf the of,Ga. in 'S"), max_size=200))
def test_any_text_gives_spans_that_hold(text):
    """Whatever stands in a text, spans are in bounds, hold their words, and don't overlap."""
    if not text.strip():
        return
    article = clean(Page(content=text, media="text"))
    places = locate(article, parse(article))
    offsets = sorted(article.offsets(one.spans[0]) for one in places)
    assert all(
        article.full_text[a:b] == one.spans[0].text for one in places for a, b in [article.offsets(one.spans[0])]
    )
    assert all(first[1] <= second[0] for first, second in pairwise(offsets))


@pytest.mark.parametrize("unit", ["In Springfield people from Paris met in Georgia. ", "Alpha ", "Paris "])
def test_reading_is_linear(unit):
    """Four times as many names take about four times as long, also as one run of capitals without an end."""
    spent = []
    for times in (600, 2400):
        article = clean(
            Page(content=unit * (times * len("Alpha ") // len(unit)) + "They met at the end.", media="text")
        )
        parsed = parse(article)
        spent.append(least(lambda article=article, parsed=parsed: locate(article, parsed)))
    assert spent[1] < 8 * spent[0] + 0.2


class Crowded:
    """Stand in for a gazetteer in which a dozen towns bear every name."""

    def find(self, names):
        """Give the same dozen towns for each name."""
        sites = tuple(
            Site(f"T{i}", i, i / 9, i / 7, "SY", "08", None, "city", 9_000 * i, alias=False, own=False)
            for i in range(1, 13)
        )
        return dict.fromkeys(names, sites)

    def find_alike(self, names):
        """Give nothing."""
        return dict.fromkeys(names, ())


def test_memory_does_not_grow_with_the_square_of_names():
    """Three hundred names with a dozen sites each are compared in a bounded space."""
    text = " ".join(f"They met in T{chr(97 + i % 26)}{chr(97 + i // 26)}ra." for i in range(300))
    article = clean(Page(content=text, media="text"))
    parsed = parse(article)
    tracemalloc.start()
    try:
        places = locate(article, parsed, gazetteer=Crowded())
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert len(places) > 250
    assert peak < 100e6


@pytest.mark.parametrize(
    ("url", "country"),
    [
        ("https://www.example.co.uk/news/1", "GB"),
        ("https://example.com.co/1", "CO"),
        ("https://example.tv/1", None),
        ("https://example.co/1", None),
        ("https://example.com/1", None),
        ("https://[broken/1", None),
        (None, None),
    ],
)
def test_the_country_of_an_address(url, country):
    """A country's top-level domain tells the publisher's country, save where anybody publishes under it."""
    assert _country_of_host(url) == country


def test_a_man_is_from_a_state_as_well_as_from_a_town():
    """A noun for people beside a name speaks for a place, and tells no kind of it."""
    place = only("A Missouri man was released on Monday, the sheriff said.", "Missouri")
    assert (place.name, place.precision) == ("Missouri", "region")


def test_small_words_join_the_words_of_a_name():
    """Names of other languages hold together over their small words."""
    assert only("The ferry left Dar es Salaam for Mombasa on Monday.", "Salaam").name == "Dar es Salaam"


def test_who_has_an_age_is_no_place():
    """A surname with an age behind it is nobody's town."""
    text = "The court heard Arben Leka on Monday. {}, denies the charge of fraud. The trial opens in March."
    assert told(text.format("Leka, 58")) == []


def test_a_mayors_town_is_a_place():
    """What follows "the mayor of" is taken for a place, tagged or not."""
    assert only("The former mayor of Durrës, Arben Leka, was heard on Monday.", "Durrës").country == "AL"


@pytest.mark.parametrize(
    "text",
    [
        "Fighters of the Islamic State in Iraq and the Levant took the bridge.",
        "Al-Qaeda in Yemen claimed the blast.",
        "The Justice Department has seen the letter.",
        "He appealed to the Superior Court.",
    ],
)
def test_names_of_bodies_are_no_places(text):
    """A country in an armed group's name, or what a ministry is for, tells of no place."""
    assert told(text) == []


def test_a_town_is_where_its_district_is_told_to_be():
    """Where the words put a district into a province, a namesake that the gazetteer knows elsewhere isn't meant."""
    place = only("Shells fell on Lalpur district in Nangarhar province.", "Lalpur")
    assert (place.country, place.precision) == ("AF", "unresolved")


def test_a_division_with_the_word_for_it_is_its_own_country_s():
    """A "Central Province" lies in the country that the report is about, though another calls one so in full."""
    text = (
        "Cholera has spread in Zambia. Lusaka is worst hit. Eight died in Central Province and 11 in Eastern Province."
    )
    assert {country for _, country, _ in told(text)} == {"ZM"}


def test_a_lone_town_abroad_is_no_place_of_a_report_about_one_country():
    """A name that the gazetteer has only abroad, where the report is about one country for certain, isn't put there."""
    text = "Fighting reached Malakal and Bentiu in South Sudan. In Juba people waited. Few cross at the Joda crossing."
    assert ("Joda", "SS", "unresolved") in told(text)


def test_who_sits_for_lives_or_studies_at_a_town():
    """Each of "D-Milford", "41, of Milford" and "University of Vermont" names a place."""
    text = "Rep. Ruth Abel, D-Dayton, spoke. Ruth Cole, 41, of Xenia, and Tom Pike of Springfield were hurt in Ohio."
    assert [one[0] for one in told(text)] == ["Dayton", "Xenia", "Springfield", "Ohio"]
    assert told("She studies at the University of Vermont.") == [("Vermont", "US", "region")]


def test_names_on_a_list_of_villages_and_counties_are_places():
    """Both names of "the villages of A and B" and of "A and B counties" are places, in what owns them."""
    text = "Clashes in Sudan: families fled to the villages of Karkaria and Salara, near Dilling in South Kordofan."
    assert {"Karkaria", "Salara"} <= {one[0] for one in told(text)}
    places = read("Youths fought in Upper Nile's Ulang and Nasir counties, in South Sudan.")
    unknown = [(one.name, one.country) for one in places if one.precision == "unresolved"]
    assert unknown == [("Ulang", "SS"), ("Nasir", "SS")]


def test_a_preposition_that_opens_a_sentence_is_no_part_of_a_name():
    """The place of "In Nicoadala district" is Nicoadala."""
    assert "Nicoadala" in [
        one[0] for one in told("In Nicoadala district, in Zambezia, a truck was swept off a bridge.")
    ]


def test_an_unknown_name_keeps_the_country_that_its_dateline_gives():
    """What a dateline puts in a country lies there in the text, too."""
    text = (
        "JAJARKOT, Nepal, Nov 6 - Soldiers dug for survivors.\n\nIndia sent planes. The quake struck Jajarkot district."
    )
    assert ("Jajarkot", "NP", "unresolved") in told(text)
