"""What is asked of every page, whatever ledger it shows: nothing runs over, nobody is shut out, and it's light."""

from tests.browser.conftest import AXE, goto

HEAVIEST = 200_000
"""Bytes that a page may weigh as it's sent, islands excepted."""
SERIOUS = """axe.run().then((found) => found.violations
  .filter((one) => ["serious", "critical"].includes(one.impact))
  .map((one) => `${one.id}: ${one.nodes.slice(0, 3).map((node) => node.html).join(" | ")}`))"""
WEIGHT = """() => [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
  .filter((one) => !/\\/built\\//.test(one.name) || /\\/page[^/]*\\.js$/.test(one.name))
  .reduce((sum, one) => sum + one.encodedBodySize, 0)"""


def looked_at(page, addresses):
    """Open addresses one after the other; each fits the window, is light, and axe finds nothing serious."""
    for address in addresses:
        goto(page, address)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, address
        weight = page.evaluate(WEIGHT)
        assert 0 < weight <= HEAVIEST, (address, weight)
        assert AXE.is_file(), f"{AXE.name} isn't there, so nobody looks whether the pages shut anybody out: make assets"
        page.evaluate(AXE.read_text(encoding="utf-8"))
        assert page.evaluate(SERIOUS) == [], address
