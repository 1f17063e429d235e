"""Scenarios as tests of a ruleset: running them, and what they reach of its clauses."""
