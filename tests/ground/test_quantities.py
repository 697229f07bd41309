"""Figures are read with their bounds, their units and how they stand to one another; what counts nothing is none."""

import time

import pytest

from reportedly.ground.quantity import quantify
from reportedly.ground.tables import table
from reportedly.model import Quantity
from tests.timing import least

from .reading import figures, times, unparsed


def only(found: tuple[Quantity, ...]) -> Quantity:
    """Take the one figure of a text."""
    assert len(found) == 1, [one.spans[0].text for one in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("The blast killed 19 miners.", 19, "miner"),
        ("In all, 1,217 militants gave up.", 1217, "militant"),
        ("In all, 1217 militants gave up.", 1217, "militant"),
        ("Some camps hold 10 000 people.", 10000, "person"),
        ("The town has 20 thousand inhabitants.", 20000, "inhabitant"),
        ("The town has 1.2m inhabitants.", 1_200_000, "inhabitant"),
        ("The town has 1,5 million inhabitants.", 1_500_000, "inhabitant"),
        ("Two dozen soldiers were taken.", 24, "soldier"),
        ("Half a million refugees crossed.", 500_000, "refugee"),
        ("Two hundred and six women marched.", 206, "woman"),
        ("Twenty-five hundred men marched.", 2500, "man"),
        ("17 killed in mine blast", 17, "person"),
        ("A 15-member council met.", 15, "member"),
        ("Party counts 2 crore voters.", 20_000_000, "voter"),
    ],
)
def test_numbers(text: str, value: float, unit: str) -> None:
    """Digits, words and the two mixed give the number as worded and the noun that is counted."""
    found = [one for one in figures(text) if one.value is not None]
    assert [(one.value, one.unit) for one in found] == [(value, unit)]


@pytest.mark.parametrize(
    ("text", "bound", "low", "high"),
    [
        ("At least 22 people died.", "at_least", 22, None),
        ("No fewer than 40 people died.", "at_least", 40, None),
        ("More than 20 people died.", "more_than", 21, None),
        ("Up to 15 people died.", "at_most", None, 15),
        ("Fewer than 15 people died.", "less_than", None, 14),
        ("About 100 people died.", "approx", None, None),
        ("Some 200 people died.", "approx", None, None),
        ("Between 3 and 5 people died.", "between", 3, 5),
        ("Three to five people died.", "between", 3, 5),
        ("The blast killed 30-40 people.", "between", 30, 40),
        ("Four to five thousand people fled.", "between", 4000, 5000),
        ("The UN says 400,000+ people are besieged.", "at_least", 400_000, None),
        ("Seven or more people died.", "at_least", 7, None),
        ("Nineteen people died.", "exact", 19, 19),
        ("Baku is handing over nine soldiers.", "exact", 9, 9),
        ("They handed over nine bodies.", "exact", 9, 9),
        ("Guards downed drones over four cities.", "exact", 4, 4),
        ("The wage is to go up to 920 euros.", "exact", 920, 920),
        ("The fee is up to 920 euros.", "at_most", None, 920),
    ],
)
def test_bounds(text: str, bound: str, low: float | None, high: float | None) -> None:
    """Words before and after a number bound it; limits are inclusive, and no width is made up for "about"."""
    found = only(figures(text))
    assert (found.bound, found.low, found.high) == (bound, low, high)


@pytest.mark.parametrize(
    "text",
    [
        "Dozens of people were killed.",
        "Scores of civilians were killed.",
        "Tens of thousands of families fled.",
        "Several dozen militants gave up.",
        "Many villagers were wounded.",
        "A number of fighters had been killed.",
    ],
)
def test_vague(text: str) -> None:
    """Vague numbers stay vague: no value, no limits."""
    found = only(figures(text))
    assert (found.bound, found.value, found.low, found.high) == ("vague", None, None, None)


