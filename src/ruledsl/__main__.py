"""`python -m ruledsl`: the command line."""

from ruledsl.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
