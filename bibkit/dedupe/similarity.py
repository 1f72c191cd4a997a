"""How alike two texts are, from 0 to 100: the one module that imports rapidfuzz."""

from rapidfuzz.fuzz import ratio, token_set_ratio

__all__ = ["ratio", "token_set_ratio"]
