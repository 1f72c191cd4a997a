"""Which citations are one, why, and the one citation they become."""

from bibkit.dedupe.clusters import Cluster, Clustering, Link, Pairs, cluster
from bibkit.dedupe.matching import Level, Match, compare
from bibkit.dedupe.merging import Merged, merge

__all__ = [
    "Cluster",
    "Clustering",
    "Level",
    "Link",
    "Match",
    "Merged",
    "Pairs",
    "cluster",
    "compare",
    "merge",
]
