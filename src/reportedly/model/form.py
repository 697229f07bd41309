"""The JSON form of the model's types: out, in, and as a schema. One rule each way; no type writes its own."""

import json
from dataclasses import fields, is_dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from pydantic import TypeAdapter

T = TypeVar("T")
_ADAPTERS: "dict[Any, TypeAdapter[Any]]" = {}


_SCALARS = frozenset({str, int, bool, type(None)})
"""What stands as it is; most of a reading does."""


@cache
def _written(kind: type) -> tuple[tuple[str, str, bool], ...]:
    """Give (attribute, key, whether left out when None) of each field; `from_` and `in_` lose their underscore."""
    return tuple((one.name, one.name.removesuffix("_"), bool(one.metadata.get("omit_none"))) for one in fields(kind))


def to_plain(value: Any) -> Any:
    """Turn a value of the model into dicts, lists and scalars, in the order of the contract."""
    if type(value) in _SCALARS:
        return value
    if is_dataclass(value) and not isinstance(value, type):
        plain = {}
        for name, key, omit in _written(type(value)):
            part = getattr(value, name)
            if not (omit and part is None):
                plain[key] = to_plain(part)
        return plain
    if isinstance(value, (tuple, list)):
        return [to_plain(part) for part in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def to_json(value: Any, *, indent: int | None = None) -> str:
    """Write a value of the model as JSON, on one line unless `indent` is given."""
    return json.dumps(to_plain(value), ensure_ascii=False, indent=indent)


def _adapter(kind: Any) -> "TypeAdapter[Any]":
    """Build the validator of a type, once; pydantic is imported only where JSON is read or a schema is asked for."""
    if kind not in _ADAPTERS:
        from pydantic import ConfigDict, TypeAdapter

        config = ConfigDict(
            alias_generator=lambda name: name.removesuffix("_"),
            validate_by_name=True,
            json_schema_serialization_defaults_required=True,
        )
        for one in _dataclasses_in(kind):
            if "__pydantic_config__" not in vars(one):
                one.__pydantic_config__ = config
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]


def _dataclasses_in(kind: Any) -> set[Any]:
    """Collect the dataclasses that a type's fields lead to, itself included."""
    from typing import get_args, get_type_hints

    found: set[Any] = set()
    waiting = [kind]
    while waiting:
        one = waiting.pop()
        waiting.extend(get_args(one))
        if is_dataclass(one) and one not in found:
            found.add(one)
            waiting.extend(get_type_hints(one).values())
    return found


def from_json(kind: type[T], text: str | bytes) -> T:
    """Read a value of the model from JSON text. Raises pydantic.ValidationError where it isn't one."""
    value: T = _adapter(kind).validate_json(text)
    return value


def schema_of(kind: type) -> dict[str, Any]:
    """Give the JSON Schema (2020-12) of a type's JSON form; every field is required but those left out when None."""
    schema = _adapter(kind).json_schema(by_alias=True, mode="serialization")
    definitions = {kind.__name__: schema, **schema.get("$defs", {})}
    for one in _dataclasses_in(kind):
        optional = {key for _, key, omit in _written(one) if omit}
        definition = definitions[one.__name__]
        definition["required"] = [key for key in definition["required"] if key not in optional]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
