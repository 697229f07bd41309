"""Gather the names of a report: "Hana Orr", "Ms. Orr" and "Orr" are one figure, and so are a body and its acronym."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from .bodies import body_key, initials, is_acronym, shortens
from .figure import Figure
from .mention import Mention, titles_in
from .names import COURTESY
from .persons import PersonName, compatible, gender_of_name, gender_of_words, person_name, plain
from .tables import Class, class_of, is_first_name, mapping, nations, states, words

MOST_GIVEN = 2
"""First names of a person; longer runs that begin with one are mostly bodies named after persons."""


FORMS_COMPARED = 8
"""Forms of a person's name that a new one is compared with: the first ones tell, and the work stays bounded."""
NAMESAKES = 50
"""Persons of one surname that a new name is compared with, the latest: no report has as many."""
LONGEST_BODY = 16
"""Words of a body's name that short forms are looked for in."""


class Gathering:
    """Hold the figures of a report and what each mention refers to."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self.figures: list[Figure] = []
        self.of: dict[Mention, tuple[Figure, ...]] = {}
        self.open: dict[Mention, list[Figure]] = {}
        """Surnames that several persons share, with whom each may mean."""

    def new(self, kind: Class, mention: Mention) -> Figure:
        """Begin a figure with its first mention."""
        figure = Figure(kind, mention.plural and (kind == "group" or mention.form != "name"))
        self.figures.append(figure)
        self.add(figure, mention)
        return figure

    def add(self, figure: Figure, mention: Mention) -> None:
        """Add a mention to a figure."""
        figure.meet(mention)
        self.of[mention] = (figure,)
        if mention.label:
            figure.labels[mention.label] += 1

    def choose(self, mention: Mention, figure: Figure) -> None:
        """Settle whom an open surname means."""
        self.add(figure, mention)
        name = person_name(mention.name)
        if name:
            figure.persons.append(PersonName(name.titles, (), name.surname))

    def join(self, figures: Sequence[Figure], mention: Mention) -> None:
        """Add a mention to several figures at once: "they", "the two senators"."""
        for figure in figures:
            figure.meet(mention)
        self.of[mention] = tuple(figures)

    def one(self, mention: Mention) -> Figure | None:
        """Give the only figure of a mention, None where it has none or several."""
        figures = self.of.get(mention, ())
        return figures[0] if len(figures) == 1 else None


def gather(mentions: Sequence[Mention]) -> Gathering:
    """Gather all names of a report into figures, the persons first."""
    gathering = Gathering()
    named = [mention for mention in mentions if mention.name]
    persons = _Persons(gathering, named)
    rest = [mention for mention in named if not persons.take(mention)]
    persons.link()
    _bodies(gathering, rest)
    return gathering


class _Persons:
    """Gather the names of persons."""

    def __init__(self, gathering: Gathering, named: Sequence[Mention]) -> None:
        self.gathering = gathering
        self.taken: list[tuple[Mention, PersonName]] = []
        self.labels: dict[str, Counter[str]] = defaultdict(Counter)
        self.located: Counter[str] = Counter()
        self.things: set[str] = set()
        self.surnames: Counter[str] = Counter()
        self.cased = _is_cased(named)
        self.first_names: dict[str, list[Figure]] = defaultdict(list)
        for mention in named:
            self.labels[body_key(mention.name)][mention.label or ""] += 1
            self.located[body_key(mention.name)] += mention.located
            if mention.which or mention.bodily:
                self.things.add(body_key(mention.name))
            name = person_name(mention.name)
            full = name is not None and (name.given or mention.beside_human)
            if mention.form == "name" and name and full and self._tells_person(mention, name):
                self.surnames[name.key] += 1

    def take(self, mention: Mention) -> bool:
        """Take a name that is a person's; say whether it is."""
        name = person_name(mention.name) if mention.form == "name" else None
        if name is None or not (self._tells_person(mention, name) or self._is_known(mention, name)):
            return False
        self.taken.append((mention, name))
        return True

    def _tells_person(self, mention: Mention, name: PersonName) -> bool:
        """Say whether a name is a person's by its label, its titles, its first name or the role before it."""
        told = mention.label != "ORG" or _has_first_name(name) or mention.beside_human
        if mention.beside_person and told and not _is_known_body(body_key(mention.name), mention):
            return True
        if self._is_other(mention, name):
            return False
        votes = self.labels[body_key(mention.name)]
        role = mention.before and class_of(mention.before[-1].rstrip(".")) == "person"
        courtesy = COURTESY & {*name.titles[-1:], *(word.rstrip(".") for word in mention.before[-1:])}
        if courtesy or (mention.who and mention.label != "ORG" and name.given):
            return True
        if name.titles or titles_in(mention.before[-1:]) or role:
            return mention.label != "GPE" or bool(name.given) or is_first_name(plain(name.surname[-1]))
        if _has_first_name(name) and mention.label in ("PERSON", "ORG", None):
            return len(name.given) <= MOST_GIVEN and not _ends_as_body(name)
        return votes["PERSON"] > 0 and votes["PERSON"] * 2 >= sum(votes.values())

    def _is_other(self, mention: Mention, name: PersonName) -> bool:
        """Say whether a name is plainly that of something else: a place, a known body, a company, a plural."""
        key = body_key(mention.name)
        if key in self.things or _is_known_body(key, mention):
            return True
        if self.cased and is_acronym(mention.name) and not mention.before:
            return True
        if not name.titles and self.located[key] * 2 >= sum(self.labels[key].values()):
            return True
        if mention.label == "ORG" and any(class_of(plain(word)) == "body" for word in (*name.given, *name.surname)):
            return True
        if name.titles and _has_first_name(name):
            return False  # "Councilwoman Renee Banks"
        bodily = _ends_as_body(name) or (mention.plural and not name.titles)
        return bodily and (mention.label != "PERSON" or not _has_first_name(name))

    def _is_known(self, mention: Mention, name: PersonName) -> bool:
        """Say whether a single word is the surname of somebody whom the report names in full."""
        return not name.given and name.key in self.surnames and not _is_known_body(body_key(mention.name), mention)

    def link(self) -> None:
        """Make figures of the names taken: full names first, then what is left of them, each to whom it must mean."""
        by_surname: dict[str, list[Figure]] = defaultdict(list)
        for mention, name in self.taken:
            if name.given:
                self._full(mention, name, by_surname)
        for mention, name in self.taken:
            if not name.given:
                self._short(mention, name, by_surname)
        for mention, name in self.taken:
            if mention in self.gathering.of:
                _describe(self.gathering.of[mention][0], mention, name)

    def _full(self, mention: Mention, name: PersonName, by_surname: dict[str, list[Figure]]) -> None:
        """Add a full name to the figure of a compatible one, or begin a figure."""
        for figure in by_surname[name.key][-NAMESAKES:]:
            if all(compatible(name.given, other.given) for other in figure.persons[:FORMS_COMPARED]):
                self.gathering.add(figure, mention)
                figure.persons.append(name)
                return
        if by_surname[name.key] and mention.opens and not is_first_name(plain(name.given[0])):
            self._short(mention, PersonName((), (), name.surname), by_surname)
            return
        figure = self.gathering.new("person", mention)
        figure.persons.append(name)
        by_surname[name.key].append(figure)
        self.first_names[plain(name.given[0])].append(figure)

    def _short(self, mention: Mention, name: PersonName, by_surname: dict[str, list[Figure]]) -> None:
        """Add a surname, or a first name by itself, to whom it means, or begin a figure."""
        told = gender_of_words((*name.titles, *mention.before))
        candidates = by_surname.get(name.key) or ([] if name.titles else self.first_names.get(name.key, []))
        fitting = [one for one in candidates[-NAMESAKES:] if not told or _gender(one) in (told, None)]
        if len(fitting) > 1:
            self.gathering.open[mention] = fitting
            return
        figure = fitting[0] if fitting else None
        if figure is None:
            figure = self.gathering.new("person", mention)
            by_surname[name.key].append(figure)
        else:
            self.gathering.add(figure, mention)
        figure.persons.append(name)


