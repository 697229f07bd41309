"""Claims that hang together are parted into questions, the same in any order."""

import random
from dataclasses import dataclass, field
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.model import Comparison, account
from reportedly.reconcile import cluster, compare

from .making import told


@dataclass(frozen=True)
class Judged:
    """What a person decided."""

    together: frozenset[tuple[str, str]] = frozenset()
    apart: frozenset[tuple[str, str]] = frozenset()
    rejected: frozenset[str] = frozenset()
    corrected: frozenset[str] = field(default=frozenset())


def links(members: list[account.Testimony]) -> list[Comparison]:
    """Compare all with all, and keep what belongs together."""
    found = [compare(one, other) for one, other in combinations(members, 2)]
    return [one for one in found if one.verdict != "different"]


def homes(members: list[account.Testimony], decided: Judged | None = None) -> dict[str, int]:
    """Give each claim the number of its question."""
    parted = cluster(members, links(members), decided)
    return {key: number for number, group in enumerate(parted) for key in group}


def test_one_happening_is_one_question() -> None:
    """Three reports of one day and town stand together; a fourth, of another week, apart."""
    later = {"start": "2024-06-02", "end": "2024-06-03", "published": "2024-06-03"}
    members = [told(), told(value=8.0), told(value=9.0), told(**later)]
    home = homes(members)
    assert len({home[one.id] for one in members[:3]}) == 1
    assert home[members[3].id] not in {home[one.id] for one in members[:3]}


def test_a_claim_without_a_number_joins_no_part_to_its_whole() -> None:
    """What gives no figure goes with the whole or with the part, and never makes them one."""
    whole, part = told(value=50.0), told(value=20.0, counted="child")
    bare = told(value=None, quantity=None, bound="at_least", low=1.0, high=None, counted=None)
    home = homes([whole, part, bare])
    assert home[whole.id] != home[part.id]


def test_a_person_decides() -> None:
    """A merge holds together what is far apart, a split parts what is alike, a rejected claim stands alone."""
    one, other = told(), told(place="Osk", latitude=40.0, geonames_id=5)
    third, fourth = told(), told()
    pair = (one.id, other.id)
    merged = homes([one, other], Judged(together=frozenset({pair})))
    assert merged[one.id] == merged[other.id]
    split = homes([third, fourth], Judged(apart=frozenset({(third.id, fourth.id)})))
    assert split[third.id] != split[fourth.id]
    alone = homes([one, third, fourth], Judged(rejected=frozenset({third.id})))
    assert alone[third.id] != alone[fourth.id] == alone[one.id]


TOLD = st.builds(
    lambda value, day, north, names, who: told(
        value=float(value),
        start=f"2024-05-{day:02d}",
        end=f"2024-05-{day + 1:02d}",
        published=f"2024-05-{day + 1:02d}",
        latitude=10 + north / 4,
        geonames_id=north,
        place=f"Town {north}",
        named=names,
        counted=who,
    ),
    st.integers(1, 40),
    st.integers(1, 9),
    st.integers(0, 3),
    st.sampled_from([(), ("ilsa venn",), ("boris otter",)]),
    st.sampled_from(["person", "child", "militant", "civilian"]),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(TOLD, min_size=2, max_size=12), st.integers(0, 1000))
def test_order_changes_nothing(members: list[account.Testimony], seed: int) -> None:
    """Whatever order claims and links come in, and whichever way round, the questions are the same."""
    found = links(members)
    turned = [compare_back(one, members) for one in found]
    shuffled = members[:]
    random.Random(seed).shuffle(shuffled)
    random.Random(seed).shuffle(turned)
    assert cluster(members, found) == cluster(shuffled, turned)


def compare_back(one: Comparison, members: list[account.Testimony]) -> Comparison:
    """Give a comparison from its other side."""
    known = {member.id: member for member in members}
    return compare(known[one.second], known[one.first])
