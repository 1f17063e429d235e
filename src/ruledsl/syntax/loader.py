"""The grammar's loader: finds `ruledsl.lark`, builds Lark's parser from it once a process, and keeps a copy on disk.

Handed nothing, it hands on the grammar's text and one `Lark` parser with the three start rules. The copy lies in the
user's own cache directory under a name made from the grammar, Lark and Python, so it cannot be stale; it holds plain
data and is read as nothing else; one that cannot be read or written is passed over in silence.
"""

from __future__ import annotations

import functools
import io
import pickle
import sys
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ruledsl.disk_cache import read_blob, write_blob

if TYPE_CHECKING:
    from lark import Lark

START_RULES = ("vocabulary_line", "ruleset_line", "scenario_line")


@functools.cache
def grammar_text() -> str:
    """The text of the grammar file: the checkout's, or the one inside the wheel."""
    checkout = Path(__file__).resolve().parents[3] / "grammar" / "ruledsl.lark"
    if checkout.is_file():
        return checkout.read_text(encoding="utf-8")
    return resources.files("ruledsl").joinpath("_data", "grammar", "ruledsl.lark").read_text(encoding="utf-8")


@functools.cache
def parser() -> Lark:
    """The parser of logical lines, one for all three start rules; thread-safe, as Lark's LALR parsers are."""
    kept = _read()
    if kept is not None:
        return kept
    built = build(grammar_text())
    _keep(built)
    return built


def build(grammar: str) -> Lark:
    """A parser built from a grammar's text; takes about a third of a second. Raises Lark's `GrammarError`."""
    from lark import Lark

    return Lark(grammar, parser="lalr", start=list(START_RULES), propagate_positions=True, maybe_placeholders=True)


# ------------------------------------------------------------------------------------ the copy on disk


def _key() -> str:
    import lark

    return f"parser\n{lark.__version__} {sys.version} {START_RULES}\n{grammar_text()}"


class _PlainData(pickle.Unpickler):
    """Reads numbers, texts, lists and dicts; a file that asks for anything else is refused, so none can run code."""

    def find_class(self, module: str, name: str) -> Any:
        raise pickle.UnpicklingError(f"{module}.{name} in a file of plain data")


def _read() -> Lark | None:
    content = read_blob(_key())
    if content is None:
        return None
    try:
        data, names = _PlainData(io.BytesIO(content)).load()
        from lark import Lark

        # What the stand-alone parsers that Lark generates do.
        kept: Lark = Lark._load_from_dict(data, names)  # type: ignore[no-untyped-call]
        _try_out(kept)
    # Whatever is wrong with the copy, the grammar is at hand to build a new one from.
    except Exception:
        return None
    return kept


def _try_out(kept: Lark) -> None:
    for start in START_RULES:
        kept.parse_interactive("", start=start)
    kept.parse("uses government", start="vocabulary_line")


def _keep(built: Lark) -> None:
    from lark.grammar import Rule
    from lark.lexer import TerminalDef

    write_blob(_key(), pickle.dumps(built.memo_serialize([TerminalDef, Rule])))
