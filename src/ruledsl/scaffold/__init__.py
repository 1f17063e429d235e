"""What `ruledsl init` makes: a first ruleset with its cases, the entry for pre-commit and a snippet for CI. Handed a
folder, a name and a language, this room hands on the files as texts, and writes all of them or none.
"""

from ruledsl.scaffold.making import Already, Ci, Plan, in_the_way, plan, write
from ruledsl.scaffold.naming import name_fault, name_for

__all__ = ["Already", "Ci", "Plan", "in_the_way", "name_fault", "name_for", "plan", "write"]
