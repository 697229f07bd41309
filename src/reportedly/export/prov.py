"""Where each claim of a reading comes from, as W3C PROV in PROV-JSON (W3C Member Submission 2013).

The report is an entity of its publisher; the reading is derived from it by an activity of this program; a claim is
quoted from the report, is attributed to every relay of its chain, and has its origin's own statement as primary source.
"""

from typing import Any

from reportedly.model import Claim, Reading
from reportedly.model.rows import words

PREFIXES = {"reportedly": "https://reportedly.invalid/ns#", "here": "urn:reportedly:"}
"""Namespaces: ours resolves nowhere on purpose (RFC 2606), identifiers are URNs of the report's hash."""

Records = dict[str, dict[str, dict[str, Any]]]


def to_prov(reading: Reading) -> dict[str, Any]:
    """Give a reading's provenance as one PROV-JSON document."""
    here = f"here:{reading.report.sha256[:16]}"
    records: Records = {"entity": {}, "agent": {}, "activity": {}}
    _report(reading, here, records)
    for one in reading.entities:
        kind = "prov:Person" if one.kind == "person" else "prov:Organization"
        records["agent"][f"{here}/{one.id}"] = {"prov:type": _name(kind), "prov:label": one.name}
    for claim in reading.claims:
        _claim(claim, here, records)
    return {"prefix": PREFIXES, **{sort: found for sort, found in records.items() if found}}


def _report(reading: Reading, here: str, records: Records) -> None:
    """Record the report, who published it, and the act of reading it."""
    report = reading.report
    facts = {
        "prov:label": report.title or report.id,
        "reportedly:sha256": report.sha256,
        "prov:location": report.url,
        "reportedly:published": report.published,
    }
    records["entity"][f"{here}/report"] = {key: value for key, value in facts.items() if value is not None}
    software = f"{reading.reader.version} {reading.reader.model}"
    records["agent"][f"{here}/reader"] = {"prov:type": _name("prov:SoftwareAgent"), "prov:label": software}
    records["activity"][f"{here}/reading"] = {"prov:label": "reading"}
    _relate(records, "used", {"prov:activity": f"{here}/reading", "prov:entity": f"{here}/report"})
    _relate(records, "wasAssociatedWith", {"prov:activity": f"{here}/reading", "prov:agent": f"{here}/reader"})
    if report.publisher:
        body = {"prov:type": _name("prov:Organization"), "prov:label": report.publisher}
        records["agent"][f"{here}/publisher"] = body
        _relate(records, "wasAttributedTo", {"prov:entity": f"{here}/report", "prov:agent": f"{here}/publisher"})


def _claim(claim: Claim, here: str, records: Records) -> None:
    """Record a claim, the passage it was read from, its relays, its premises and its origin's statement."""
    key = f"{here}/{claim.id}"
    records["entity"][key] = {
        "prov:value": words(claim.spans),
        "reportedly:factuality": claim.factuality,
        "reportedly:act": claim.act,
        "reportedly:voice": claim.voice,
        "reportedly:originBasis": claim.origin.basis,
    }
    _relate(records, "wasGeneratedBy", {"prov:entity": key, "prov:activity": f"{here}/reading"})
    quotation = {"prov:generatedEntity": key, "prov:usedEntity": f"{here}/report", "prov:type": _name("prov:Quotation")}
    _relate(records, "wasDerivedFrom", quotation)
    for source in dict.fromkeys(claim.chain):
        _relate(records, "wasAttributedTo", {"prov:entity": key, "prov:agent": f"{here}/{source}"})
    for premise in claim.based_on:
        _relate(records, "wasDerivedFrom", {"prov:generatedEntity": key, "prov:usedEntity": f"{here}/{premise}"})
    if claim.origin.entity:
        statement = f"{here}/{claim.origin.entity}/statement"
        if statement not in records["entity"]:
            records["entity"][statement] = {"prov:label": f"what {claim.origin.name} stated"}
            agent = f"{here}/{claim.origin.entity}"
            _relate(records, "wasAttributedTo", {"prov:entity": statement, "prov:agent": agent})
        primary = {"prov:generatedEntity": key, "prov:usedEntity": statement, "prov:type": _name("prov:PrimarySource")}
        _relate(records, "wasDerivedFrom", primary)


def _relate(records: Records, relation: str, record: dict[str, Any]) -> None:
    """Add a relation under a blank identifier of its own."""
    known = records.setdefault(relation, {})
    known[f"_:{relation}{len(known) + 1}"] = record


def _name(qualified: str) -> dict[str, str]:
    """Write a qualified name as PROV-JSON's typed literal."""
    return {"$": qualified, "type": "prov:QUALIFIED_NAME"}
