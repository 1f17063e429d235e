"""What `ruledsl test --update` says: the lines that stay as they are, with the reason, and how many there are of each.

Handed the updates of files, it hands on lines; the changes themselves are shown by `diff_text`.
"""

from __future__ import annotations

from collections.abc import Sequence

from ruledsl.report.layout import Page, hanging, harmless
from ruledsl.report.wording import REFUSALS, TESTS, UPDATES, listed, phrase
from ruledsl.trials.updating import FileUpdate, LineUpdate


def refusal_lines(line: LineUpdate, page: Page) -> list[str]:
    """One line that stays as it is: where it stands, what it says, and why."""
    head = UPDATES["kept_as_is"](page.lang)
    place = f"{line.span.file}:{line.span.line}" if line.span.line else line.span.file
    where = phrase("comma", page.lang).join([place, line.title])
    first, *rest = hanging(f"{head}  ", harmless(where), page.columns, 4)
    return [
        page.paint(head, "bold", "yellow") + first[len(head) :],
        *rest,
        *_row(TESTS["expected"](page.lang), harmless(line.text), page),
        *_row(UPDATES["because"](page.lang), REFUSALS[line.reason](page.lang), page),
    ]


def summary(updates: Sequence[FileUpdate], page: Page, *, written: bool) -> str:
    """`2 lines are rewritten in 1 file, 1 line cannot be.`"""
    changed = [update for update in updates if update.rewritten]
    lines = sum(len(update.rewritten) for update in updates)
    refused = sum(len(update.refused) for update in updates)
    parts = []
    if lines:
        key = "done" if written else "would"
        what = UPDATES[f"{key}_one"](page.lang) if lines == 1 else UPDATES[key](page.lang, n=lines)
        files = "in_file" if len(changed) == 1 else "in_files"
        parts.append(UPDATES[files](page.lang, what=what, n=len(changed)))
    if refused:
        parts.append(UPDATES["left_one"](page.lang) if refused == 1 else UPDATES["left"](page.lang, n=refused))
    return listed(parts, page.lang, "comma") if parts else UPDATES["nothing"](page.lang)


def _row(label: str, text: str, page: Page) -> list[str]:
    return hanging(f"  {label}{phrase('colon', page.lang)}", text, page.columns, 6)
