"""Contract data as plain JSON-able data, exactly, and back. Handed any frozen attrs data of the house (rulesets,
norms, scenarios, verdicts) and its type, `to_plain` hands on dicts, lists, texts, numbers and None; `from_plain`
hands back what is equal to the first.

The form follows the types that the classes declare: an object is a dict of its fields, those at their default left
out, with its class's name under `@` only where the type leaves several classes open. Fractions are texts, sets are
sorted lists, mappings with keys that are no texts are lists of pairs.
"""

from __future__ import annotations

import functools
import types
import typing
from collections.abc import Callable, Mapping
from enum import Enum
from fractions import Fraction
from inspect import isclass
from typing import Any, TypeAlias, TypeVar, Union, get_args, get_origin

import attrs

T = TypeVar("T")
Plain: TypeAlias = Any
"""Dicts with text keys, lists, texts, whole numbers, booleans and None."""

_TAG = "@"
_PRIMITIVES = (bool, int, str, type(None))


class NotPlain(ValueError):
    """Plain data that does not stand for a value of the type, or a value of which the type knows nothing."""


def to_plain(value: object, type: object = None) -> Plain:
    """`value` as plain data; `type` is its declared type, its own class if none is given."""
    return _coder(value.__class__ if type is None else type).encode(value)


def from_plain(type: type[T], plain: Plain) -> T:
    """The value of `type` that the plain data stands for. Raises NotPlain."""
    try:
        return typing.cast(T, _coder(typing.cast(Any, type)).decode(plain))
    except NotPlain:
        raise
    except (TypeError, ValueError, KeyError, AttributeError, ZeroDivisionError) as error:
        raise NotPlain(f"this does not stand for a {getattr(type, '__name__', type)}: {error}") from error


# ------------------------------------------------------------------------------------------------ coders


@attrs.frozen
class _Coder:
    encode: Callable[[Any], Plain]
    decode: Callable[[Plain], Any]


@functools.cache
def _coder(type: Any) -> _Coder:
    """The two functions for a type. A class that holds itself is coded through a later look-up."""
    origin = get_origin(type)
    arguments = get_args(type)
    if type in _PRIMITIVES or type is None:
        return _Coder(_same, _checked(type))
    if type is object:
        return _Coder(_encode_any, _decode_any)
    if type is Fraction:
        return _Coder(str, Fraction)
    if origin is Union or origin is types.UnionType:
        return _union(arguments)
    if origin is tuple:
        return _tuple(arguments)
    if origin is frozenset:
        return _frozenset(arguments[0])
    if origin is not None and issubclass(origin, Mapping):
        return _mapping(*arguments)
    if isclass(type) and issubclass(type, Enum):
        return _Coder(lambda member: member.value, type)
    if attrs.has(type):
        return _object(type)
    raise NotPlain(f"{type!r} is no type of contract data")


def _same(value: Plain) -> Plain:
    return value


def _checked(kind: Any) -> Callable[[Plain], Plain]:
    wanted = type(None) if kind is None else kind

    def decode(plain: Plain) -> Plain:
        if type(plain) is not wanted:
            raise NotPlain(f"{plain!r} is no {wanted.__name__}")
        return plain

    return decode


def _object(cls: type[attrs.AttrsInstance]) -> _Coder:
    hints = _hints(cls)
    fields = [(field, field.name, hints[field.name]) for field in attrs.fields(cls) if field.init]

    def encode(value: Any) -> Plain:
        found: dict[str, Plain] = {}
        for field, name, hint in fields:
            part = getattr(value, name)
            if not _is_default(field, part):
                found[field.alias] = _coder(hint).encode(part)
        return found

    def decode(plain: Plain) -> Any:
        given = {key: part for key, part in plain.items() if key != _TAG}
        by_alias = {field.alias: hint for field, _, hint in fields}
        if not given.keys() <= by_alias.keys():
            raise NotPlain(f"{cls.__name__} has no field {', '.join(sorted(given.keys() - by_alias.keys()))}")
        return cls(**{key: _coder(by_alias[key]).decode(part) for key, part in given.items()})

    return _Coder(encode, decode)


