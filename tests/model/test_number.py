"""What is counted beside its number."""

import pytest

from reportedly.model.number import counted, plural


@pytest.mark.parametrize(
    ("lemma", "several"),
    [
        ("person", "people"),
        ("soldier", "soldiers"),
        ("family", "families"),
        ("convoy", "convoys"),
        ("policewoman", "policewomen"),
        ("German", "Germans"),
        ("schoolchild", "schoolchildren"),
        ("aid worker", "aid workers"),
        ("young person", "young people"),
        ("church", "churches"),
        ("virus", "viruses"),
        ("troops", "troops"),
        ("aircraft", "aircraft"),
        ("T-72", "T-72"),
        ("", ""),
    ],
)
def test_plurals(lemma: str, several: str) -> None:
    """A noun's last word is put in the plural, and what is one already stays."""
    assert plural(lemma) == several


def test_one_is_no_plural() -> None:
    """Only one stands with the singular; none, and what isn't known, don't."""
    assert [counted("person", number) for number in (1, 1.0, 0, 2, 1.5, None)] == [
        "person",
        "person",
        "people",
        "people",
        "people",
        "people",
    ]