def _is_cased(named: Sequence[Mention]) -> bool:
    """Say whether a report writes names in capitals only where they are acronyms."""
    return sum(is_acronym(mention.name) for mention in named) * 2 < len(named)


def _gender(figure: Figure) -> str | None:
    """Give the gender that a figure's names tell."""
    return next((told for name in figure.persons if (told := gender_of_name(name))), None)


def _describe(figure: Figure, mention: Mention, name: PersonName) -> None:
    """Note what titles, roles and words before a person's name say of them."""
    told = gender_of_name(name)
    if told:
        figure.genders[told] += 2 if name.titles else 1
    roles = mapping("persons", "titles", "roles")
    for word in (*name.titles, *mention.before):
        bare = singular(word.rstrip("."))
        role = roles.get(bare, bare if class_of(bare) == "person" else "")
        figure.describe(role or None, (bare,))


def singular(word: str) -> str:
    """Give the role that a plural title names: the "governor" of "Governors Orr and Vela"; other words as they are."""
    bare = word.removesuffix("s")
    return bare if bare != word and class_of(word) is None and class_of(bare) == "person" else word


def _has_first_name(name: PersonName) -> bool:
    """Say whether a name begins with a known first name."""
    return bool(name.given) and is_first_name(plain(name.given[0]))


