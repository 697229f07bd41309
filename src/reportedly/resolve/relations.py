"""What the grammar says outright: appositions, "X is a Y", "a spokesman for X"."""

from collections.abc import Iterator

from reportedly.model import Parsed, Token

from .beside import called, held_by
from .bodies import body_key, shortens
from .figure import Figure
from .gather import Gathering, singular
from .mention import Mention
from .officed import office_of
from .tables import class_of, mapping, nations, words

BELONGING = frozenset({"of", "for", "at", "with", "from", "in"})
FORCES = frozenset({"military", "army", "forces", "force", "navy", "troops", "airforce"})
COPULAS = frozenset({"be", "become", "remain"})
LIKE = {
    "person": ("person",),
    "body": ("body", "group", "place"),
    "place": ("place", "body"),
    "group": ("group", "person", "body"),
}
"""Of a figure's class, the classes of descriptions that may stand beside it."""


def relate(parsed: Parsed, gathering: Gathering, mentions: list[Mention], roots: dict[int, Mention]) -> None:
    """Join descriptions to the names they stand beside, before anything else is resolved."""
    firsts = {one.first: one for one in mentions if one.form == "name"}
    for mention in mentions:
        if mention.form == "pronoun":
            continue
        _set_apart(parsed, gathering, mention, firsts)
        for child in _apposed(parsed, mention.root, roots):
            other = roots.get(child.i)
            if other and not _parted(parsed, mention, other):
                office = roots.get(held_by(parsed, parsed.tokens[child.i]).i) if other.beside_person else None
                _beside(gathering, office or mention, other)
        _titled_together(parsed, gathering, mention, roots)
        _copula(parsed, gathering, mention, roots)
        _behind(parsed, gathering, mention, roots)
        _office(parsed, gathering, mention, roots)
        _called(parsed, gathering, mention, roots)


def _apposed(parsed: Parsed, i: int, roots: dict[int, Mention]) -> Iterator[Token]:
    """Yield what stands in apposition to a token, past an adjective taken for it: "the spokesman, the tireless Orr"."""
    for child in parsed.children(i):
        if child.dep == "appos":
            below = [one for one in parsed.children(child.i) if one.dep == "appos"]
            yield from below if child.i not in roots and below else (child,)


def _set_apart(parsed: Parsed, gathering: Gathering, mention: Mention, firsts: dict[int, Mention]) -> None:
    """Join an office to the name that commas set behind it: "according to the mayor, Hana Orr, two died"."""
    told = mention.form == "nominal" and mention.kind == "person" and mention.determiner in ("the", "poss")
    to = parsed.tokens[parsed.tokens[mention.root].head]
    if not told or mention.plural or to.lemma != "to" or parsed.tokens[to.head].lemma.lower() != "accord":
        return
    name = firsts.get(mention.last + 1)
    apart = mention.last < len(parsed.tokens) and parsed.tokens[mention.last].text == ","
    if name is None or not apart or name.last >= len(parsed.tokens) or parsed.tokens[name.last].text not in (",", "."):
        return
    _beside(gathering, mention, name)


def _parted(parsed: Parsed, mention: Mention, other: Mention) -> bool:
    """Say whether a colon stands between two mentions: what a transcript has its speaker say is no name of theirs."""
    between = parsed.tokens[min(mention.root, other.root) : max(mention.root, other.root)]
    return any(token.text == ":" for token in between)


def _beside(gathering: Gathering, mention: Mention, other: Mention) -> None:
    """Join two mentions in apposition where one is a name and the other a description that fits it."""
    for name, nominal in ((mention, other), (other, mention)):
        figure = gathering.one(name)
        if (
            figure
            and name.form == "name"
            and nominal.form == "nominal"
            and nominal not in gathering.of
            and _fits(figure, nominal)
        ):
            gathering.add(figure, nominal)
            figure.describe(nominal.head, nominal.before)
            return