@pytest.mark.parametrize(
    "text",
    [
        "A witness aged 44 spoke to police.",
        "Nadia Karim, 44, spoke to police.",
        "The 23-year-old spoke to police.",
        "The accord of 2015 still holds.",
        "They met at 10:35 a.m. on 8 December 2016.",
        "The Su-25 and an F-16 took off.",
        "COVID-19 is back.",
        "The home side won 3-1.",
        "Call 555-0143 for details.",
        "He lives at 10 Baker Street.",
        "Section 427 was struck out.",
        "The Group of Seven met in the capital.",
        "No one spoke, and one of the guards left.",
        "He came third and she came 2nd.",
        "One day they will return.",
        "The ship was hit at 14°12'N 042°08'E in heavy seas.",
        "The wreck lies at 43.2° N, 7.9° W.",
        "Children under five account for most cases.",
    ],
)
def test_no_figures(text: str) -> None:
    """Ages, dates, scores, names, addresses and pronouns count nothing."""
    assert figures(text) == ()


@pytest.mark.parametrize(
    ("text", "scale", "value"),
    [
        ("Prices rose 5 per cent.", "percent", 5),
        ("The fine was $1.2m.", "currency:USD", 1_200_000),
        ("The fine was EUR50m.", "currency:EUR", 50_000_000),
        ("The fine was $4.1 million.", "currency:USD", 4_100_000),
        ("The fine was $4.1m.", "currency:USD", 4_100_000),
        ("The fine was 30,000 Syrian pounds.", "currency:SYP", 30_000),
        ("The wall is 40 km long.", "length:km", 40),
        ("They carried 240 tonnes of flour.", "mass:t", 240),
    ],
)
def test_scales(text: str, scale: str, value: float) -> None:
    """Shares, money and measures have scales of their own."""
    found = only(figures(text))
    assert (found.scale, found.value) == (scale, value)


def test_conversions() -> None:
    """A conversion in brackets is bounded as what it converts."""
    assert [one.bound for one in figures("The pipeline is more than 7 miles (11 km) long.")] == [
        "more_than",
        "more_than",
    ]


def test_status() -> None:
    """The label tells the status of those counted, and nothing else does."""
    found = figures("Six policemen, 12 civilians and 3 others were hurt, and 40 people fled.")
    assert [one.status for one in found] == ["combatant", "civilian", "civilian", "unknown"]


def test_single_persons() -> None:
    """Check: "A man was killed" is one man; a man of his word is none."""
    assert [(one.value, one.unit) for one in figures("A man was shot dead and a woman was wounded.")] == [
        (1, "man"),
        (1, "woman"),
    ]
    assert figures("He is a man of his word.") == ()


def test_increments_and_totals() -> None:
    """Another five are an increment, and what a toll is brought to is cumulative."""
    assert only(figures("Another 5 miners were hurt.")).role == "increment"
    assert only(figures("The new deaths bring the total to 85.")).role == "cumulative"


def test_parts() -> None:
    """A part leads to its whole in the sentence, also where it names no unit of its own."""
    whole, part = figures("At least 22 people, seven of them children, died.")
    assert (part.role, part.part_of, part.unit) == ("part", whole.id, "child")
    whole, part = figures("50,000 people fled the city, with 20,000 leaving on Saturday.")
    assert (part.role, part.part_of, part.unit) == ("part", whole.id, "person")
    share, whole = figures("A third of the 300 houses were destroyed.")
    assert (share.role, share.part_of, whole.value) == ("part", whole.id, 300)


@pytest.mark.parametrize(
    "text",
    [
        "The ministry raised the death toll from 17 to 19.",
        "Officials said not 17 but 19 soldiers had died.",
        "The toll rose to 19, up from 17.",
        "The blast killed 19 people, not 17.",
    ],
)
def test_corrections(text: str) -> None:
    """Of a corrected figure there are two, and the newer supersedes the older."""
    by_value = {one.value: one for one in figures(text)}
    assert set(by_value) == {17, 19}
    assert by_value[19].supersedes == by_value[17].id
    assert by_value[17].supersedes is None