def _ends_as_body(name: PersonName) -> bool:
    """Say whether the last word of a name is that of something else than a person: "Hana Foundation"."""
    last = plain(name.surname[-1])
    last = last if class_of(last) else last.removesuffix("s")  # "the Local Committees"
    return class_of(last) in ("body", "document", "group", "place") or last in words("heads", "company")


def _is_known_body(key: str, mention: Mention) -> bool:
    """Say whether a name is that of a body or place that is known by it."""
    joined = key.replace(" ", "-")
    listed = any(joined in words("heads", section, "names") for section in ("outlet", "armed", "government"))
    if is_first_name(key):
        return listed or ((key in nations() or key in states()) and mention.label != "PERSON")
    return listed or key in nations() or key in states()


def _bodies(gathering: Gathering, named: list[Mention]) -> None:
    """Gather the names of bodies, places and works: equal ones, then acronyms and short forms, longest names first."""
    groups: dict[str, list[Mention]] = defaultdict(list)
    counts = Counter(body_key(mention.name) for mention in named)
    for mention in named:
        groups[_key_in_place(mention, counts)].append(mention)
    known = _Known()
    order = sorted(groups, key=lambda key: (is_acronym(groups[key][0].name), -len(key.split()), groups[key][0].first))
    for key in order:
        first = groups[key][0]
        figure = known.by(first, located=any(one.located for one in groups[key])) if key else None
        if figure is None:
            figure = gathering.new(_kind(groups[key]), first)
            known.add(first.name, figure)
        else:
            gathering.add(figure, first)
        for alias in sorted({mention.alias for mention in groups[key] if mention.alias}):
            known.call(alias, first.name, figure)
        for mention in groups[key]:
            if mention is not first:
                gathering.add(figure, mention)
            figure.names.append(mention.name)
            figure.describe(None, mention.before)
            figure.roles.update(_roles(mention))
        figure.roles.update(_place_roles(key) if figure.kind == "place" and figure.labels["GPE"] else ())
    for figure in gathering.figures:
        figure.mentions.sort(key=lambda one: one.first)


def _key_in_place(mention: Mention, counts: Counter[str]) -> str:
    """Give the key of a name; a word that opens the sentence and is seen nowhere else with it is no part of it."""
    key, rest = body_key(mention.name), body_key(mention.name[1:])
    if mention.opens and mention.form == "name" and counts[key] == 1 and counts[rest] > 1 and rest in nations():
        mention.name = mention.name[1:]
        return rest
    return key


