"""How large a network is, layer by layer; the part of a recipe that pruning decides."""

from __future__ import annotations

from dataclasses import dataclass

LAYERS, HEADS, INNER = 6, 12, 1536
"""MiniLM's own."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Say how many attention heads and inner units each layer has, and after how many layers the fast reader stops."""

    heads: tuple[int, ...] = (HEADS,) * LAYERS
    inner: tuple[int, ...] = (INNER,) * LAYERS
    lower: int = 3

    @property
    def layers(self) -> int:
        """Count the layers."""
        return len(self.heads)


__all__ = ["HEADS", "INNER", "LAYERS", "Shape"]