def test_period() -> None:
    """A stretch of time told in the sentence is the figure's period."""
    text = "Over the past two days 300 families have fled."
    found = [one for one in figures(text) if one.unit == "family"]
    assert [one.period for one in found] == [times(text)[0].id]


def test_stock_and_flow() -> None:
    """Those who are somewhere are a stock, those to whom something happened a flow."""
    assert only(figures("There are 5,000 families in the camp.")).measure == "stock"
    assert only(figures("Some 5,000 families fled the camp.")).measure == "flow"


def test_nothing_out_of_furniture() -> None:
    """A comment counter is no figure."""
    text = "Mine blast kills 19\n\nA blast in a mine killed 19 people.\n\n"
    text += "Subscribe\nNotify of\nguest\n0 Comments\nInline Feedbacks\n"
    assert 0 not in [one.value for one in figures(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("More than half of the country's 64 ferries failed.", [(0.5, "ferry"), (64, "ferry")]),
        ("The plan paid for 100 women's groups.", [(100, "group")]),
        ("Two Su-25 and one Mi-8 were destroyed.", [(2, None), (1, None)]),
        ("The suspects, aged 19, 22 and 31, are from Brunn.", []),
        ("Table 4.2 of the report and Section 3.1 say so.", []),
        ("A fire broke out in the 1200 block of Cook Street.", []),
        ("10.12 - Governor Orr says the school is shut.", []),
    ],
)
def test_what_numbers_belong_to(text: str, expected: list[tuple[float, str | None]]) -> None:
    """A possessor isn't counted, aircraft are; ages in a list, numbered tables, blocks and entries count nothing."""
    found = figures(text)
    assert [one.value for one in found] == [value for value, _ in expected]
    assert all(unit in (None, one.unit) for one, (_, unit) in zip(found, expected, strict=True))


def test_a_share_is_no_part_of_something_else() -> None:
    """A share of one kind isn't led to a whole of another."""
    found = figures("Floods displaced 73,800 people in May. Since then 2 in 5 schools are closed.")
    assert [one.part_of for one in found] == [None, None]
    share, whole = figures("More than half of the country's 64 ferries failed.")
    assert share.part_of == whole.id


@pytest.mark.parametrize(
    "text",
    [
        "Floods hit 136,000 people across 4 counties, up from 98,500 last week.",
        "At least 23 people drowned, police said, revising an earlier toll of 17.",
    ],
)
def test_an_older_figure_is_superseded_by_one_like_it(text: str) -> None:
    """What is up from another, or follows "an earlier toll of", leads to a figure of like size."""
    found = figures(text)
    assert [one.supersedes for one in found] == [found[-1].id, *(None for _ in found[1:])]


def test_tables_have_sources() -> None:
    """Every list that figures are read by says where it comes from."""
    for package, name in [
        ("", "numerals"),
        *(("quantity", one) for one in ("bounds", "units", "exclusions", "predicates", "status")),
    ]:
        for key, entry in table(package, name).items():
            assert entry["source"], (name, key)
    for key, entry in table("timex", "words").items():
        assert entry["source"], key


