"""Highlighting of rules and scenarios in editors and on pages. One TextMate grammar, made from the language's own
grammar, serves both: editors read it, and so does the lexer for Pygments.
"""
