"""Judge who says what: the attribution that stands on a row's words, aspect by aspect."""

from reportedly.model import Attribution

from .gold import Golden, Place, Row, alternatives
from .words import Check, Read, jaccard, one_of, places, same_name, shown, touches

ALIKE = 0.7
"""The Jaccard overlap of words from which contents are the same: "that", an adverb or an appositive may differ."""


def says(row: Row, read: Read, golden: Golden) -> list[Check]:
    """Source, cue and content, and who that is, what they do by it, how surely, and through whom."""
    found, marks, _ = match(row, read)
    fields = row.fields
    if found is None:
        return [Check(aspect, right=False, expected="", got="no attribution") for aspect in aspects(fields)]
    checks = [
        Check("content", _same_content(found, marks, read), shown(_text(read, marks["t"])), shown(_content(found)))
    ]
    if "s" in marks:
        right = touches(places(found.source.spans), marks["s"])
        checks.append(Check("source", right, _text(read, marks["s"]), shown([one.text for one in found.source.spans])))
    if "c" in marks and not fields.get("cue_optional"):
        right = touches(places(found.cue.spans), marks["c"])
        checks.append(Check("cue", right, _text(read, marks["c"]), shown([one.text for one in found.cue.spans])))
    if "name" in fields:
        right = same_name(fields["name"], found.source.name)
        checks.append(Check("name", right, fields["name"] or "none", shown(found.source.name)))
    checks += [one_of(key, fields[key], value) for key, value in _plain(found).items() if key in fields]
    if "acts" in fields:
        checks += _acts(fields["acts"], found)
    if "to" in fields:
        names = read.names(found.addressees)
        right = all(any(same_name(one, name) for name in names) for one in fields["to"])
        checks.append(Check("to", right, shown(fields["to"]), shown(names)))
    if "parent" in fields:
        checks.append(_parent(fields["parent"], found, read, golden))
    return checks


def aspects(fields: dict) -> list[str]:
    """Name the aspects that a row of `says` has; they can be told from the row alone."""
    listed = ["content"]
    listed += ["source"] if "{s:" in fields["words"] else []
    listed += ["cue"] if "{c:" in fields["words"] and not fields.get("cue_optional") else []
    listed += [key for key in ("name", "kind", "form", "factuality") if key in fields]
    listed += ["act"] if "acts" in fields else []
    listed += ["acts"] if len(fields.get("acts", ())) > 1 else []
    listed += [key for key in ("to", "parent") if key in fields]
    return listed


def match(row: Row, read: Read) -> tuple[Attribution | None, dict[str, list[Place]], float]:
    """Find the attribution that stands on a row's words best: by content first, then by source and cue."""
    best: tuple[Attribution | None, dict[str, list[Place]], float] = (None, {}, 0.0)
    for marks in read.locate(row.fields["words"]):
        wanted = read.words(marks["t"])
        for one in read.reading.attributions:
            words = read.words(places(one.content.spans))
            if not words & wanted:
                continue
            score = jaccard(words, wanted)
            score += 0.4 * ("s" in marks and touches(places(one.source.spans), marks["s"]))
            score += 0.4 * ("c" in marks and touches(places(one.cue.spans), marks["c"]))
            if score > best[2]:
                best = (one, marks, score)
    return best


def _same_content(found: Attribution, marks: dict[str, list[Place]], read: Read) -> bool:
    """Whether it's the same content; a quotation that a cue parts may also be two attributions of one source."""
    wanted = read.words(marks["t"])
    if jaccard(read.words(places(found.content.spans)), wanted) >= ALIKE:
        return True
    if len(marks["t"]) < 2:
        return False
    together: set[tuple[bool, int]] = set()
    for one in read.reading.attributions:
        words = read.words(places(one.content.spans))
        if one.source.name == found.source.name and words and len(words & wanted) > len(words) / 2:
            together |= words
    return jaccard(together, wanted) >= ALIKE


def _plain(found: Attribution) -> dict[str, str]:
    return {"kind": found.source.kind, "form": found.kind, "factuality": found.factuality}


def _acts(wanted: list[str], found: Attribution) -> list[Check]:
    checks = [one_of("act", wanted[0], found.acts[0] if found.acts else None)]
    if len(wanted) > 1:
        right = all(any(act in found.acts for act in alternatives(one)) for one in wanted)
        checks.append(Check("acts", right, shown(wanted), shown(found.acts)))
    return checks


def _parent(wanted: int, found: Attribution, read: Read, golden: Golden) -> Check:
    """The parent is the attribution that stands on another row's words; 0 wants none."""
    if not wanted:
        return Check("parent", found.parent is None, "none", shown(found.parent))
    row = next(one for one in golden.rows if one.kind == "says" and one.fields["id"] == wanted)
    parent = match(row, read)[0]
    return Check("parent", parent is not None and found.parent == parent.id, f"says {wanted}", shown(found.parent))


def _content(one: Attribution) -> str:
    return " / ".join(span.text for span in one.content.spans)


def _text(read: Read, spots: list[Place]) -> str:
    report = read.reading.report
    return " / ".join(((report.title or "") if in_title else report.text)[a:b] for in_title, a, b in spots)
