"""Record to Citation and back, both driven by one table."""

from bibkit.normalizer.reading import is_failed, normalize
from bibkit.normalizer.writing import denormalize

__all__ = ["denormalize", "is_failed", "normalize"]
