"""Contract data packed for the cache: small, and fast to unpack. Handed frozen attrs data, `pack` hands on bytes in
which each different object stands once; `unpack` hands back what is equal to the first.

The bytes are Python's own `marshal` of a table of rows (class, arguments), so they are good for one version of Python
and for data that is known to be unharmed: the cache keeps a checksum, and asks for nothing else.
"""

from __future__ import annotations

import marshal
from enum import Enum
from fractions import Fraction
from functools import cache
from typing import Any

import attrs


@cache
def _classes() -> dict[str, type]:
    """The classes that contract data is made of, by name."""
    from ruledsl import diagnostics, source
    from ruledsl.norms import expressions, model
    from ruledsl.world import values, vocabulary

    found: dict[str, type] = {"Fraction": Fraction}
    for module in (source, diagnostics, values, vocabulary, expressions, model):
        for name, member in vars(module).items():
            if isinstance(member, type) and (attrs.has(member) or issubclass(member, Enum)):
                found[name] = member
    return found


def pack(value: object) -> bytes:
    """`value` as bytes. Raises TypeError for what is no contract data."""
    packer = _Packer()
    root = packer.plain(value)
    return marshal.dumps((tuple(packer.names), tuple(packer.rows), root))


class _Packer:
    def __init__(self) -> None:
        self.names: dict[str, int] = {}
        self.rows: list[tuple[Any, ...]] = []
        self.seen: dict[tuple[Any, ...], int] = {}

    def plain(self, value: Any) -> Any:
        """Primitives as themselves; an object as a list with its row's number, a set as a list with its members."""
        match value:
            case Enum():
                return self.row(type(value), (value.value,))
            case None | bool() | int() | str():
                return value
            case Fraction():
                return self.row(Fraction, (value.numerator, value.denominator))
            case tuple():
                return tuple(self.plain(part) for part in value)
            case frozenset():
                return [None, tuple(self.plain(part) for part in sorted(value, key=repr))]
            case dict():
                return {self.key(key): self.plain(part) for key, part in value.items()}
            case _ if attrs.has(type(value)):
                return self.row(type(value), self.arguments(value))
            case _:
                raise TypeError(f"{value!r} is no contract data")

    def key(self, key: Any) -> Any:
        plain = self.plain(key)
        if isinstance(plain, list):
            raise TypeError(f"{key!r} cannot be a key in the cache")
        return plain

    def arguments(self, value: Any) -> tuple[Any, ...]:
        fields = [field for field in attrs.fields(type(value)) if field.init]
        given = [getattr(value, field.name) for field in fields]
        while given and _is_default(fields[len(given) - 1], given[-1]):
            given.pop()
        return tuple(self.plain(part) for part in given)

    def row(self, cls: type, arguments: tuple[Any, ...]) -> list[Any]:
        name = self.names.setdefault(cls.__name__, len(self.names))
        row = (name, *arguments)
        key = _hashable(row)
        if key not in self.seen:
            self.seen[key] = len(self.rows)
            self.rows.append(row)
        return [self.seen[key]]


def _hashable(row: Any) -> Any:
    """A key that tells rows apart, `1` from `True` too."""
    match row:
        case list() if len(row) == 1:
            return ("row", row[0])
        case list():
            return ("set", _hashable(row[1]))
        case tuple():
            return tuple(_hashable(part) for part in row)
        case dict():
            return ("dict", tuple((_hashable(key), _hashable(part)) for key, part in row.items()))
        case bool():
            return ("bool", row)
        case _:
            return row


def _is_default(field: attrs.Attribute[Any], value: object) -> bool:
    default = field.default
    return default is not attrs.NOTHING and type(default) is type(value) and default == value


def unpack(data: bytes) -> Any:
    """The value that `pack` made these bytes of. Raises ValueError, EOFError, TypeError or KeyError for other bytes."""
    names, rows, root = marshal.loads(data)
    known = _classes()
    classes = [known[name] for name in names]
    objects: list[Any] = []

    def value(plain: Any) -> Any:
        kind = type(plain)
        if kind is list:
            return objects[plain[0]] if len(plain) == 1 else frozenset([value(part) for part in plain[1]])
        if kind is tuple:
            return tuple([value(part) for part in plain])
        if kind is dict:
            return {value(key): value(part) for key, part in plain.items()}
        return plain

    add = objects.append
    for row in rows:
        add(classes[row[0]](*[value(part) for part in row[1:]]))
    return value(root)
