"""The lint rules, one file a rule: its doc as data and the function that finds. A rule registers itself by standing
here; `ruledsl.analysis.catalogue` lists them."""
