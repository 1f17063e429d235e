"""Data compared without the places where it was written."""

from __future__ import annotations

from typing import Any

import attrs

from ruledsl.source import NOWHERE, Span


def placeless(data: Any) -> Any:
    """The data with every span, and every text of a line as written, taken out."""
    match data:
        case Span():
            return NOWHERE
        case tuple():
            return tuple(placeless(each) for each in data)
        case dict():
            return {key: placeless(value) for key, value in data.items()}
        case _ if attrs.has(type(data)):
            fields = [field.name for field in attrs.fields(type(data)) if field.init]
            return (type(data), *(placeless(getattr(data, name)) for name in fields))
        case _:
            return data
