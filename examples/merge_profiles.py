"""Two profile pages to one bibliography, in Python.

Run from the project's root: ``python examples/merge_profiles.py``.
"""

from itertools import chain
from pathlib import Path

import bibkit

SEEDS = Path(__file__).parent.parent / "seeds"

pages = [SEEDS / "zhichen-zeng.txt", SEEDS / "daily-papers.txt"]
merged = bibkit.merge(chain.from_iterable(map(bibkit.read, pages)))

for cluster, title in zip(merged.clusters, merged.titles(), strict=True):
    print(f"{len(cluster.members)} records are one ({', '.join(cluster.reasons)}): {title}")
print(f"{len(merged.citations)} citations; the first of 2023 in RIS:\n")
first = next(c for c in merged.citations if c.issued and c.issued.year == 2023)
print("".join(bibkit.write([first], "ris")), end="")
