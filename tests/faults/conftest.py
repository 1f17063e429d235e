"""The corpus is no suite of scenarios to be run: its files are wrong on purpose."""

collect_ignore_glob = ["*.scenario", "*.json"]