@pytest.mark.parametrize(
    "unit",
    [
        "1 ",
        "1,",
        "1-",
        "one ",
        "hundred ",
        "1 000 ",
        "123 ",
        "1/2 ",
        "million ",
        "more than ",
        "between 1 and ",
        "a third of ",
        "$",
        "not ",
        "5 of them ",
    ],
)
def test_linear(unit: str) -> None:
    """Eight times as much of the worst input takes about eight times as long, not sixty-four times."""
    spent = []
    for size in (2_000, 16_000):
        article, parsed = unparsed((unit * (size // len(unit) + 1))[:size])
        spent.append(least(lambda article=article, parsed=parsed: quantify(article, parsed, ())))
    assert spent[1] < 20 * spent[0] + 0.3


@pytest.mark.parametrize(
    "text",
    ["9" * 400, "1/" + "9" * 5_000, "123 " * 200, "million " * 100, "5" + " million" * 100, "1" + ",000" * 200],
)
def test_endless_numbers_stay_finite(text: str) -> None:
    """No row of digits or scale words becomes a value that JSON can't hold, or that can't be read at all."""
    article, parsed = unparsed(f"{text} people left")
    found = quantify(article, parsed, ())
    assert all(value is None or value < 1e25 for one in found for value in (one.value, one.low, one.high))


def test_a_state_before_a_noun_leaves_the_noun_counted():
    """Displaced households are households; the displaced alone are persons."""
    assert [one.unit for one in figures("The province registered 42,000 displaced households.")] == ["household"]
    assert [one.unit for one in figures("The province registered 42,000 displaced.")] == ["person"]


@pytest.mark.parametrize(
    ("text", "value", "scale"),
    [
        ("The fine was 5,000 lek.", 5000, "currency:ALL"),
        ("The dam cost 20 million tenge.", 20_000_000, "currency:KZT"),
        ("He owed 300 zlotys.", 300, "currency:PLN"),
        ("About ₸500 was stolen.", 500, "currency:KZT"),
        ("The bank lent 3 million won.", 3_000_000, "currency:KRW"),
        ("It pays 900 Moroccan dirhams.", 900, "currency:MAD"),
        ("She was fined 200 Hong Kong dollars.", 200, "currency:HKD"),
        ("The grant is ETB 700.", 700, "currency:ETB"),
        ("He gained 20 pounds.", 20, "mass:lb"),
        ("They found 12 marks.", 12, "count"),
    ],
)
def test_money_of_every_country(text, value, scale) -> None:
    """Names, signs and codes of ISO 4217 are money; words that are other things too are so for small numbers."""
    assert [(one.value, one.scale) for one in figures(text)] == [(value, scale)]


@pytest.mark.parametrize("unit", ["1 ", "1 000 ", "1,", "$1 ", "3/4 ", "one "])
def test_a_mass_of_digits_is_passed_over(unit: str) -> None:
    """A megabyte of numbers without a word takes seconds: none of them counts anything."""
    article, parsed = unparsed(unit * (100_000 // len(unit)))
    begun = time.process_time()
    assert len(quantify(article, parsed, ())) < 40
    assert time.process_time() - begun < 1.5


def test_a_row_that_lost_its_lines_keeps_its_figures() -> None:
    """Where words stand among the numbers, as in a table that lost its lines, each is read."""
    rows = " ".join(f"{number} families in Belmara" for number in range(101, 151))
    assert len(figures(rows)) == 50


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A total of 4 (four) fishermen drowned.", [(4, "fisherman")]),
        ("Twenty-five (25) houses burned down.", [(25, "house")]),
        ("Half a million children under five are at risk.", [(500000, "child")]),
        ("Women over 60 and 12 girls were freed.", [(12, "girl")]),
    ],
)
def test_one_number_is_counted_once_and_limits_of_age_never(text, expected):
    """A number repeated in brackets is one figure; what children are under is their age."""
    assert [(one.value, one.unit) for one in figures(text)] == expected


def test_round_numbers_of_people_count_no_deeds():
    """In "Thousands march in Rome" nobody counts marches, and after "860" a time begins that isn't counted."""
    assert [one.unit for one in figures("Tens of thousands march in Tbilisi")] == [None]
    assert [one.unit for one in figures("They moved 1,240 people on Monday and a further 860 the following day.")] == [
        "person",
        None,
    ]


def test_what_comes_to_a_number_is_counted():
    """In "cases pass 9,500" counts cases, and nights are a length of time."""
    assert [one.unit for one in figures("14 more die as cases pass 9,500")] == [None, "case"]
    assert [one.scale for one in figures("He spent over two nights there.")] == ["duration:night"]
