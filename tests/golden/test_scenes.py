"""Where and when what befell people took place: the places and the time that a coder would put beside each figure."""

import pytest

import reportedly
from tests.golden.lists import dated, items, lines_of, parted

LINES = lines_of("scenes.txt")


def found(report: str, published: str) -> list[str]:
    """Read a report and give its figures of outcomes, each with its type, places and event's times."""
    reading = reportedly.read(report, published=published)
    quantities = {one.id: one for one in reading.quantities}
    places = {one.id: one for one in reading.places}
    timexes = {one.id: one for one in reading.timexes}
    rows = []
    for claim in reading.claims:
        if not claim.event.outcome or not claim.quantities:
            continue
        value = quantities[claim.quantities[0]].value
        where = [
            f"{'' if one.role == 'at' else one.role + ' '}{places[one.place].name}"
            for one in sorted(claim.places, key=lambda one: places[one.place].spans[0].start)
        ]
        when = [f"{timexes[one.timex].start or ''}..{timexes[one.timex].end or ''}" for one in claim.times]
        force = " by force" if claim.event.type == "ASSAULT" else ""
        rows.append(
            f"{claim.event.outcome} {'some' if value is None else f'{value:.0f}'}{force}"
            f"{' @ ' + ', '.join(where) if where else ''}{' on ' + ', '.join(when) if when else ''}"
        )
    return sorted(rows)


@pytest.mark.parametrize("line", LINES, ids=lambda line: line[:60])
def test_scenes_of_a_report(line, request):
    """Each figure of a short report has the places and the time that its words give it, and no others."""
    said, told = parted(line, request)
    published, report = dated(said)
    assert found(report, published) == sorted(items(told))
