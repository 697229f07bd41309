"""What was measured, as a page: `benchmarks/RESULTS.md`, out of the parts' figures, and the floors they must hold."""

import json
import os
import platform
import subprocess
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from .beside import HERE, PEERS
from .large import told as _large
from .together import told as _together
from .web import told as _web

FOLDER = HERE / "results"
SHORT = HERE.parent / "build" / "benchmark"
FLOORS = HERE.parent / "evaluation" / "floors.json"
TITLES = {
    "reading": "Reading, beside spaCy's full pipeline and textacy's quotations",
    "start": "A first report from a standing start",
    "extraction": "Finding the article of a page, beside trafilatura alone",
    "memory": "Peak memory of one large text",
    "archives": "A web archive, read at large",
    "large": "Fifty thousand pages, read to their end or as far as it says",
    "growth": "The ledger as it grows",
    "web": "The pages over a large ledger",
    "together": "Watching, serving and reading archives for half an hour, side by side",
}
NAMES = {
    "default": "reportedly, default reader",
    "fast": "reportedly, fast reader",
    "spacy": "spaCy en_core_web_sm, full pipeline",
    "textacy": "textacy quotations over spaCy",
    "clean": "reportedly, page to article",
    "trafilatura": "trafilatura, page to text and metadata",
    "python": "python -c pass",
}
OURS = ("reportedly", "onnxruntime", "tokenizers", "numpy", "trafilatura", "sqlalchemy", "spacy")


def machine() -> dict[str, Any]:
    """Describe the machine and the versions, without its name."""
    cpu = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        found = [
            line.split(":", 1)[1].strip() for line in info.read_text().splitlines() if line.startswith("model name")
        ]
        cpu = found[0] if found else cpu
    ask = "import importlib.metadata as m; print(m.version('spacy'), m.version('textacy'))"
    peers = subprocess.run([PEERS, "-c", ask], capture_output=True, text=True, check=False) if PEERS.exists() else None
    theirs = peers.stdout.split() if peers and peers.returncode == 0 else []
    return {
        "cpu": cpu,
        "processors": os.cpu_count(),
        "system": f"{platform.system()} {platform.release().split('-')[0]}",
        "python": platform.python_version(),
        "load": round(os.getloadavg()[0], 1),
        "versions": {name: version(name) for name in OURS if _installed(name)},
        "peers": dict(zip(("spacy", "textacy"), theirs, strict=False)),
    }


def _installed(name: str) -> bool:
    try:
        version(name)
    except ModuleNotFoundError:
        return False
    return True


def keep(path: Path, found: Mapping[str, Any]) -> None:
    """Write a part's figures, with the machine and the day: a line for each key, so that series stay on one."""
    whole = {**found, "machine": machine(), "day": datetime.now(tz=UTC).date().isoformat()}
    lines = [f" {json.dumps(key)}: {json.dumps(value)}" for key, value in whole.items()]
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def told(name: str, found: Mapping[str, Any]) -> str:
    """Word one part's figures."""
    return "\n".join(TELL[name](found))


def _interval(one: Mapping[str, float]) -> str:
    return f"{one['ratio']:.2f} ({one['low']:.2f} to {one['high']:.2f})"


def _reading(found: Mapping[str, Any]) -> Iterator[str]:
    yield f"{found['many']} documents of {found['words']:,} words ({found['documents']});"
    yield "words a second of processor, one thread each."
    yield ""
    yield "| | words a second | peak memory, MiB | documents refused |"
    yield "|---|---|---|---|"
    for name, speed in found["speed"].items():
        one = found["taken"][name]
        yield f"| {NAMES[name]} | {speed:,.0f} | {one['peak']:.0f} | {one['failed']} |"
    yield ""
    yield "| times as fast as | spaCy's pipeline | textacy's quotations |"
    yield "|---|---|---|"
    for ours in ("default", "fast"):
        cells = [_interval(found["ratios"][f"{ours}/{peer}"]) for peer in ("spacy", "textacy")]
        yield f"| {NAMES[ours]} | {cells[0]} | {cells[1]} |"
    yield from _steps(found.get("steps", {}))


def _steps(steps: Mapping[str, Mapping[str, float]]) -> Iterator[str]:
    """Tell the share that each step has in a reader's time, if that was measured."""
    if not steps:
        return
    whole = {reader: sum(taken.values()) for reader, taken in steps.items()}
    yield ""
    yield "| step | " + " | ".join(f"{NAMES[reader]}, seconds" for reader in steps) + " |"
    yield "|---|" + "---|" * len(steps)
    for name in steps["default"]:
        cells = [f"{taken[name]:.2f} ({taken[name] / whole[reader]:.0%})" for reader, taken in steps.items()]
        yield f"| {name} | " + " | ".join(cells) + " |"


def _extraction(found: Mapping[str, Any]) -> Iterator[str]:
    yield f"{found['many']} pages ({found['documents']}); seconds of processor."
    yield ""
    yield "| | milliseconds a page |"
    yield "|---|---|"
    for name, spent in found["milliseconds"].items():
        yield f"| {NAMES[name]} | {spent:.1f} |"
    yield ""
    yield f"Times as fast as trafilatura: {_interval(found['ratios']['clean/trafilatura'])}."


