"""What a user may set: in one TOML file, by environment variables, by flags; the later wins over the earlier.

The file is `settings.toml` in the user's configuration folder, or the one that `REPORTEDLY_SETTINGS` names. A variable
is named as its setting: `REPORTEDLY_LEDGER`, `REPORTEDLY_FETCH__DELAY`. `docs/reference/settings.md` is made from here.
"""

import os
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, ValidationInfo, field_validator

from .errors import BadSetting

FILE_VARIABLE = "REPORTEDLY_SETTINGS"
_PREFIX = "REPORTEDLY_"
# Variables of this prefix that other parts read: no settings, and no mistakes.
_OTHERS = frozenset((FILE_VARIABLE,))
_LIKENESS = 0.9
"""How like a setting's name a variable is at least that is taken for a slip of the pen (`difflib`'s ratio)."""
LARGEST_FILE = 1_000_000


def _home(path: Path) -> Path:
    return path.expanduser()


HomePath = Annotated[Path, AfterValidator(_home)]


class _Part(BaseModel):
    """One table of the file: what isn't known in it is a mistake, and said."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class FetchSettings(_Part):
    """How pages are fetched."""

    delay: float = Field(default=1.0, ge=0, le=3600, description="Seconds a host rests between two requests, at least.")
    hosts: int = Field(default=8, ge=1, le=64, description="Hosts that are asked at the same time.")
    timeout: float = Field(
        default=20.0, gt=0, le=600, description="Seconds until a connection stands, or more of a page comes."
    )
    deadline: float = Field(default=90.0, gt=0, le=3600, description="Seconds that one page may take, all told.")
    attempts: int = Field(default=3, ge=1, le=10, description="How often an address is asked that fails for a while.")
    contact: str | None = Field(
        default=None,
        pattern=r"^[\x20-\x7e]{1,200}$",
        description="Your address or page, told to the sites that are asked.",
    )
    allow_private: bool = Field(
        default=False, description="Fetch from private, loopback and link-local addresses, too."
    )
    cache: bool = Field(default=True, description="Keep answers, and ask again only for what may have changed.")


class WatchSettings(_Part):
    """How feeds are polled."""

    shortest: float = Field(default=300.0, ge=1, description="Seconds between two polls of a feed that changes often.")
    longest: float = Field(
        default=86_400.0,
        ge=1,
        validate_default=True,
        description="Seconds between two polls of a feed that hardly changes.",
    )
    full_text: bool = Field(
        default=True, description="Fetch the page of each entry, not only what the feed holds of it."
    )

    @field_validator("longest")
    @classmethod
    def _not_shorter(cls, longest: float, told: ValidationInfo) -> float:
        """Refuse a longest pause that is shorter than the shortest."""
        if longest < told.data.get("shortest", 0.0):
            raise ValueError(f"it is less than watch.shortest, {told.data['shortest']:g}")
        return longest


class BulkSettings(_Part):
    """How archives are read."""

    workers: int = Field(
        default=0, ge=0, le=1024, description="Processes that read; 0: as many as there are processors."
    )


class Settings(_Part):
    """All that may be set; each has a default that works."""

    ledger: str | None = Field(
        default=None, description="The ledger: a file, or a PostgreSQL address. Default: in your data folder."
    )
    reader: Literal["default", "fast"] = Field(
        default="default", description="`fast` reads with the lower half of the network: sooner, and it misses more."
    )
    fetch: FetchSettings = FetchSettings()
    watch: WatchSettings = WatchSettings()
    bulk: BulkSettings = BulkSettings()


def settings_path() -> Path:
    """Give where the settings' file is, or would be."""
    named = os.environ.get(FILE_VARIABLE)
    if named:
        return Path(named).expanduser()
    from platformdirs import user_config_path

    return user_config_path("reportedly", appauthor=False) / "settings.toml"


