"""Who is said to call whom what."""

import pytest

import reportedly


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('The president called the protesters "terrorists".', ("protesters", "terrorists", "president", True)),
        ("State media described the marchers as paid agitators.", ("marchers", "paid agitators", "state media", False)),
        ('The rebels are called "bandits" by the army.', ("rebels", "bandits", "army", True)),
        ('The army refers to the group as "the remnants".', ("group", "the remnants", "army", True)),
        (
            'Residents dubbed the governor "the butcher of Sava".',
            ("governor", "the butcher of Sava", "residents", True),
        ),
        (
            "The group, which the government calls a terrorist organisation, said it had left.",
            ("group", "terrorist organisation", "government", False),
        ),
    ],
)
def test_verbs_of_calling_name_somebody(text: str, expected: tuple[str, str, str, bool]) -> None:
    """Whom somebody calls so bears the label, not the label itself; marks make it quoted."""
    reading = reportedly.read(f"Rain fell on Monday, and the talks went on.\n\n{text}")
    names = {one.id: one.name for one in reading.entities}
    told = [(names[one.entity], one.label, names.get(one.by or ""), one.quoted) for one in reading.namings]
    assert expected in told
    assert all(one[0] != expected[1] for one in told)


@pytest.mark.parametrize("text", ["He called the journalists on Monday.", "The mayor called a meeting of shopkeepers."])
def test_who_calls_somebody_up_names_nobody(text: str) -> None:
    """A call is no naming."""
    assert not reportedly.read(f"Rain fell on Monday, and the talks went on.\n\n{text}").namings


def test_what_a_number_includes_is_said_with_it() -> None:
    """The dead among the cases are told by whoever confirms the cases; who speaks is no figure."""
    text = "The ministry has confirmed 214 cases of cholera, including 9 deaths, since 6 May, after weeks of rain."
    reading = reportedly.read(f"{text} According to the Ledger, which cited two people in the room, the vote was lost.")
    values = {one.id: one.value for one in reading.quantities}
    origins = {values[one.quantities[0]]: one.origin.name for one in reading.claims if one.quantities}
    assert origins == {214: "ministry", 9: "ministry"}