def _start(found: Mapping[str, Any]) -> Iterator[str]:
    yield "A new process, one report of a few hundred words, to its end: the best of several."
    yield ""
    yield "| | seconds | of processor | peak memory, MiB |"
    yield "|---|---|---|---|"
    for name, one in found.items():
        if name in NAMES:
            yield f"| {NAMES[name]} | {one['wall']:.2f} | {one['cpu']:.2f} | {one['peak']:.0f} |"


def _memory(found: Mapping[str, Any]) -> Iterator[str]:
    yield f"One text of {found['characters']:,} characters (synthetic press)."
    yield ""
    yield "| | peak memory, MiB | seconds of processor |"
    yield "|---|---|---|"
    for name, one in found["taken"].items():
        yield f"| {NAMES[name]} | {one['peak']:.0f} | {one['cpu']:.0f} |"


def _archives(found: Mapping[str, Any]) -> Iterator[str]:
    yield f"{found['many']:,} pages of the synthetic press, fast reader."
    yield ""
    yield "| | pages a second | pages a second of processor | peak memory of a worker, MB |"
    yield "|---|---|---|---|"
    for workers, one in found["workers"].items():
        crew = "one process" if workers == "1" else f"{workers} processes"
        pace = found["many"] / (one["crew"] + one["own"])
        yield f"| reportedly bulk, {crew} | {one['pages']:.1f} | {pace:.1f} | {one['peak']} |"
    for name, pace in found["alone"].items():
        yield f"| {NAMES[name]}, alone | | {pace:.1f} | |"
    yield ""
    yield f"By the clock, two processes are {found['gain']:.2f} times as fast as one."
    yield (
        "By the processors' time, which other work on the machine changes less, they can be "
        f"{found['reckoned']:.2f} times as fast, each on a processor of its own and with as much to do."
    )


def _growth(found: Mapping[str, Any]) -> Iterator[str]:
    yield "Readings of the synthetic press; asked in process and warm, 50 rows each."
    for name, steps in found["databases"].items():
        kinds = list(steps[0]["asking"])
        loaded = max(one["claims"] for one in steps if one["copies"] == 1)
        yield ""
        yield f"In {name} {loaded:,} claims were really loaded; what is more are copies in worlds of their own."
        yield ""
        yield (
            f"| {name}: claims | ms of processor to load a claim | to add a report | against an empty ledger | "
            "KiB a claim | " + " | ".join(f"{kind}, p95 ms (processor)" for kind in kinds) + " |"
        )
        yield "|---" * (5 + len(kinds)) + "|"
        for one in steps:
            asked = " | ".join(
                f"{one['asking'][kind]['p95']:.0f} ({one['asking'][kind]['cpu_p95']:.0f})" for kind in kinds
            )
            cost = one["adding"] / one["alone"]
            size = one["bytes"] / one["claims"] / 1024
            loading = f"{1000 * one['loading']:.1f}" if one["loading"] else "copied" if one["copies"] > 1 else ""
            yield f"| {one['claims']:,} | {loading} | {1000 * one['adding']:.0f} | {cost:.2f} | {size:.1f} | {asked} |"


TELL = {
    "reading": _reading,
    "start": _start,
    "extraction": _extraction,
    "memory": _memory,
    "archives": _archives,
    "large": _large,
    "growth": _growth,
    "web": _web,
    "together": _together,
}


def write() -> None:
    """Write the page out of all parts that have been measured."""
    parts = {name: FOLDER / f"{name}.json" for name in TITLES}
    found = {name: json.loads(path.read_text(encoding="utf-8")) for name, path in parts.items() if path.exists()}
    lines = [
        "# What was measured",
        "",
        (
            "By `make benchmark`; a part's figures are all of one run, ours and the peers' interleaved; "
            "`make benchmark ONLY=reading` measures one part anew."
        ),
        "",
    ]
    for name, figures in found.items():
        lines += [f"## {TITLES[name]}", "", *TELL[name](figures), "", *_where(figures), ""]
        if (HERE / f"{name}.svg").exists():
            lines += [f"![{TITLES[name]}]({name}.svg)", ""]
    (HERE / "RESULTS.md").write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")


def _where(figures: Mapping[str, Any]) -> Iterator[str]:
    """Say on what it was measured; a load above the number of processors makes seconds of the clock mean little."""
    one = figures["machine"]
    ours = ", ".join(f"{name} {number}" for name, number in one["versions"].items())
    peers = ", ".join(f"{name} {number}" for name, number in one["peers"].items())
    yield f"On {one['cpu']}, {one['processors']} processors, {one['system']}, Python {one['python']},"
    yield f"load {one['load']}, {figures['day']};" if "day" in figures else f"load {one['load']};"
    yield f"{ours}" + (f"; the peers' own environment: {peers}." if peers else ".")


def below_floors(found: Mapping[str, Any], floors: Mapping[str, float] | None = None) -> list[str]:
    """List the ratios that are below their floors; a ratio's whole interval must lie below to count."""
    if floors is None:
        floors = json.loads(FLOORS.read_text(encoding="utf-8")).get("speed", {})
    if "ratios" not in found:
        return []
    return [
        f"{name} is {_interval(found['ratios'][name])}, its floor is {floor:.2f}"
        for name, floor in floors.items()
        if name in found["ratios"] and found["ratios"][name]["high"] < floor
    ]
