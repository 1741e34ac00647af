"""What is measured: snapshots, names, rosters; the same for us and for every peer."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

RESOURCES = Path(__file__).parents[2] / "resources"
NAMES = Path(__file__).parents[1] / "documents" / "data" / "names.csv"
SIGNATURES = ("signature-grace-lindqvist.png", "signature-tomas-reyes.png")


def images() -> dict[str, bytes]:
    """Logo and signatures by digest."""
    found = [(RESOURCES / "demo" / name).read_bytes() for name in (*SIGNATURES, "logo.png")]
    return {hashlib.sha256(data).hexdigest(): data for data in found}


def names(count: int) -> Iterator[str]:
    """Names in many scripts, made different by a number of letters."""
    with NAMES.open(encoding="utf-8", newline="") as file:
        told = [" ".join(filter(None, (row["given_name"], row["family_name"]))) for row in csv.DictReader(file)]
    told = [name for name in told if len(name) < 60 and "‮" not in name]
    for number in range(count):
        yield f"{told[number % len(told)]} {'ABCDEFGHKM'[number // 10 % 10]}{'abcdefghkm'[number % 10]}"


def snapshots(count: int) -> Iterator[dict[str, Any]]:
    """Snapshots of awards, classic on A4."""
    digests = list(images())
    for number, name in enumerate(names(count), start=1):
        yield {
            "format": "skillmark-award/1", "number": f"RI-2026-K7-{number:05d}-X", "salt": f"{number:032x}",
            "holder": {"name": name},
            "achievement": {
                "code": "FORM-ASSESS", "title": "Formative Assessment in Practice", "version": 2, "description": "",
                "criteria": "The holder attended the seminars, planned and taught with formative assessment, passed a "
                "skills test, presented a reviewed portfolio of classroom evidence and was observed using it at work.",
                "outcomes": [], "field_of_study": "Education", "language": "en", "hours": 40, "credits": None,
                "level": None, "delivery": "blended", "supervision": "supervised", "quality_assurance": None,
            },
            "issuer": {"name": "Riverside Institute", "legal_name": "", "country": "PT", "url": ""},
            "awarded_on": "2026-06-12", "issued_on": "2026-06-12", "valid_until": "2029-06-12", "results": [],
            "evidence": [], "waivers": [], "exception": None,
            "signatories": [
                {"name": "Grace Lindqvist", "title": "Course leader", "image": digests[0]},
                {"name": "Tomás Reyes", "title": "Head of the institute", "image": digests[1]},
            ],
            "logo": digests[2],
            "template": {"design": "classic", "version": 1, "paper": "a4", "portrait": False},
        }  # fmt: skip


def write_roster(path: Path, count: int) -> None:
    """A roster with as many learners."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["student_id", "given_name", "family_name", "email", "cohort"])
        for number in range(count):
            writer.writerow(
                [f"S{number:06d}", f"Given{number % 977}", f"Family{number}", f"s{number}@x.example", "ALL"]
            )