def _titled_together(parsed: Parsed, gathering: Gathering, mention: Mention, roots: dict[int, Mention]) -> None:
    """Spread a plural title over the names it stands before, and lead a plural description to the names beside it.

    "Governors Orr and Vela" are governors both; "the ministers of health and finance, Ruiz and Kern" are these two.
    """
    joined = [one for child in parsed.children(mention.root) if child.dep == "conj" and (one := roots.get(child.i))]
    figures = [gathering.one(one) for one in (mention, *joined) if one.form == "name"]
    persons = [one for one in figures if one is not None and one.kind == "person"]
    if mention.form != "name" or not joined or len(persons) != len(joined) + 1:
        return
    titles = [role for word in mention.before if (role := singular(word)) != word]
    for figure in persons:
        for title in titles:
            figure.describe(title)
    token = parsed.tokens[mention.root]
    beside = roots.get(token.head) if token.dep == "appos" else None
    if beside and beside.form == "nominal" and beside.plural and beside.kind == "person" and beside not in gathering.of:
        gathering.join(persons, beside)
        for figure in persons:
            figure.describe(beside.head)


def _behind(parsed: Parsed, gathering: Gathering, mention: Mention, roots: dict[int, Mention]) -> None:
    """Join a role to the full name right before it, where the comma is missing: "Hana Orr director of the clinic"."""
    single = (
        mention.form == "nominal" and mention.kind == "person" and not mention.plural and mention.determiner == "bare"
    )
    if not single or mention in gathering.of or not any(child.lemma == "of" for child in parsed.children(mention.root)):
        return
    name = roots.get(mention.root - 1)
    figure = gathering.one(name) if name and name.first == mention.first and len(name.name) > 1 else None
    if figure and figure.kind == "person":
        gathering.add(figure, mention)
        figure.describe(mention.head)


def _office(parsed: Parsed, gathering: Gathering, mention: Mention, roots: dict[int, Mention]) -> None:
    """Join an office to its holder's name where it is told with "of": "the head of the rescue team Hana Orr"."""
    token, before = parsed.tokens[mention.root], parsed.tokens[mention.first - 1]
    beside = mention.first > 0 and before.dep == "pobj"
    preposition = parsed.tokens[before.head if beside else token.head]
    figure = gathering.one(mention)
    if figure is None or figure.kind != "person" or not (beside or mention.before) or preposition.lemma != "of":
        return
    holds = office_of(parsed, preposition)  # "the speaker of the parliament of Veska Ivan Horak"
    office = roots.get(holds.i if holds is not None else preposition.head)
    titles = mapping("persons", "titles", "roles")
    role = not beside and (class_of(mention.before[-1]) == "person" or mention.before[-1].rstrip(".") in titles)
    fits = office and office.form == "nominal" and not office.plural and office.determiner in ("the", "bare")
    if office and fits and not role and office not in gathering.of and (office.kind == "person" or office.made):
        office.kind = "person"
        gathering.add(figure, office)
        figure.describe(office.head, office.before)


def _called(parsed: Parsed, gathering: Gathering, mention: Mention, roots: dict[int, Mention]) -> None:
    """Join a description to the name that its clause tells: "a resident who identified himself as Omar"."""
    noun = called(parsed, parsed.tokens[mention.root]) if mention.form == "name" else None
    described = roots.get(noun.i) if noun is not None else None
    figure = gathering.one(mention)
    if figure is None or described is None or described.form != "nominal" or described in gathering.of:
        return
    if figure.kind == "person" and not described.plural:
        gathering.add(figure, described)
        figure.describe(described.head, described.before)


def _fits(figure: Figure, nominal: Mention) -> bool:
    """Say whether a description may be one of a named figure: of its class and number."""
    if figure.kind == "body" and nominal.head in words("heads", "either") and not nominal.plural:
        return True  # "the builder, Harra Works"
    if figure.kind == "person" and nominal.head in words("heads", "pronominal") and not nominal.plural:
        return True  # "the other, Yerlan, 34,"
    if figure.kind == "place" and nominal.kind == "body" and not _may_be_state(figure, nominal):
        return False  # "… near Harra, the press service of the ministry reports"
    return (nominal.made or nominal.kind in LIKE.get(figure.kind, ())) and (
        nominal.plural == figure.plural or figure.kind in ("group", "body")
    )


def _may_be_state(figure: Figure, nominal: Mention) -> bool:
    """Say whether a word for a body may stand for a place: "Iran, a regional power", but no ministry or service."""
    return figure.labels["GPE"] > 0 and nominal.head not in words("heads", "government") | {"service"}


