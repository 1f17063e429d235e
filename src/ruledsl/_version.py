"""The program's version, kept apart so that `ruledsl --version` imports nothing else."""

__version__ = "0.1.0"