@cache
def settings() -> Settings:
    """Read the settings, once. Raises BadSetting, which names the file or variable and what is wrong with it."""
    _check_variables()
    try:
        return Settings.model_validate(_with_variables(_of_file(settings_path())))
    except ValidationError as error:
        raise BadSetting("; ".join(_told(dict(one)) for one in error.errors())) from error


def _of_file(path: Path) -> dict[str, Any]:
    """Read the file; none is an empty one."""
    import tomllib

    try:
        if path.stat().st_size > LARGEST_FILE:
            raise BadSetting(f"{path} is no settings' file: it has more than {LARGEST_FILE // 1_000_000} MB")
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        if os.environ.get(FILE_VARIABLE):
            raise BadSetting(
                f"there is no file {path}: set {FILE_VARIABLE} to the settings' file, or unset it"
            ) from error
        return {}
    except OSError as error:
        raise BadSetting(f"{path} can't be read ({error.strerror}): check its permissions") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadSetting(f"{path} isn't TOML ({error}): see the settings' reference") from error


def _with_variables(given: dict[str, Any]) -> dict[str, Any]:
    """Put what variables set in the place of what the file says."""
    for variable, (place, _) in names().items():
        if (value := os.environ.get(_PREFIX + variable)) is not None:
            *table, name = place.split(".")
            # where the file has no table there, that is a mistake, and is said as one
            part = given.setdefault(table[0], {}) if table else given
            if isinstance(part, dict):
                part[name] = value
    return given


def _check_variables() -> None:
    """Refuse a variable that looks like a setting and is none: a slip of the pen would else go unseen."""
    known = {f"{_PREFIX}{one}" for one in names()} | _OTHERS
    for name in os.environ:
        if not name.startswith(_PREFIX) or name in known:
            continue
        meant = get_close_matches(name, known, n=1, cutoff=_LIKENESS)
        if "__" in name or meant:
            hint = f" (is {meant[0]} meant?)" if meant else ""
            raise BadSetting(f"the environment's {name} is no setting{hint}: `reportedly doctor --settings` lists them")


def names() -> dict[str, tuple[str, Any]]:
    """Give each setting's variable, without prefix, with its place in the file and its field."""
    found: dict[str, tuple[str, Any]] = {}
    for name, field in Settings.model_fields.items():
        kind = field.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            for part, inner in kind.model_fields.items():
                found[f"{name}__{part}".upper()] = (f"{name}.{part}", inner)
        else:
            found[name.upper()] = (name, field)
    return found


def origins() -> dict[str, str]:
    """Say of each setting, by its place in the file, where its value comes from, without what flags say."""
    file = _of_file(settings_path())
    found = {}
    for variable, (place, _) in names().items():
        *table, name = place.split(".")
        part = file.get(table[0], {}) if table else file
        if f"{_PREFIX}{variable}" in os.environ:
            found[place] = "from the environment"
        else:
            found[place] = "from the file" if isinstance(part, dict) and name in part else "by default"
    return found


def _told(error: dict[str, Any]) -> str:
    """Say what is wrong with one setting, and where it was set."""
    place = ".".join(map(str, error["loc"]))
    variable = _PREFIX + "__".join(map(str, error["loc"])).upper()
    where = f"the environment's {variable}" if variable in os.environ else f"{settings_path()}: {place}"
    if error["type"] == "extra_forbidden":
        return f"{where} is no setting: `reportedly doctor --settings` lists them"
    said = str(error["msg"])
    return f"{where} makes no sense ({said[:1].lower()}{said[1:]})"


def default_ledger() -> str | Path:
    """Give the ledger's place: as set, a path or a PostgreSQL address; else a file in the user's data folder."""
    named = os.environ.get("REPORTEDLY_LEDGER") or settings().ledger
    if named:
        return named if "://" in named else Path(named).expanduser()
    from platformdirs import user_data_path

    return user_data_path("reportedly", appauthor=False) / "ledger.sqlite"


def cache_folder() -> Path:
    """Give the folder for what can be had again: answers of servers."""
    from platformdirs import user_cache_path

    return user_cache_path("reportedly", appauthor=False)
