"""Reading the ruleset itself: what can be said of rules before any case is known. See README.md beside this file."""
