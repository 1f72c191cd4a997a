"""Which citations are one work, why, and the one citation they become."""

from bibkit.dedupe.clusters import Cluster, Clustering, Level, Link, cluster
from bibkit.dedupe.matching import Match, compare
from bibkit.dedupe.merging import Merged, merge

__all__ = [
    "Cluster",
    "Clustering",
    "Level",
    "Link",
    "Match",
    "Merged",
    "cluster",
    "compare",
    "merge",
]
