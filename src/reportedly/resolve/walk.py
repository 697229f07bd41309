"""The walk through a report: every mention in order, each resolved against what came before.

What stands outside quotation marks is walked through first, as it names the speakers; then what they say.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from reportedly.model import Article, Attribution, Parsed

from .bodies import body_key
from .figure import Figure
from .gather import Gathering, gather
from .interviews import answered, initialled
from .later import meet_later, meet_speaking
from .mention import Mention
from .nominals import Nominals
from .pronouns import DEMONSTRATIVE, RELATIVE, SPEAKER, SPEAKERS, Pronouns, is_empty
from .relations import affiliate, affiliate_nations, relate
from .salience import Salience
from .scan import Scan
from .sourcing import source_mentions
from .speech import Speech, speech

SHARED = "a surname that several share: whoever of them is most present here"
RELATED = "a relative or demonstrative word: the noun that its clause describes, or the names that follow"
PRESENT = "a pronoun: of those who agree with it, whoever is most present here (role, distance, who spoke last)"
DESCRIBED = "a description that fits somebody known by then: by what they are said to be, and how near they stand"
INTRODUCED = "a description that fits nobody known by then: it introduces somebody"
SPEAKING = "the first person: whoever says the words it stands in"


class Walk:
    """Resolve all mentions of a report."""

    def __init__(self, article: Article, parsed: Parsed, attributions: Sequence[Attribution]) -> None:
        """Find the mentions, gather the names, and relate what the grammar relates."""
        self.article = article
        self.parsed = parsed
        self.speech: Speech = speech(article, parsed, attributions)
        filed = [article.offsets(span) for one in article.credits if one.kind == "dateline" for span in one.spans]
        # where a report was filed does nothing in it, whatever the grammar hangs on "BUKAVU, March 7 -"
        self.mentions = [
            one for one in Scan(parsed).run() if not any(a <= parsed.tokens[one.root].start < b for a, b in filed)
        ]
        self.roots = _by_root(self.mentions)
        self.sources = [source_mentions(parsed, self.mentions, self.roots, spans) for spans in self.speech.sources]
        self.mentions.sort(key=lambda one: (one.first, -one.last))
        for mention in self.mentions:
            mention.quoted = self.speech.quoted[mention.root]
        self.gathering: Gathering = gather(self.mentions)
        initialled(parsed, self.gathering)
        self.sources = answered(parsed, self.gathering, self.sources, self.speech.sources)
        relate(parsed, self.gathering, self.mentions, self.roots)
        self.source_of = {id(mention): index for index, found in enumerate(self.sources) for mention in found}
        speakers = {mention.root for found in self.sources for mention in found}
        self.salience = Salience(parsed, speakers)
        self.nominals = Nominals(parsed, self.gathering, self.salience, self.roots)
        self.pronouns = Pronouns(parsed, self.gathering, self.salience, self.roots)
        self.nominals.agencies = {body_key(one.name.split()) for one in article.credits if one.name}
        self.last_speakers: tuple[Figure, ...] = ()
        self.credits = [article.offsets(span) for one in article.credits for span in one.spans]
        self.why: dict[Mention, str] = {}
        """By which rule each mention that the walk resolved was resolved, in words."""
        self.in_sentence: dict[int, list[Mention]] = defaultdict(list)
        for mention in self.mentions:
            self.in_sentence[mention.sentence].append(mention)

    def run(self) -> Gathering:
        """Walk outside the quotations, then inside; then meet again whom the beginning left unnamed."""
        waiting = [one for one in self.mentions if self._first_person(one)]
        first = set(map(id, waiting))
        for quoted in (False, True):
            self.last_speakers = ()
            for mention in self.mentions:
                if mention.quoted == quoted and id(mention) not in first:
                    self._meet(mention, quoted=quoted)
        for mention in waiting:
            self._speaks(mention)
        affiliate(self.parsed, self.gathering, self.mentions, self.roots)
        affiliate_nations(self.gathering)
        meet_later(self.article, self.parsed, self.gathering, self.mentions)
        meet_speaking(self.gathering, self._spoken())
        return self.gathering

    def _spoken(self) -> list[Mention]:
        """Give the mentions that are an attribution's only source, outside quotations, in the order of the text."""
        alone = (found[0] for found in self.sources if len(found) == 1 and not found[0].quoted)
        return sorted(alone, key=lambda one: one.first)

    @staticmethod
    def _first_person(mention: Mention) -> bool:
        """Say whether a mention is "I" or "we"."""
        return mention.form == "pronoun" and (mention.head in SPEAKER or mention.head in SPEAKERS)

    def _meet(self, mention: Mention, *, quoted: bool) -> None:
        """Resolve one mention and keep it."""
        if mention in self.gathering.open:
            self.gathering.choose(mention, self._most_present(mention, quoted=quoted))
            self.why[mention] = SHARED
        if mention not in self.gathering.of:
            if mention.form == "pronoun":
                figures = self._pronoun(mention, quoted=quoted)
                if figures:
                    self.gathering.join(figures, mention)
                    self.why[mention] = RELATED if mention.head in RELATIVE else PRESENT
                    _learn_gender(mention, figures)
            else:
                self._nominal(mention, quoted=quoted)
        figures = self.gathering.of.get(mention, ())
        if figures and not self._in_credit(mention):
            self.salience.see(mention, figures)
            if id(mention) in self.source_of and not quoted:
                self.last_speakers = figures

    def _most_present(self, mention: Mention, *, quoted: bool) -> Figure:
        """Give who a surname means that several share: who is most present, else who is named most."""
        scores = self.salience.scores(mention, quoted=quoted)
        return max(self.gathering.open[mention], key=lambda one: (scores.get(one, 0.0), -one.mentions[0].first))

    def _nominal(self, mention: Mention, *, quoted: bool) -> None:
        """Resolve a description, or begin somebody new with it."""
        source = id(mention) in self.source_of
        figures = self.nominals.resolve(mention, source=source, quoted=quoted, last_speakers=self.last_speakers)
        self.why[mention] = DESCRIBED if figures else INTRODUCED
        if figures:
            self.gathering.join(figures, mention)
            return
        figure = self.gathering.new(mention.kind or "document", mention)
        figure.describe(mention.head, mention.before)
        self.nominals.call(figure)

    def _pronoun(self, mention: Mention, *, quoted: bool) -> tuple[Figure, ...]:
        """Resolve a pronoun of the third person or a relative one."""
        source = id(mention) in self.source_of
        antecedent = self.pronouns.relative(mention, source=source) if mention.head in RELATIVE else ()
        if antecedent or mention.head in RELATIVE - {"that"}:
            return antecedent
        if mention.head in DEMONSTRATIVE:
            return self._those(mention) if mention.head in ("those", "these") else self._just_spoke(mention)
        if is_empty(self.parsed, mention):
            return ()
        return self.pronouns.resolve(
            mention,
            speakers=self.speakers_at(mention),
            quoted=quoted,
            source=source,
            last_speakers=self.last_speakers,
            needed=source,
        )

    def _in_credit(self, mention: Mention) -> bool:
        """Say whether a mention stands in a dateline or another credit: nobody refers back to it."""
        return bool(self.credits) and any(
            start <= self.parsed.tokens[mention.root].start < end for start, end in self.credits
        )

    def _those(self, mention: Mention) -> tuple[Figure, ...]:
        """Resolve "those who": to the names that a colon gives later in the sentence, else to a group of its own.

        Other plural demonstratives mostly mean what was said, which is no entity.
        """
        clause = [one for one in self.parsed.children(mention.root) if one.dep in ("relcl", "acl")]
        if mention.head != "those" or not clause:
            return ()
        named = self._after_colon(mention)
        if len(named) > 1:
            return named
        figure = self.gathering.new("group", mention)
        figure.plural = True
        return (figure,)

    def _after_colon(self, mention: Mention) -> tuple[Figure, ...]:
        """Give the figures that are listed after a colon later in a mention's sentence; what isn't met yet is met."""
        sentence = self.parsed.sentences[mention.sentence]
        colon = next(
            (i for i in range(mention.last, sentence.last) if self.parsed.tokens[i].text == ":"), sentence.last
        )
        listed = [
            one
            for one in self.in_sentence[mention.sentence]
            if colon < one.first
            and not one.embedded
            and (one.form == "name" or self.parsed.tokens[one.root].dep == "conj")
        ]
        for one in listed:
            if one not in self.gathering.of and one.form == "nominal":
                self._nominal(one, quoted=mention.quoted)
        return tuple(dict.fromkeys(figure for one in listed for figure in self.pronouns.coordinated(one)))

    def _just_spoke(self, mention: Mention) -> tuple[Figure, ...]:
        """Resolve the "this" of "this includes a rebuke of …", the words just told of, to whose words they are.

        Under a verb "this" is what happened: "this shows that …".
        """
        index = self.source_of.get(id(mention))
        if index is None or mention.head not in ("this", "that") or not mention.sentence:
            return ()
        if not any(one.pos == "NOUN" for cue in self.speech.cues[index] for one in self.parsed.tokens_in(*cue)):
            return ()
        before = self.parsed.sentences[mention.sentence - 1]
        spoken = [n for n, cue in enumerate(self.speech.cues) if cue and before.start <= cue[0][0] < before.end]
        return tuple(self.figures(self.sources[spoken[-1]])) if spoken else ()

    def figures(self, mentions: Iterable[Mention]) -> Iterator[Figure]:
        """Yield the figures of mentions, as far as they are known."""
        for mention in mentions:
            yield from self.gathering.of.get(mention, ())

    def speakers_at(self, mention: Mention) -> tuple[Figure, ...]:
        """Give the figures of the source in whose content a mention stands, as far as they are known yet."""
        index = self.speech.said_in[mention.root]
        if index is None or self.source_of.get(id(mention)) == index:
            return ()
        return tuple(self.figures(self.sources[index]))

    def _speaks(self, mention: Mention) -> None:
        """Resolve "I" to who speaks, and "we" to a body or group that does; of persons, "we" is more than they."""
        if not mention.quoted:
            return
        figures = self.speakers_at(mention)
        if mention.head in SPEAKERS:
            figures = tuple(one for one in figures if one.kind != "person" or one.plural)
        if figures:
            self.gathering.join(figures, mention)
            self.why[mention] = SPEAKING


def _by_root(mentions: Sequence[Mention]) -> dict[int, Mention]:
    """Index mentions by their heads; one that isn't embedded goes first."""
    found: dict[int, Mention] = {}
    for mention in mentions:
        if mention.root not in found or found[mention.root].embedded:
            found[mention.root] = mention
    return found


def _learn_gender(mention: Mention, figures: tuple[Figure, ...]) -> None:
    """Take the gender of a pronoun over to the only person it means, weakly."""
    if len(figures) == 1 and figures[0].kind == "person" and mention.head in ("he", "him", "his", "himself"):
        figures[0].genders["m"] += 1
    elif len(figures) == 1 and figures[0].kind == "person" and mention.head in ("she", "her", "hers", "herself"):
        figures[0].genders["f"] += 1