class _Known:
    """Find the longer name that a name is short for, by its initials, and by how it begins and ends."""

    def __init__(self) -> None:
        self.places: dict[tuple[str, str], list[tuple[Sequence[str], Figure]]] = defaultdict(list)

    def add(self, name: Sequence[str], figure: Figure) -> None:
        """Add a name under every short form that it may have: its first words, its last ones, and those of its core."""
        parts = body_key(name).split()[:LONGEST_BODY]
        core = next((parts[:i] for i, word in enumerate(parts) if word in ("of", "for", "on", "to") and i), parts)
        short = {" ".join(part) for i in range(len(parts)) for part in (parts[:i], parts[i:], core[i:])}
        keys = {("short", one) for one in short if one} | {("initials", one) for one in initials(name)}
        for key in keys:
            self.places[key].append((name, figure))

    def call(self, acronym: str, name: Sequence[str], figure: Figure) -> None:
        """Add an acronym that the report itself gives for a name: it goes before those of the same initials."""
        self.places["initials", acronym.lower()] = [(name, figure)]

    def by(self, mention: Mention, *, located: bool = False) -> Figure | None:
        """Give the figure whose longer name a name is short for, None where none or several might be meant.

        `located` says that something is said to be there: then it's a place, whatever is named after it.
        """
        found = []
        if is_acronym(mention.name):
            found = self.places["initials", "".join(mention.name).replace(".", "").lower()]
        elif mention.label not in ("GPE", "NORP", "LOC"):
            near = self.places.get(("short", body_key(mention.name)), ())
            found = [one for one in near if shortens(mention.name, one[0])]
        elif mention.label == "GPE" and not located and len(mention.name) == 1:
            near = self.places.get(("short", body_key(mention.name)), ())
            found = [one for one in near if _is_firm(*one) and shortens(mention.name, one[0])]
        return found[0][1] if len({id(figure) for _, figure in found}) == 1 else None


def _is_firm(name: Sequence[str], figure: Figure) -> bool:
    """Say whether a body may be called by its first word, though that sounds like a town: "Halden" for its works.

    Bodies named after the place where they work ("Gao Police", "The Gao Post") aren't.
    """
    last = plain(name[-1])
    known = body_key(name[:1]) in nations() or body_key(name[:1]) in states()
    of_place = class_of(last) in ("body", "place", "group") or last in words("heads", "outlet", "ends")
    return figure.kind == "body" and figure.labels["ORG"] > 0 and len(name) > 1 and not known and not of_place


def _roles(mention: Mention) -> set[str]:
    """Give the common nouns that a name has in it or before it: what the body may be called later."""
    nouns = [plain(word) for word in (*mention.before, *mention.name)]
    return {
        word for word in nouns if class_of(word) in ("body", "place") or word in ("inc", "corp", "ltd", "llc", "co")
    }


def _place_roles(key: str) -> tuple[str, ...]:
    """Give what a place may be called by what it's known to be."""
    if key in nations() or mapping("bodies", "same", "as").get(key, key) in nations():
        return ("country", "nation")
    return ("state",) if key in states() else ("city", "town")


def _is_country(key: str) -> bool:
    """Say whether a name is a country's own, rather than its people's."""
    return nations().get(key, "").lower() == key


def _kind(mentions: list[Mention]) -> Class:
    """Say what a name that is no person's is the name of."""
    labels = Counter(mention.label for mention in mentions if mention.label)
    label = labels.most_common(1)[0][0] if labels else None
    key = body_key(mentions[0].name)
    if any(key.replace(" ", "-") in words("heads", section, "names") for section in ("outlet", "armed", "government")):
        return "body"
    located = sum(mention.located for mention in mentions) * 2 >= len(mentions)
    if label in ("GPE", "LOC", "FAC") or _is_country(key) or (located and label in ("NORP", "PERSON", "ORG", None)):
        return "place"
    people = mentions[0].plural or mentions[0].determiner == "the" or key in nations()
    if label == "NORP" and not people and len(mentions[0].name) == 1:
        return "place"
    if any(class_of(plain(word)) == "body" for word in mentions[0].name):
        return "body"
    if label == "NORP" or (label is None and mentions[0].plural and mentions[0].form == "name"):
        return "group"
    return "document" if label in ("WORK_OF_ART", "LAW") else "body"
