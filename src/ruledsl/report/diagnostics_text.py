"""Diagnostics as text: the message with its code, the place, the line with what is meant underlined, and the help.

Handed `Diagnostics` and a `Page`, it hands on lines for the terminal, all of them plain on a plain page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from ruledsl.diagnostics import Diagnostic, Diagnostics, Severity
from ruledsl.report.layout import Page, harmless, width, wrap
from ruledsl.source import Source, Span

TAB_STOP: Final = 4

MOST_SHOWN: Final = 1000
"""Diagnostics that are written out; of more, only the number is said."""

_COLOURS: Final = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


def render(diagnostics: Diagnostics, page: Page | None = None) -> str:
    """All diagnostics, by file and place, with a last line that counts them; nothing if there are none."""
    page = page or Page()
    items = in_order(diagnostics)
    if not items:
        return ""
    blocks = ["\n".join(diagnostic_lines(item, diagnostics.sources, page)) for item in items[:MOST_SHOWN]]
    if len(items) > MOST_SHOWN:
        blocks.append(f"… and {len(items) - MOST_SHOWN} more, which are not shown")
    return "\n\n".join([*blocks, summary(items)]) + "\n"


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The diagnostics by file (in the order in which the files first appear) and place; exact repeats once."""
    items = list(dict.fromkeys(diagnostics))
    files: dict[str, int] = {}
    for item in items:
        files.setdefault(item.span.file, len(files))
    return sorted(items, key=lambda item: (files[item.span.file], item.span.start))


def diagnostic_lines(diagnostic: Diagnostic, sources: Mapping[str, Source], page: Page) -> list[str]:
    """One diagnostic."""
    colour = _COLOURS[diagnostic.severity]
    head = page.paint(f"{diagnostic.severity}[{diagnostic.code}]", "bold", colour)
    message = wrap(harmless(diagnostic.message), page.columns - width(f"{diagnostic.severity}[{diagnostic.code}]: "))
    lines = [f"{head}: {page.paint(message[0], 'bold')}", *(f"  {page.paint(line, 'bold')}" for line in message[1:])]
    lines += _place_lines(diagnostic.span, diagnostic.pointer, sources, page, colour)
    for text, span in diagnostic.related:
        lines += [f"  {page.paint('note:', 'cyan')} {harmless(text)}"]
        lines += _place_lines(span, "", sources, page, "cyan")
    if diagnostic.help:
        first, *rest = wrap(harmless(diagnostic.help), page.columns - 8)
        lines += [f"  {page.paint('help:', 'green')} {first}", *(f"        {line}" for line in rest)]
    return lines


def summary(items: Iterable[Diagnostic]) -> str:
    """`2 errors, 1 warning in 1 file`."""
    items = list(items)
    counts = {severity: sum(item.severity is severity for item in items) for severity in Severity}
    words = [_plural(n, _NOUNS[severity]) for severity, n in counts.items() if n]
    files = {item.span.file for item in items if item.span.file}
    where = f" in {_plural(len(files), 'file')}" if files else ""
    return ", ".join(words) + where


_NOUNS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def _plural(n: int, noun: str) -> str:
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"


def _place_lines(span: Span, pointer: str, sources: Mapping[str, Source], page: Page, colour: str) -> list[str]:
    if not span.file and not pointer:
        return []
    place = harmless(span.file)
    if span.line:
        place += f":{span.line}:{span.column}"
    if pointer:
        place += f"{': ' if place else ''}{harmless(pointer)}"
    source = sources.get(span.file)
    if source is None or not 1 <= span.line <= source.line_count:
        return [f"  {page.paint('-->', 'blue')} {place}"]
    margin = len(str(span.line))
    bar = page.paint("|", "blue")
    text, before, marked = _excerpt(source, span, page.columns - margin - 3)
    return [
        f"{' ' * margin} {page.paint('-->', 'blue')} {place}",
        f"{' ' * margin} {bar}",
        f"{page.paint(str(span.line), 'blue')} {bar} {text}".rstrip(),
        f"{' ' * margin} {bar} {' ' * before}{page.paint('^' * marked, 'bold', colour)}",
    ]


def _excerpt(source: Source, span: Span, columns: int) -> tuple[str, int, int]:
    """The span's first line as it is shown, the cells before the mark and the cells it takes.

    A line longer than the page is cut around the mark.
    """
    line = source.line_text(span.line)
    start = min(span.column - 1, len(line))
    end = min(start + max(span.end - span.start, 0), len(line))
    before, marked, after = _shown(line[max(0, start - 4 * columns) : start], 0), "", ""
    marked = _shown(line[start : min(end, start + columns + 1)], width(before))
    after = _shown(line[end : end + columns], width(before) + width(marked)) if end - start <= columns else ""
    cells = max(width(marked), 1)
    if width(before) + cells > columns or (start > 4 * columns):
        before = "…" + _tail(before, max(columns - min(cells, columns // 2) - 2, 0) // 2)
    cells = min(cells, max(columns - width(before), 1))
    text = _cut(before + marked + after, columns)
    return text, width(before), cells


def _shown(text: str, column: int) -> str:
    """`text` with tabs as blanks up to the next stop and controls as escapes; it begins at cell `column`."""
    parts = harmless(text, tabs=True).split("\t")
    shown = parts[0]
    for part in parts[1:]:
        shown += " " * (TAB_STOP - (column + width(shown)) % TAB_STOP) + part
    return shown


def _tail(text: str, columns: int) -> str:
    kept = ""
    for char in reversed(text):
        if width(char + kept) > columns:
            break
        kept = char + kept
    return kept


def _cut(text: str, columns: int) -> str:
    if width(text) <= columns:
        return text
    kept = ""
    used = 0
    for char in text:
        used += width(char)
        if used > columns - 1:
            break
        kept += char
    return kept + "…"
