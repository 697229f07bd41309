"""The ledger's questions to its database: one module a kind of thing that is asked for."""
