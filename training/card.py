"""Write the model card that is shipped beside the weights."""

from __future__ import annotations

from pathlib import Path
from typing import Any

TEMPLATE = Path(__file__).parent / "card.md"
SHOWN = (
    "attr_f1",
    "precision",
    "recall",
    "half_f1",
    "exact_f1",
    "recall_direct",
    "recall_mixed",
    "recall_indirect",
)
COLUMNS = ("default", "default_float", "fast", "fast_float")
TOLD = ("rate", "head_rate", "batch", "plain", "epochs", "steps", "seed", "average")
"""What the card says of a recipe; the rest stands in `model.json`."""


def write_card(folder: Path, described: dict[str, Any]) -> None:
    """Fill in the card's figures and hashes from `model.json`, and put it beside the weights."""
    text = TEMPLATE.read_text("utf-8")
    for key, value in _values(described).items():
        text = text.replace("{" + key + "}", value)
    (folder / "MODEL_CARD.md").write_text(text, "utf-8")


def _values(described: dict[str, Any]) -> dict[str, str]:
    """Give what stands for each name in braces."""
    scores, readers = described["scores"], described["readers"]
    rows = [f"| {name} | " + " | ".join(f"{scores[column][name]:.3f}" for column in COLUMNS) + " |" for name in SHOWN]
    first, second = ({name: recipe[name] for name in TOLD} for recipe in described["recipes"])
    default, fast, grammar = scores["default"], scores["fast"], scores["grammar"]
    return {
        "SCORES": "\n".join(rows),
        "HASHES": "\n".join(f"| `{name}` | `{value}` |" for name, value in described["sha256"].items()),
        "FIRST": ", ".join(f"{name} {value}" for name, value in first.items()),
        "RECIPE": ", ".join(f"{name} {value}" for name, value in second.items()),
        "NOTE": described["note"],
        "THRESHOLD": f"{readers['default']['threshold']:.2f}",
        "FAST_THRESHOLD": f"{readers['fast']['threshold']:.2f}",
        "ECE": f"{default['ece']:.3f}",
        "AUROC": f"{default['auroc']:.3f}",
        "FAST_ECE": f"{fast['ece']:.3f}",
        "FAST_AUROC": f"{fast['auroc']:.3f}",
        "ALL_ECE": f"{default['ece_all']:.3f}",
        "ALL_AUROC": f"{default['auroc_all']:.3f}",
        "TOKENS": f"{grammar['tokens']:,.0f}",
    } | {name.upper(): f"{grammar[name]:.3f}" for name in ("tags", "uas", "las", "names", "sentences")}
