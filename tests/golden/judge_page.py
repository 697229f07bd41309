"""Judge what is page and what is report, the credits, the sentences, and what must not be read."""

from reportedly.model import Reading

from .gold import Golden, Row, alternatives, locate
from .words import Check, Read, bare, one_of, place, places, same_name, shown, touches

COVERED = 0.9
"""The share of a line's words that must be furniture: a stray bracket or stop may stay out."""


def facts(row: Row, read: Read, golden: Golden) -> list[Check]:
    """The title, what the date rests on, and that no paragraph of the report is missing or set aside."""
    report = read.reading.report
    missing, lost = _paragraphs(read, golden)
    return [
        one_of("title", row.fields["title"], report.title),
        one_of("published_basis", row.fields["published_basis"], report.published_basis),
        Check("paragraphs", not missing, "all there", shown(missing)),
        Check("kept", not lost, "none furniture", shown(lost)),
    ]


def _paragraphs(read: Read, golden: Golden) -> tuple[list[str], list[str]]:
    """Paragraphs of the report that aren't in the text, and those that are furniture there though they shouldn't be."""
    marked = [row for row in golden.rows if row.kind == "furniture"]
    furniture = [spot for row in marked for spot in locate(row.fields["words"], golden.text, golden.title)[0][""]]
    text, missing, lost, position = read.reading.report.text, [], [], 0
    start = 0
    for line in golden.text.split("\n"):
        here = (False, start, start + len(line))
        start += len(line) + 1
        if not line.strip() or touches([here], furniture):
            continue
        at = text.find(line.strip(), position)
        if at < 0:
            missing.append(line)
            continue
        position = at + len(line.strip())
        if touches([(False, at, position)], read.furniture):
            lost.append(line)
    return missing, lost


def furniture(row: Row, read: Read, _: Golden) -> list[Check]:
    """A line that belongs to the page is furniture, and of the right kind."""
    spots = read.locate(row.fields["words"])[0][""]
    words = read.words(spots)
    share = len(words & read.words(read.furniture)) / len(words)
    kinds = [one.kind for one in read.reading.furniture if touches(places(one.spans), spots)]
    wanted = alternatives(row.fields["kind"])
    return [
        Check("marked", share >= COVERED, "furniture", f"{share:.0%} furniture"),
        Check("kind", any(kind in wanted for kind in kinds), row.fields["kind"], shown(kinds)),
    ]


def not_report(row: Row, read: Read, _: Golden) -> list[Check]:
    """What a page shows beside the report isn't in the text, or is furniture there."""
    words, text = row.fields["words"].strip(), read.reading.report.text
    found, at = [], text.find(words)
    while at >= 0:
        found.append((False, at, at + len(words)))
        at = text.find(words, at + 1)
    loose = [spot for spot in found if read.words([spot]) - read.words(read.furniture)]
    return [Check("out", not loose, "not report", f"{len(loose)} times report")]


def credit(row: Row, read: Read, _: Golden) -> list[Check]:
    """A credit of this kind and name is kept."""
    names = [one.name for one in read.reading.report.credits if one.kind == row.fields["kind"]]
    wanted = row.fields.get("name")
    right = bool(names) if wanted is None else any(same_name(wanted, one) for one in names)
    return [Check("found", right, f"{row.fields['kind']}: {wanted}", shown(names))]


def sentence(row: Row, read: Read, _: Golden) -> list[Check]:
    """Who speaks in a sentence, and what it does."""
    spots = read.locate(row.fields["words"], in_title=row.fields.get("in") == "title")[0][""]
    words = read.words(spots)
    best = max(
        read.reading.sentences,
        key=lambda one: len(words & read.words([(one.in_ == "title", one.start, one.end)])),
        default=None,
    )
    if best is None or not words & read.words([(best.in_ == "title", best.start, best.end)]):
        best = None
    keys = [key for key in ("voice", "function") if key in row.fields]
    return [one_of(key, row.fields[key], getattr(best, key) if best else "no sentence") for key in keys]


def never(row: Row, read: Read, _: Golden) -> list[Check]:
    """What is no figure, no source and no place isn't read as one."""
    kind = row.fields["kind"]
    spots = read.locate(row.fields["words"], in_title=row.fields.get("in") == "title")[0][""]
    here = [span for span in _spans(read.reading, kind) if touches([place(span)], spots)]
    if kind == "source":
        # a longer phrase that only mentions the name is another source
        here = [span for span in here if read.words([place(span)]) <= read.words(spots)]
    found = [span.text for span in here]
    return [Check("absent", not found, f"no {kind}", shown(found))]


def _spans(reading: Reading, kind: str) -> list:
    if kind == "quantity":
        return [span for one in reading.quantities if one.bound != "vague" for span in one.spans]
    if kind == "place":
        return [span for one in reading.places if one.precision != "unresolved" for span in one.spans]
    return [span for one in reading.attributions for span in one.source.spans]


def naming(row: Row, read: Read, _: Golden) -> list[Check]:
    """Who calls whom what, and whether the label is the relayer's own."""
    fields = row.fields
    spots = read.locate(fields["words"], in_title=fields.get("in") == "title")[0][""]
    here = [one for one in read.reading.namings if touches(places(one.spans), spots)]
    found = next((one for one in here if set(bare(fields["label"])) <= set(bare(one.label))), None)
    checks = [Check("found", found is not None, fields["label"], shown([one.label for one in here]))]
    by = read.name(found.by) if found else "nothing"
    checks.append(Check("by", bool(found) and same_name(fields["by"], by), fields["by"] or "none", shown(by)))
    checks.append(one_of("quoted", fields["quoted"], found.quoted if found else "nothing"))
    return checks
