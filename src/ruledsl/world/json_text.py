"""JSON with places: a reader of JSON text that knows where each value stands, and says what is wrong in plain words.

Handed text, bytes or data that was parsed already, it hands on `JsonNode`s, or records diagnostics. Nothing that the
input holds makes it raise: wrong encodings, endless numbers, doubled keys and deep nesting are all diagnostics.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Final, TypeAlias

from attrs import frozen

from ruledsl.diagnostics import Diagnostics
from ruledsl.source import NOWHERE, Source, Span, span_of
from ruledsl.world.given import LONGEST_NUMBER, Place, exact_decimal, shown

DEEPEST: Final = 32
"""Levels of nesting that a document may have; a scenario needs eight."""

LONGEST_KEY: Final = 100
"""Characters of a key that a path gives: the path of each part holds all the keys above it."""

JsonData: TypeAlias = str | bytes | Mapping[str, object] | list[object]
"""A document: text, bytes in UTF-8, or what `json.load` made of it."""


@frozen
class Member:
    """A member of an object: where its key stands, and its value."""

    key_place: Place
    node: JsonNode


@frozen
class JsonNode:
    """A JSON value with its place: str, int, Decimal, bool, None, a tuple of nodes or a mapping of members."""

    value: str | int | Decimal | bool | tuple[JsonNode, ...] | Mapping[str, Member] | None
    place: Place

    @property
    def sort(self) -> str:
        """What it is, as a message says it."""
        match self.value:
            case bool():
                return "true" if self.value else "false"
            case None:
                return "null"
            case int() | Decimal():
                return "a number"
            case str():
                return "a text"
            case tuple():
                return "an array"
            case Mapping():
                return "an object"


def read_json(data: JsonData, name: str, diagnostics: Diagnostics) -> JsonNode | None:
    """The document's root, or None once what is wrong is reported. `name` is the file's name."""
    before = len(diagnostics)
    if isinstance(data, bytes):
        text = _decoded(data, name, diagnostics)
        if text is None:
            return None
        data = text
    if isinstance(data, str):
        source = diagnostics.add_source(Source(name, data.removeprefix("\ufeff")))
        try:
            root = _Scanner(source, diagnostics).document()
        except _Stop:
            return None
    else:
        try:
            root = _Data(name, diagnostics).node(data, "", 0)
        except _Stop:
            return None
    return root if len(diagnostics) == before else None


def child(pointer: str, key: str | int) -> str:
    """The path of a part: `events[3].date`; a key that is no plain word is quoted, and one that none could read cut."""
    if isinstance(key, int):
        return f"{pointer}[{key}]"
    if len(key) > LONGEST_KEY:
        key = key[: LONGEST_KEY - 1] + "…"
    if re.fullmatch(r"[^\W\d]\w*", key) is None:
        return f"{pointer}[{json.dumps(key)}]"
    return f"{pointer}.{key}" if pointer else key


class _Stop(Exception):
    """The rest of the document cannot be read; why is in the diagnostics."""


def _decoded(data: bytes, name: str, diagnostics: Diagnostics) -> str | None:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        help = "save the file as UTF-8"
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            help += " (it is UTF-16 now)"
        line = data.count(b"\n", 0, error.start) + 1
        message = f"the text is not UTF-8: byte 0x{data[error.start]:02x} in line {line} cannot be read"
        diagnostics.error("RD004", message, Span(name, 0, 0, 1, 1), help)
        return None


_SPACE: Final = re.compile(r"[ \t\n\r]*")
_NUMBER: Final = re.compile(r"-?[0-9]+(?:\.[0-9]*)?(?:[eE][+-]?[0-9]*)?")
_STRICT_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_PLAIN: Final = re.compile(r'[^"\\\x00-\x1f]*')
_WORD: Final = re.compile(r"-?[^\W\d]\w*")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_CODE_UNIT: Final = re.compile(r"\\u([0-9a-fA-F]{4})")
_ESCAPES: Final = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_WORDS: Final[dict[str, bool | None]] = {"true": True, "false": False, "null": None}


class _Scanner:
    """A recursive reader of one text; the depth is bounded."""

    def __init__(self, source: Source, diagnostics: Diagnostics) -> None:
        self.source = source
        self.text = source.text
        self.diagnostics = diagnostics
        self.at = 0

    def document(self) -> JsonNode:
        self.space()
        if self.at == len(self.text):
            raise self.fault("the document is empty", self.at, "a scenario is at least { }")
        root = self.value("", 0)
        self.space()
        if self.at < len(self.text):
            raise self.fault(
                "the document goes on after its end", self.at, "a document is one value in one pair of brackets"
            )
        return root

    # ------------------------------------------------------------------------------------------ telling

    def place(self, start: int, pointer: str) -> Place:
        return Place(span_of(self.source, start, self.at), pointer)

    def fault(self, message: str, at: int, help: str = "", pointer: str = "") -> _Stop:
        """Report that the text is no JSON at `at`; hands on what to raise."""
        end = min(at + 1, len(self.text))
        self.diagnostics.error("RD530", message, span_of(self.source, at, end), help, pointer=pointer)
        return _Stop()

    # ------------------------------------------------------------------------------------------ values

    def space(self) -> None:
        match = _SPACE.match(self.text, self.at)
        self.at = match.end() if match else self.at
        if self.text.startswith(("//", "/*", "#", "--"), self.at):
            raise self.fault("JSON has no comments", self.at, "take the comment out, or write it as an entry of notes")

    def value(self, pointer: str, depth: int) -> JsonNode:
        start = self.at
        character = self.text[start : start + 1]
        if character in "{[" and character:
            if depth >= DEEPEST:
                span = span_of(self.source, start, start + 1)
                self.diagnostics.error(
                    "RD534", f"the document nests deeper than {DEEPEST} levels", span, pointer=pointer
                )
                raise _Stop
            return self.object(pointer, depth) if character == "{" else self.array(pointer, depth)
        if character == '"':
            text = self.string(pointer)
            return JsonNode(text, self.place(start, pointer))
        number = _NUMBER.match(self.text, start)
        if number is not None:
            return self.number(number[0], pointer)
        word = _WORD.match(self.text, start)
        if word is not None and word[0] in _WORDS:
            self.at = word.end()
            return JsonNode(_WORDS[word[0]], self.place(start, pointer))
        if word is not None and word[0].lstrip("-") in ("NaN", "Infinity"):
            self.at = word.end()
            place = self.place(start, pointer)
            self.diagnostics.error("RD533", f"'{word[0]}' is not a number", place.span, pointer=pointer)
            return JsonNode(None, place)
        if word is not None:
            help = {"True": "write true", "False": "write false", "None": "write null", "yes": "write true"}
            otherwise = "put a text in quotes"
            if start == 0:
                otherwise = "a document begins with {; a scenario in the language has a file that ends in .scenario"
            raise self.fault(f"'{word[0]}' is not a JSON value", start, help.get(word[0], otherwise), pointer)
        if not character:
            raise self.fault("the document ends before its end", start, "a bracket is not closed", pointer)
        if character in "'“”‘’「":
            raise self.fault("a text in JSON stands in straight double quotes", start, 'write "…"', pointer)
        raise self.fault(f"{character!a} cannot stand here", start, self.hint(character), pointer)

    @staticmethod
    def hint(character: str) -> str:
        return "take out the comma before it" if character in "]}" else "a value is missing" if character == "," else ""

    def object(self, pointer: str, depth: int) -> JsonNode:
        start = self.at
        self.at += 1
        members: dict[str, Member] = {}
        self.space()
        while not self.text.startswith("}", self.at):
            self.member(members, pointer, depth)
            self.space()
            if not self.comma("}", pointer):
                break
        self.at += 1
        return JsonNode(members, self.place(start, pointer))

    def member(self, members: dict[str, Member], pointer: str, depth: int) -> None:
        start = self.at
        if not self.text.startswith('"', start):
            if start == len(self.text):
                raise self.fault("the document ends before its end", start, "'}' is missing", pointer)
            raise self.fault("a key in straight double quotes is missing", start, 'write "key": value', pointer)
        key = self.string(pointer)
        inner = child(pointer, key)
        key_place = self.place(start, inner)
        self.space()
        if not self.text.startswith(":", self.at):
            raise self.fault(f"':' is missing after the key \"{key[:40]}\"", self.at, "", inner)
        self.at += 1
        self.space()
        node = self.value(inner, depth + 1)
        if key in members:
            self.diagnostics.error(
                "RD532",
                f'the key "{key}" stands twice in one object',
                key_place.span,
                "keep one of them",
                pointer=inner,
                related=(("the first stands here", members[key].key_place.span),),
            )
            return
        members[key] = Member(key_place, node)

    def comma(self, closing: str, pointer: str) -> bool:
        """Whether another part follows; the closing bracket is left to the caller."""
        if self.text.startswith(closing, self.at):
            return False
        if not self.text.startswith(",", self.at):
            end = self.at == len(self.text)
            what = "the document ends before its end" if end else f"',' or '{closing}' is missing"
            raise self.fault(what, self.at, f"'{closing}' is missing" if end else "", pointer)
        comma = self.at
        self.at += 1
        self.space()
        if self.text.startswith(closing, self.at):
            raise self.fault(f"a comma stands before '{closing}'", comma, "take the comma out", pointer)
        return True

    def array(self, pointer: str, depth: int) -> JsonNode:
        start = self.at
        self.at += 1
        items: list[JsonNode] = []
        self.space()
        while not self.text.startswith("]", self.at):
            items.append(self.value(child(pointer, len(items)), depth + 1))
            self.space()
            if not self.comma("]", pointer):
                break
        self.at += 1
        return JsonNode(tuple(items), self.place(start, pointer))

    def number(self, text: str, pointer: str) -> JsonNode:
        start = self.at
        self.at += len(text)
        place = self.place(start, pointer)
        if _STRICT_NUMBER.fullmatch(text) is None:
            help = "a number has no leading zeros and ends with a digit"
            self.diagnostics.error("RD533", f"'{text[:40]}' is not a number in JSON", place.span, help, pointer=pointer)
            return JsonNode(None, place)
        value = _exact(text)
        if value is None:
            message = "the number is too long to reckon with"
            self.diagnostics.error("RD533", message, place.span, pointer=pointer)
        return JsonNode(value, place)

    def string(self, pointer: str) -> str:
        opening = self.at
        self.at += 1
        pieces: list[str] = []
        while True:
            plain = _PLAIN.match(self.text, self.at)
            assert plain is not None, "the pattern matches the empty text"
            pieces.append(plain[0])
            self.at = plain.end()
            character = self.text[self.at : self.at + 1]
            if character == '"':
                self.at += 1
                break
            if character == "\\":
                pieces.append(self.escape(pointer))
            elif not character or character in "\r\n":
                raise self.fault(
                    "the text is not closed", opening, "close it with a double quote in the same line", pointer
                )
            else:
                raise self.fault(
                    f"the character {character!a} cannot stand in a text", self.at, "write \\t for a tab", pointer
                )
        text = "".join(pieces)
        if _SURROGATE.search(text) is not None:
            # Pairs were joined where they were read; what is left is half a character, which no file can hold.
            raise self.fault("the text holds half a character (a lone surrogate)", opening, "", pointer)
        return text

    def escape(self, pointer: str) -> str:
        start = self.at
        letter = self.text[start + 1 : start + 2]
        if letter in _ESCAPES and letter:
            self.at += 2
            return _ESCAPES[letter]
        code = self.code_unit(start)
        if code is None:
            help = "a backslash itself is written \\\\"
            raise self.fault(f"{self.text[start : start + 2]!a} is not an escape", start, help, pointer)
        self.at += 6
        low = self.code_unit(self.at) if 0xD800 <= code < 0xDC00 else None
        if low is not None and 0xDC00 <= low < 0xE000:
            self.at += 6
            return chr(0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00))
        return chr(code)

    def code_unit(self, at: int) -> int | None:
        match = _CODE_UNIT.match(self.text, at)
        return None if match is None else int(match[1], 16)


def _exact(text: str) -> int | Decimal | None:
    """A number exactly: whole if it is whole; None if it has no end of digits."""
    if len(text) > LONGEST_NUMBER:
        return None
    try:
        exact = exact_decimal(Decimal(text))
    except InvalidOperation:
        return None
    if exact is None:
        return None
    return exact.numerator if exact.denominator == 1 else Decimal(text)


class _Data:
    """Nodes of data that was parsed already; there are no places, only paths."""

    def __init__(self, name: str, diagnostics: Diagnostics) -> None:
        self.name = name
        self.diagnostics = diagnostics

    def node(self, data: object, pointer: str, depth: int) -> JsonNode:
        place = Place(NOWHERE, pointer)
        if depth > DEEPEST:
            self.diagnostics.error("RD534", f"the document nests deeper than {DEEPEST} levels", pointer=pointer)
            raise _Stop
        match data:
            case None | bool():
                return JsonNode(data, place)
            case str():
                if _SURROGATE.search(data) is not None:
                    self.diagnostics.error(
                        "RD530", "the text holds half a character (a lone surrogate)", pointer=pointer
                    )
                return JsonNode(data, place)
            case int() | Decimal() | Fraction():
                return self.number(data, place)
            case Mapping():
                members: dict[str, Member] = {}
                for key, value in data.items():
                    if isinstance(key, str) and _SURROGATE.search(key) is None:
                        inner = child(pointer, key)
                        members[key] = Member(Place(NOWHERE, inner), self.node(value, inner, depth + 1))
                    else:
                        self.diagnostics.error("RD531", f"{shown(key)} cannot be a key", pointer=pointer)
                return JsonNode(members, place)
            case list() | tuple():
                return JsonNode(
                    tuple(self.node(item, child(pointer, i), depth + 1) for i, item in enumerate(data)), place
                )
            case float():
                help = 'give an exact number: a Decimal, or a text such as "0.1" (json.load has parse_float=Decimal)'
                self.diagnostics.error("RD533", f"{data} is not an exact number", help=help, pointer=pointer)
            case _:
                self.diagnostics.error("RD531", f"{shown(data)} has no place in JSON", pointer=pointer)
        return JsonNode(None, place)

    def number(self, data: int | Decimal | Fraction, place: Place) -> JsonNode:
        if isinstance(data, int) and abs(data) < 10**LONGEST_NUMBER:
            return JsonNode(data, place)
        exact = exact_decimal(data) if isinstance(data, Decimal) else None
        if exact is not None and isinstance(data, Decimal):
            return JsonNode(exact.numerator if exact.denominator == 1 else data, place)
        self.diagnostics.error("RD533", f"{shown(data)} has no place in JSON", pointer=place.pointer)
        return JsonNode(None, place)
