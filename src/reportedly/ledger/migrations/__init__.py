"""The ledger's migrations, run by `ledger.store` when a ledger of an older version is opened."""
