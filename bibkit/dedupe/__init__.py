"""Which citations are one work, why, and the one citation they become."""

from bibkit.dedupe.clusters import Cluster, Clustering, Link, cluster
from bibkit.dedupe.decisions import Decision, Decisions
from bibkit.dedupe.matching import Level, Match, compare
from bibkit.dedupe.merging import Merged, merge, merge_into
from bibkit.dedupe.provenance import Alternative, Choice

__all__ = [
    "Alternative",
    "Choice",
    "Cluster",
    "Clustering",
    "Decision",
    "Decisions",
    "Level",
    "Link",
    "Match",
    "Merged",
    "cluster",
    "compare",
    "merge",
    "merge_into",
]