def _hints(cls: type) -> dict[str, Any]:
    return typing.get_type_hints(cls)


def _is_default(field: attrs.Attribute[Any], value: object) -> bool:
    default: Any = field.default
    if default is attrs.NOTHING:
        return False
    if hasattr(default, "factory"):
        default = default.factory()
    return type(default) is type(value) and default == value


def _tuple(arguments: tuple[Any, ...]) -> _Coder:
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        item = arguments[0]
        return _Coder(
            lambda values: [_coder(item).encode(value) for value in values],
            lambda plain: tuple(_coder(item).decode(value) for value in plain),
        )
    return _Coder(
        lambda values: [_coder(item).encode(value) for item, value in zip(arguments, values, strict=True)],
        lambda plain: tuple(_coder(item).decode(value) for item, value in zip(arguments, plain, strict=True)),
    )


def _frozenset(item: Any) -> _Coder:
    return _Coder(
        lambda values: sorted((_coder(item).encode(value) for value in values), key=repr),
        lambda plain: frozenset(_coder(item).decode(value) for value in plain),
    )


def _mapping(key: Any, item: Any) -> _Coder:
    if key is str:
        return _Coder(
            lambda values: {name: _coder(item).encode(value) for name, value in values.items()},
            lambda plain: {name: _coder(item).decode(value) for name, value in plain.items()},
        )
    return _Coder(
        lambda values: [[_coder(key).encode(k), _coder(item).encode(v)] for k, v in values.items()],
        lambda plain: {_coder(key).decode(k): _coder(item).decode(v) for k, v in plain},
    )


# ------------------------------------------------------------------------------------------------ unions


def _union(arguments: tuple[Any, ...]) -> _Coder:
    """One of several types: primitives stand for themselves, and so does the only other one; else a tag says which."""
    members = tuple(argument for argument in arguments if argument not in _PRIMITIVES)
    primitives = tuple(argument for argument in arguments if argument in _PRIMITIVES)
    if len(members) == 1 and not (str in primitives and _is_text(members[0])):
        only = members[0]

        def encode_only(value: Any) -> Plain:
            return value if type(value) in primitives else _coder(only).encode(value)

        def decode_only(plain: Plain) -> Any:
            return plain if type(plain) in primitives else _coder(only).decode(plain)

        return _Coder(encode_only, decode_only)
    tags = {_tag_of(member): member for member in members}

    def encode(value: Any) -> Plain:
        if type(value) in primitives:
            return value
        tag = _tag_of_value(value)
        if tag not in tags:
            raise NotPlain(f"{value!r} is none of {', '.join(tags)}")
        inner = _coder(tags[tag]).encode(value)
        return {_TAG: tag, **inner} if isinstance(inner, dict) and attrs.has(type(value)) else {_TAG: tag, "is": inner}

    def decode(plain: Plain) -> Any:
        if type(plain) in primitives:
            return plain
        tag = plain[_TAG]
        if tag not in tags:
            raise NotPlain(f"{tag!r} is none of {', '.join(tags)}")
        member = tags[tag]
        return _coder(member).decode(plain if attrs.has(_class_of(member)) else plain["is"])

    return _Coder(encode, decode)


def _is_text(member: Any) -> bool:
    """Whether the plain form of a member is a text: fractions and enums."""
    return member is Fraction or (isclass(member) and issubclass(member, Enum))


def _class_of(member: Any) -> Any:
    return get_origin(member) or member


def _tag_of(member: Any) -> str:
    return str(_class_of(member).__name__)


def _tag_of_value(value: object) -> str:
    if isinstance(value, Mapping):
        return "Mapping"
    return type(value).__name__


def _encode_any(value: object) -> Plain:
    """A value of which the declared type says nothing: only primitives can be kept."""
    if type(value) not in _PRIMITIVES:
        raise NotPlain(f"{value!r} has no declared type")
    return value


def _decode_any(plain: Plain) -> object:
    return plain
