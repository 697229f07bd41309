"""What Datasette is to know of a ledger in SQLite: what tables and columns hold, and queries ready to be asked."""

from importlib.resources import files
from pathlib import Path
from typing import Any

from .schema import metadata

METADATA = "metadata.json"
PLUGINS = "plugins"

_ABOUT = {
    "capture": "The bytes as they came. Never changed.",
    "report": "One row per report; its later captures are revisions of it.",
    "revision": "One capture of one report.",
    "retrieval": "When, where from, and with which headers a revision was fetched.",
    "reading": "What one version of the reader made of a revision.",
    "judgement": "What people decided, kept beside what the machine found.",
    "judged": "What judgements are about, one subject a row.",
    "setting": "Situations and channels; the latest row of a name holds.",
    "polled": "How far each channel has been followed.",
    "erasure": "Tombstones of what was erased.",
    "entry": "The log: each entry carries the hash of the one before.",
    "current": "Each report as it stands: its current revision and reading.",
    "imprint": "The print of each report's text and credits, by which copies are told.",
    "claim": "Each claim of each current reading, as reconciling sees it: unpacked(body) is its JSON.",
    "blocking": "Which claims are compared: those that share a key.",
    "link": "Which claims belong together, two by two.",
    "question": "What claims answer, with the estimate by the default rule and how many independent origins there are.",
    "forecast": "What was foretold: unpacked(body) is its JSON.",
    "passage": "The reports' texts in pieces; unpacked(body) is the text.",
}
_SHOWN = frozenset(("claim", "current", "entry", "forecast", "judgement", "question", "report", "revision"))
_LABELS = {"question": "text", "current": "title", "report": "url"}
_NEWEST_FIRST = frozenset(("claim", "current", "entry", "forecast", "question"))

_QUESTIONS = """\
select id, text, best, low, high, conflict, reports, answers,
  independent_low as at_least_origins, independent_high as at_most_origins, place, country, starts, ends
from question
where (:counts = '' or counts = :counts) and (:place = '' or place like '%' || :place || '%' or country = :place)
  and (:since = '' or ends > :since) and (:until = '' or starts < :until)
order by number desc"""
_ANSWERS = """\
select json_extract(said, '$.published') as published, json_extract(said, '$.value') as figure,
  json_extract(said, '$.bound') as bound, json_extract(said, '$.counted') as of,
  json_extract(said, '$.standing') as standing, json_extract(said, '$.factuality') as certainty,
  json_extract(said, '$.origin') as origin, json_extract(said, '$.origin_basis') as basis,
  json_extract(said, '$.chain') as chain, json_extract(said, '$.text') as words,
  json_extract(said, '$.publisher') as publisher, json_extract(said, '$.url') as url, id as claim
from (select id, number, unpacked(body) as said from claim
  where question in (select id from question where :question <> '' and id like :question || '%'))
order by number"""
_ORIGINS = """\
select coalesce(json_extract(said, '$.origin'), '(no source)') as origin,
  count(distinct report) as reports, count(*) as claims, min(json_extract(said, '$.published')) as first,
  group_concat(distinct json_extract(said, '$.value')) as figures,
  group_concat(distinct json_extract(said, '$.publisher')) as publishers
from (select report, unpacked(body) as said from claim
  where question in (select id from question where :question <> '' and id like :question || '%'))
group by 1 order by reports desc, origin"""
_FORECASTS = """\
select json_extract(said, '$.who') as who, json_extract(said, '$.criterion') as criterion,
  json_extract(said, '$.probability.phrase') as phrase, due, report, id
from (select id, report, due, number, unpacked(body) as said from forecast)
where (:who = '' or json_extract(said, '$.who') like '%' || :who || '%') order by number desc"""

QUERIES: dict[str, dict[str, str]] = {
    "questions": {
        "title": "Questions",
        "description": "How many, by how many reports, from how many independent origins; empty fields mean any.",
        "sql": _QUESTIONS,
    },
    "answers": {
        "title": "Answers to a question",
        "description": "Every claim that answers it, with its source and its words; the id may be shortened.",
        "sql": _ANSWERS,
    },
    "origins": {
        "title": "Origins of a question's answers",
        "description": "Whom the answers trace to by name; which names count as one, `reportedly origins` says.",
        "sql": _ORIGINS,
    },
    "forecasts": {
        "title": "Forecasts",
        "description": "What was foretold, by whom, with what words of probability, until when.",
        "sql": _FORECASTS,
    },
}


def described(name: str) -> dict[str, Any]:
    """Give the metadata of a ledger whose file is called `name` without its suffix, as Datasette takes it."""
    return {
        "title": "A ledger of Reportedly",
        "description": "Who said what, on whose word. It tells what was reported, never what is true.",
        "databases": {
            name: {
                "tables": {table.name: _table(table.name) for table in metadata.sorted_tables},
                "queries": QUERIES,
            }
        },
    }


def _table(name: str) -> dict[str, Any]:
    """Describe a table from the schema: its columns by their comments."""
    said = {column.name: column.comment for column in metadata.tables[name].columns if column.comment}
    told: dict[str, Any] = {"description": _ABOUT[name], "columns": said, "hidden": name not in _SHOWN}
    if name in _LABELS:
        told["label_column"] = _LABELS[name]
    if name in _NEWEST_FIRST:
        told["sort_desc"] = "number"
    return told


def write(ledger: Path, folder: Path) -> list[str]:
    """Write metadata and plugin into a folder, and give the command that opens the ledger with them. Raises OSError."""
    import json

    plugins = folder / PLUGINS
    plugins.mkdir(parents=True, exist_ok=True)
    text = json.dumps(described(ledger.stem), ensure_ascii=False, indent=2)
    (folder / METADATA).write_text(text + "\n", encoding="utf-8")
    source = files(__package__).joinpath("datasette_plugin.py").read_text(encoding="utf-8")
    (plugins / "reportedly_ledger.py").write_text(source, encoding="utf-8")
    return ["datasette", str(ledger), "--metadata", str(folder / METADATA), "--plugins-dir", str(plugins)]
