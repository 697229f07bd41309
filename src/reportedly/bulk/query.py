"""Questions to a run's files in SQL, by DuckDB."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from reportedly.errors import BadSetting

from .run import MANIFEST
from .tables import COLUMNS, require

MEMORY = "2GB"
_VIEWS = (
    " · the views are report, claim, attribution, reading, failure; questions are put together by `reportedly load`"
)


def query(sql: str, folder: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows that a query gives; the views `report`, `claim`, `attribution`, `reading`, `failure` are there.

    They are named as the ledger's tables; each is also there under the name of its files (`reports`, …). The query
    may read these files, and nothing else. Raises BadSetting where it's wrong.
    """
    duckdb = require("duckdb")
    if not (folder / MANIFEST).exists():
        raise BadSetting(f"{folder} holds no run of `reportedly bulk`: name the folder given to its --out with --dir")
    files = {table: sorted(str(path) for path in folder.absolute().glob(f"{table}-*.parquet")) for table in COLUMNS}
    with closing(duckdb.connect(config={"memory_limit": MEMORY})) as connection:
        try:
            connection.execute(f"SET allowed_paths = [{_listed([path for some in files.values() for path in some])}]")
            for table, some in files.items():
                _view(connection, table, some)
            connection.execute("SET enable_external_access = false")
            connection.execute("SET lock_configuration = true")
            # what may be read by its path may be written, too: only what can't write is let in
            statements = connection.extract_statements(sql)
            if not statements or any(one.type != duckdb.StatementType.SELECT for one in statements):
                raise BadSetting("DuckDB may only be asked for rows here: begin with SELECT, FROM, WITH or DESCRIBE")
            found = connection.execute(sql)
            names = [one[0] for one in found.description or ()]
            while rows := found.fetchmany(1000):
                yield from (dict(zip(names, row, strict=True)) for row in rows)
        except duckdb.Error as error:
            hint = _VIEWS if isinstance(error, duckdb.CatalogException) and "Table" in str(error) else ""
            raise BadSetting(f"DuckDB: {' '.join(str(error).split())}{hint}") from error


def _listed(paths: list[str]) -> str:
    return ", ".join("'" + path.replace("'", "''") + "'" for path in paths)


def _view(connection: Any, table: str, files: list[str]) -> None:
    """Make the views of a table; one without any file is empty."""
    columns = ", ".join(f'NULL::VARCHAR AS "{name}"' for name in COLUMNS[table])
    there = f"read_parquet([{_listed(files)}])"
    source = f"FROM {there}" if files else f"SELECT {columns} WHERE false"
    for name in (table, table.removesuffix("s")):
        connection.execute(f'CREATE VIEW "{name}" AS {source}')
