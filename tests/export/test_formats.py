"""Every export format says what the reading says, and its own library, schema or column list accepts it."""

import json
from dataclasses import replace

from prov.model import ProvDocument
from pyarrow import parquet
from pyld import jsonld
from spacy.tokens import DocBin

import reportedly
from reportedly.export.docbin import to_doc
from reportedly.export.formats import FORMATS
from reportedly.export.parquet import COLUMNS
from reportedly.export.tables import read_table
from reportedly.ledger import schema as ledger_tables
from reportedly.model.rows import claim_rows

from .conftest import written


def test_annotations_select_their_words(reading, tmp_path):
    """Each selector's position holds its exact words, between the prefix and the suffix that it gives."""
    page = json.loads(written("annotations", [reading], tmp_path))
    assert page["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert {one["body"][1]["name"] for one in page["items"]} >= {"attributions", "claims", "quantities", "places"}
    assert "attribution a1: coast guard · assert" in {one["body"][0]["value"] for one in page["items"]}
    text = reading.report.text
    for target in (target for one in page["items"] for target in one["target"]):
        position, quotation = target["selector"]
        exact = text[position["start"] : position["end"]]
        assert quotation["exact"] == exact
        assert text[: position["start"]].endswith(quotation["prefix"])
        assert text[position["end"] :].startswith(quotation["suffix"])


ANNO = {
    "oa": "http://www.w3.org/ns/oa#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "as": "http://www.w3.org/ns/activitystreams#",
    "schema": "http://schema.org/",
    "id": {"@type": "@id", "@id": "@id"},
    "type": {"@type": "@id", "@id": "@type"},
    **{name: f"oa:{name}" for name in ("Annotation", "TextualBody", "SpecificResource", "TextQuoteSelector")},
    **{name: f"oa:{name}" for name in ("TextPositionSelector", "exact", "prefix", "suffix", "start", "end")},
    **{name: f"oa:{name}" for name in ("identifying", "describing", "classifying")},
    "Dataset": "http://purl.org/dc/dcmitype/Dataset",
    "Software": "as:Application",
    "AnnotationPage": "as:OrderedCollectionPage",
    "body": {"@type": "@id", "@id": "oa:hasBody"},
    "target": {"@type": "@id", "@id": "oa:hasTarget"},
    "source": {"@type": "@id", "@id": "oa:hasSource"},
    "selector": {"@type": "@id", "@id": "oa:hasSelector"},
    "generator": {"@type": "@id", "@id": "as:generator"},
    "motivation": {"@type": "@vocab", "@id": "oa:motivatedBy"},
    "purpose": {"@type": "@vocab", "@id": "oa:hasPurpose"},
    "items": {"@type": "@id", "@id": "as:items", "@container": "@list"},
    "format": "dc:format",
    "language": "dc:language",
    "value": "rdf:value",
    "name": "http://xmlns.com/foaf/0.1/name",
}
"""The terms of http://www.w3.org/ns/anno.jsonld that we use, as it maps them: no test asks the network for it."""


def test_annotations_are_linked_data(reading, tmp_path):
    """A JSON-LD processor knows every key, takes positions as such, and what was found as one JSON value."""

    def load(url, _):
        assert url == "http://www.w3.org/ns/anno.jsonld"
        return {"contextUrl": None, "documentUrl": url, "document": {"@context": ANNO}}

    (page,) = jsonld.expand(json.loads(written("annotations", [reading], tmp_path)), {"documentLoader": load})
    (listed,) = page["http://www.w3.org/ns/activitystreams#items"]
    bodies = [one["http://www.w3.org/ns/oa#hasBody"] for one in listed["@list"]]
    found = [body[1]["https://reportedly.invalid/ns#reading"][0] for body in bodies]
    assert all(one["@type"] == "@json" for one in found)
    assert [one["@value"]["id"] for one in found[: len(reading.attributions)]] == [
        one.id for one in reading.attributions
    ]
    selectors = listed["@list"][0]["http://www.w3.org/ns/oa#hasTarget"][0]["http://www.w3.org/ns/oa#hasSelector"]
    assert {one["@type"][0].rsplit("#")[1] for one in selectors} == {"TextPositionSelector", "TextQuoteSelector"}


def test_brat_offsets_hold_and_cross_no_line(reading, tmp_path):
    """A text-bound annotation's parts are the words at its offsets, and none of them breaks a line."""
    FORMATS["brat"].write([reading], tmp_path / "brat")
    text = (tmp_path / "brat" / "000001.txt").read_text(encoding="utf-8")
    lines = (tmp_path / "brat" / "000001.ann").read_text(encoding="utf-8").splitlines()
    assert text == reading.report.text
    bound = [one.split("\t") for one in lines if one.startswith("T")]
    assert any(";" in where for _, where, _ in bound)
    for _, where, words in bound:
        parts = [tuple(map(int, part.split())) for part in where.split(" ", 1)[1].split(";")]
        assert " ".join(text[start:end] for start, end in parts) == words
        assert "\n" not in words
    keys = {one[0] for one in bound}
    related = [part.split(":")[1] for one in lines if one.startswith("R") for part in one.split()[2:]]
    assert related
    assert set(related) <= keys


def test_geojson_points_lie_where_the_places_are(reading, tmp_path):
    """Longitude comes first, and only claims with coordinates are shown."""
    features = json.loads(written("geojson", [reading, reading], tmp_path))["features"]
    assert features
    for one in features:
        longitude, latitude = one["geometry"]["coordinates"]
        assert (round(longitude), round(latitude)) in {(39, -6), (35, -6)}
    assert json.loads(written("geojson", [], tmp_path))["features"] == []


def test_claimreview_gives_no_verdict(reading, tmp_path):
    """A draft names who claims what and where it appeared; rating and reviewer are left to a person."""
    drafts = [json.loads(one) for one in written("claimreview", [reading], tmp_path).splitlines()]
    assert any(one["itemReviewed"]["author"]["name"] == "Omar Said" for one in drafts)
    assert all(one["itemReviewed"]["appearance"]["url"] == "https://example.org/1" for one in drafts)
    assert not any("reviewRating" in one or "author" in one for one in drafts)


def test_prov_is_read_by_its_library(reading, tmp_path):
    """The document loads, comes out the same again, and every claim is generated by the reading."""
    line = written("prov", [reading], tmp_path)
    document = ProvDocument.deserialize(content=line, format="json")
    assert ProvDocument.deserialize(content=document.serialize(format="json"), format="json") == document
    made = json.loads(line)["wasGeneratedBy"].values()
    assert len(made) == len(reading.claims)


def test_plover_has_polecats_columns(reading, tmp_path):
    """40 columns; what a source denies is no event; displacement, which PLOVER doesn't know, is left out."""
    rows = [one.split("\t") for one in written("plover", [reading], tmp_path).splitlines()]
    assert {len(one) for one in rows} == {40}
    events = [dict(zip(rows[0], one, strict=True)) for one in rows[1:]]
    arrest = next(one for one in events if one["Event Mode"] == "arrest")
    assert (arrest["Event Type"], arrest["Quad Code"]) == ("COERCE", "MATERIAL CONFLICT")
    denied = replace(reading, claims=tuple(replace(one, factuality="CT-") for one in reading.claims))
    assert len(written("plover", [denied], tmp_path).splitlines()) == 1


def gkg(reading, tmp_path):
    """The cells of one report's line, by GDELT's names of them."""
    cells = written("gkg", [reading], tmp_path).rstrip("\n").split("\t")
    return dict(zip(read_table("gkg.toml")["columns"], cells, strict=True))


def test_gkg_has_gdelts_columns(reading, tmp_path):
    """27 fields; counts carry GDELT's codes with number, unit, place and offset; quotations their offset and words."""
    cells = gkg(reading, tmp_path)
    assert len(cells) == 27
    assert (cells["V2.1DATE"], cells["V2SOURCECOMMONNAME"]) == ("20260505000000", "example.org")
    counts = [one.split("#") for one in cells["V2.1COUNTS"].split(";")]
    assert {one[0] for one in counts} == {"KILL", "WOUND", "ARREST"}
    for one in counts:
        assert len(one) == 11
        assert reading.report.text[int(one[-1])] in "12T3t"
    quotation = cells["V2.1QUOTATIONS"].split("#")[0].split("|")
    assert quotation[3].startswith('"We could see')
    assert reading.report.text[int(quotation[0]) :].startswith('"We could see')


def test_gkg_places_and_names_are_as_gdelt_writes_them(reading, tmp_path):
    """Countries are FIPS 10-4, full names lead from narrow to wide, and every mention has its offset."""
    cells = gkg(reading, tmp_path)
    once = [one.split("#") for one in cells["V1LOCATIONS"].split(";")]
    every = [one.split("#") for one in cells["V2ENHANCEDLOCATIONS"].split(";")]
    assert {len(one) for one in once} == {7}
    assert {len(one) for one in every} == {9}
    assert len(every) > len(once)
    assert {one[2] for one in once} == {"TZ"}
    assert ["1", "Tanzania", "TZ", ""] in [one[:4] for one in once]
    text = reading.report.text
    assert all(one[1].split(",")[0] in text[int(one[8]) :].title() for one in every)
    names = [one.rsplit(",", 1) for one in cells["V2.1ALLNAMES"].split(";")]
    assert "Omar Said" in dict(names)
    assert all(text[int(at)].isupper() for name, at in names if name in ("Omar Said", "Asha Juma"))
    dates = [one.split(",") for one in cells["V2.1ENHANCEDDATES"].split(";")]
    assert ["3", "5", "3", "2026"] in [one[:4] for one in dates]


def test_gkg_counts_who_protested(tmp_path):
    """A crowd is a count of its own kind, and the hours that it stayed are none."""
    text = (
        "Some 300 people protested in Lima, Peru, for three hours on Friday. Police wounded 20 of them, a doctor said."
    )
    counts = gkg(reportedly.read(text, published="2026-11-22"), tmp_path)["V1COUNTS"].split(";")
    assert [one.split("#")[:2] for one in counts] == [["PROTEST", "300"], ["WOUND", "20"]]


def test_gkg_counts_no_percentages_and_knows_no_date(reading, tmp_path):
    """GDELT lists no percentages among amounts; an unknown date is 0; what stands in a separate title has no offset."""
    quantity = replace(reading.quantities[0], scale="percent")
    titled = replace(reading.quantities[1], spans=(replace(reading.quantities[1].spans[0], in_="title"),))
    report = replace(reading.report, published=None)
    kept = (quantity, titled, *reading.quantities[2:])
    cells = gkg(replace(reading, quantities=kept, report=report), tmp_path)
    assert cells["V2.1DATE"] == "0"
    assert len(cells["V2.1AMOUNTS"].split(";")) == len([one for one in kept[2:] if one.value is not None])
    assert len(cells["V1COUNTS"].split(";")) > len(cells["V2.1COUNTS"].split(";"))


def test_docbin_loads_with_its_spans(reading, tmp_path):
    """SpaCy reads the file back: the text, and the spans' exact offsets beside the tokens that hold them."""
    FORMATS["docbin"].write([reading], tmp_path / "d.spacy")
    (doc,) = DocBin().from_bytes((tmp_path / "d.spacy").read_bytes()).get_docs(to_doc(reading).vocab)
    assert doc.text == reading.report.text
    group = doc.spans["source"]
    for span, (start, end) in zip(group, group.attrs["offsets"], strict=True):
        assert span.start_char <= start < end <= span.end_char


def test_parquet_has_the_ledgers_tables(reading, case, tmp_path):
    """Every table is read back with its columns and types; a claim's figure and a question's estimate are numbers."""
    FORMATS["parquet"].write([reading, case], tmp_path / "p")
    tables = {path.stem: parquet.read_table(path) for path in (tmp_path / "p").iterdir()}
    assert {
        name: dict(zip(one.column_names, map(str, one.schema.types), strict=True)) for name, one in tables.items()
    } == COLUMNS
    assert {one["value"] for one in tables["claim"].to_pylist()} >= {12.0, 31.0}
    (question,) = tables["question"].to_pylist()
    assert (question["best"], question["conflict"], question["country"], question["answers"]) == (19.0, False, "SS", 2)
    answers = tables["answer"].to_pylist()
    assert [(one["question"], one["in_reading"], one["publisher"]) for one in answers] == [
        ("q1", "c1", "-Courier"),
        ("q1", "c1", "Juba News"),
    ]
    assert tables["origin"].to_pylist()[0]["name"] == "the interior ministry"
    assert {*tables["question"].column_names, "number", "moment"} == {
        one.name for one in ledger_tables.question.columns
    }


def test_parquet_writes_large_and_empty_ledgers(reading, tmp_path, monkeypatch):
    """Rows past what is held at once are all written, in their order; without any, the tables are there and empty."""
    monkeypatch.setattr("reportedly.export.parquet.AT_ONCE", 2)
    half = replace(reading, report=replace(reading.report, id="half", title="a lone \ud800"))
    FORMATS["parquet"].write([reading, half, reading], tmp_path / "p")
    titles = parquet.read_table(tmp_path / "p" / "report.parquet").to_pylist()
    assert [one["title"] for one in titles] == [reading.report.title, "a lone ?", reading.report.title]
    assert parquet.read_table(tmp_path / "p" / "claim.parquet").num_rows == 3 * len(claim_rows(reading))
    FORMATS["parquet"].write([], tmp_path / "none")
    assert {path.stem for path in (tmp_path / "none").iterdir()} == set(COLUMNS)
    assert parquet.read_table(tmp_path / "none" / "claim.parquet").num_rows == 0


def test_csv_runs_no_formula(reading, tmp_path):
    """A cell that begins like a formula is written as text; a negative number stays one."""
    source = replace(reading.claims[0].origin, name="=1+1")
    changed = replace(reading, claims=(replace(reading.claims[0], origin=source),))
    assert "'=1+1" in written("csv", [changed], tmp_path)
