"""Which citations are one work, why, and the one citation they become."""

from bibkit.dedupe.clusters import Cluster, cluster
from bibkit.dedupe.matching import Match, compare
from bibkit.dedupe.merging import Merged, merge

__all__ = ["Cluster", "Match", "Merged", "cluster", "compare", "merge"]