def _copula(parsed: Parsed, gathering: Gathering, mention: Mention, roots: dict[int, Mention]) -> None:
    """Note what the subject of "is" is said to be; negated, it's none."""
    token = parsed.tokens[mention.root]
    if mention.form != "nominal" or token.dep != "attr" or parsed.tokens[token.head].lemma not in COPULAS:
        return
    beside = parsed.children(token.head)
    if any(child.dep in ("neg", "aux") and child.lemma != "have" for child in beside):
        return
    subject = next((roots.get(child.i) for child in beside if child.dep == "nsubj"), None)
    figure = gathering.one(subject) if subject else None
    if figure and figure.named and _fits(figure, mention) and mention not in gathering.of and figure.kind != "group":
        gathering.add(figure, mention)
        figure.describe(mention.head, mention.before)


def affiliate(parsed: Parsed, gathering: Gathering, mentions: list[Mention], roots: dict[int, Mention]) -> None:
    """Link figures with whom they speak for, work for or belong to; never merge them."""
    for mention in mentions:
        figure = gathering.one(mention)
        if figure is None or mention.form == "pronoun":
            continue
        belongs = figure.kind in ("body", "document") or mention.head in words("heads", "affiliate") or figure.named
        if not belongs and not figure.roles & words("heads", "affiliate"):
            continue
        owners = [gathering.one(other) for other in _whose(parsed, mention, roots)]
        for owner in owners or [_in_short(parsed, gathering, mention)]:
            if owner and (owner.kind in ("body", "place", "group") or figure.kind in ("person", "document", "body")):
                figure.affiliate(owner)


def _in_short(parsed: Parsed, gathering: Gathering, mention: Mention) -> Figure | None:
    """Give the one body that stands in short before a person's office: "Observatory chief Sami Noor"."""
    opens, office = parsed.tokens[mention.first], parsed.tokens[min(mention.first + 1, mention.root)]
    if mention.form != "name" or office.i == mention.root or not opens.text[:1].isupper() or not office.text.islower():
        return None
    if class_of(office.text) != "person":
        return None
    bodies = [one for one in gathering.figures if one.kind == "body"]
    named = [one for one in bodies if any(shortens((opens.text,), name) for name in one.names)]
    return named[0] if len(named) == 1 else None


def _whose(parsed: Parsed, mention: Mention, roots: dict[int, Mention]) -> list[Mention]:
    """Give whom a mention's own words say it belongs to: names within it, "X's", "for X"."""
    found = [
        other
        for i in range(mention.first, mention.last)
        if (other := roots.get(i)) and other is not mention and other.form != "pronoun" and i != mention.root
    ]
    found = [one for one in found if not _is_opposed(parsed, one)]
    for child in parsed.children(mention.root):
        if child.dep == "prep" and child.lemma in BELONGING:
            found += [roots[one.i] for one in parsed.children(child.i) if one.dep == "pobj" and one.i in roots]
    return [one for one in found if one.form == "name" or one.kind == "body"]


def _is_opposed(parsed: Parsed, mention: Mention) -> bool:
    """Say whether a name only tells whom somebody is against: "an anti-ISIS network"."""
    before = [one.text.lower() for one in parsed.tokens[max(0, mention.first - 2) : mention.first]]
    return before == ["anti", "-"] or parsed.tokens[mention.first].text.lower().startswith("anti-")


def affiliate_nations(gathering: Gathering) -> None:
    """Link bodies named after a nation with its place, and a nation's forces with its ministry of defence."""
    places = {
        nations().get(body_key(name)): figure
        for figure in gathering.figures
        if figure.kind == "place"
        for name in figure.names
    }
    ministries: dict[str, Figure] = {}
    bodies: list[tuple[str, Figure]] = []
    for figure in gathering.figures:
        nation = nations().get(figure.names[0][0].lower()) if figure.names and figure.kind == "body" else None
        if nation is None:
            continue
        bodies.append((nation, figure))
        if nation in places:
            figure.affiliate(places[nation])
        said = {word.lower() for word in figure.names[0]}
        if said & {"defence", "defense"} and said & {"ministry", "department"}:
            ministries.setdefault(nation, figure)
    for nation, figure in bodies:
        if nation in ministries and {word.lower() for word in figure.names[0]} & FORCES:
            figure.affiliate(ministries[nation])
