"""Our own example reports, read by a careful analyst, and what the reader makes of them."""
