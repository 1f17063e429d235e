"""What a name is, for those who read lines without the grammar. The tests hold it equal to the grammar's NAME."""

from __future__ import annotations

NAME = (
    r"[^\W\d][\w\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc"
    r"\u06df-\u06ed\u0900-\u0963\u0966-\u0dff\u0e31-\u0e3a\u0e47-\u0e4e\u0eb1-\u0ebc\u0ec8-\u0ecd\u0f71-\u0f84"
    r"\u102b-\u103e\u17b4-\u17d3]*"
)
"""A regular expression: a letter of any script, then letters, digits, `_` and the marks that write vowels."""
