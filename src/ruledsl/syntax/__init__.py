"""Text to tree: layout, grammar, parser, and the printing of nodes. See README.md beside this file."""

from ruledsl.syntax.parser import parse
from ruledsl.syntax.printing import unparse
from ruledsl.syntax.reading import check_characters, decode, read_source
from ruledsl.syntax.tree import File, Line, Node, Word

__all__ = ["File", "Line", "Node", "Word", "check_characters", "decode", "parse", "read_source", "unparse"]
