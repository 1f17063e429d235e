"""Misspelt keywords: which keyword, of those that could stand at a place, the words written there were meant for."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence


def distance(one: str, other: str) -> int:
    """How many letters were left out, added, changed or swapped with their neighbour (optimal string alignment)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, left in enumerate(one, 1):
        next_row = [i]
        for j, right in enumerate(other, 1):
            cost = min(row[j] + 1, next_row[j - 1] + 1, row[j - 1] + (left != right))
            if i > 1 and j > 1 and left == other[j - 2] and one[i - 2] == right:
                cost = min(cost, before[j - 2] + 1)
            next_row.append(cost)
        before, row = row, next_row
    return row[-1]


def meant(words: Sequence[str], keywords: Iterable[str], known: Container[str]) -> list[tuple[str, int]]:
    """The keywords that the first of `words` may have been meant for, nearest first, with how many words each takes.

    `no latter than` is near `no later than` (three words); `requiers` is near `requires`; `roll over` is near
    `roll-over`. A word of up to three letters may differ in one letter, a longer one in a quarter of its letters, at
    most three. What is itself one of `known` was not meant for another.
    """
    found: list[tuple[int, str, int]] = []
    folded = [word.casefold() for word in words]
    for keyword in keywords:
        parts = keyword.split(" ")
        limit = max(1, min(3, len(keyword) // 4))
        for count in {1, len(parts)}:
            text = " ".join(folded[:count])
            if count <= len(folded) and abs(len(text) - len(keyword)) <= limit and text not in known:
                far = distance(text, keyword)
                if 0 < far <= limit:
                    found.append((far, keyword, count))
        longer = folded[: len(parts) + 1]
        if len(longer) > len(parts) and "".join(longer) == keyword.replace(" ", "").replace("-", ""):
            found.append((1, keyword, len(longer)))
    return [(keyword, count) for _, keyword, count in sorted(found)]


def begun(words: Sequence[str], keywords: Iterable[str]) -> list[tuple[str, int]]:
    """The keywords of several words of which one is missing at the beginning of `words`: `no later` of
    `no later than`. With each, how many words are there."""
    found: list[tuple[str, int]] = []
    for keyword in keywords:
        parts = keyword.split(" ")
        there = list(words[: len(parts) - 1])
        exact = list(words[: len(parts)]) == parts
        if there and not exact and any(there == parts[:i] + parts[i + 1 :] for i in range(len(parts))):
            found.append((keyword, len(there)))
    return sorted(found, key=lambda pair: -pair[1])
