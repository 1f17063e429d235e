"""The hub: what a norm is, and the compiler that makes norms out of trees. `load` is the door."""

from ruledsl.norms.loader import load
from ruledsl.norms.model import Norm, Ruleset

__all__ = ["Norm", "Ruleset", "load"]
