"""Takes a ledger. Gives it to programs that speak the Model Context Protocol, as tools and resources.

It fetches nothing, and writes nothing unless it was started so. It may hold no logic of its own.
"""
