"""Kinds of mistakes, a function each, by theme. `ruledsl.syntax.errors` asks them in order."""
