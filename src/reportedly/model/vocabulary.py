"""The closed vocabularies of a reading; each name and meaning is fixed by the reading's contract."""

from typing import Literal

ReaderName = Literal["default", "fast"]
"""`default` reads with the whole encoder; `fast` with its lower layers, about half of the work."""
AttributionKind = Literal["direct", "indirect", "mixed"]
SourceKind = Literal["named", "anonymous", "document", "poll", "collective", "author", "none"]
Act = Literal[
    "assert", "deny", "infer", "judge", "predict", "promise", "announce", "warn", "threaten", "demand", "ask", "accuse"
]
"""What a speaker does by speaking, after Searle's classes of illocutionary acts."""
Factuality = Literal["CT+", "PR+", "PS+", "CT-", "PR-", "PS-", "Uu"]
"""FactBank's values (Saurí and Pustejovsky 2009): certain, probable, possible; held true or false; uncommitted."""
EntityKind = Literal[
    "person", "organisation", "armed_group", "government", "outlet", "place", "group", "document", "unnamed"
]
Voice = Literal["headline", "author", "attributed", "mixed"]
ClaimVoice = Literal["headline", "author", "attributed"]
Function = Literal["event", "background", "evaluation", "expectation", "inference", "speech", "other"]
FurnitureKind = Literal[
    "disclaimer",
    "category",
    "byline",
    "navigation",
    "related",
    "subscribe",
    "comments",
    "report_button",
    "advert",
    "caption",
    "correction",
    "other",
]
CreditKind = Literal["byline", "agency", "dateline", "translator", "correction", "disclaimer"]
PublishedBasis = Literal["given", "page", "dateline", "url", "none"]
Bound = Literal["exact", "at_least", "more_than", "at_most", "less_than", "approx", "between", "vague"]
Measure = Literal["flow", "stock"]
QuantityRole = Literal["total", "cumulative", "increment", "part"]
Status = Literal["civilian", "combatant", "mixed", "unknown"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
Precision = Literal["exact", "part_of", "near", "region", "country", "unresolved"]
Outcome = Literal[
    "killed",
    "injured",
    "killed_or_injured",
    "missing",
    "abducted",
    "arrested",
    "released",
    "surrendered",
    "displaced",
    "returned",
    "destroyed",
    "captured",
]
OriginBasis = Literal["stated", "inferred_in_report", "none"]
Relation = Literal["confirms", "refutes", "because"]
Change = Literal["certainty", "attribution", "figure", "label", "event", "time", "place", "actor", "addition"]
