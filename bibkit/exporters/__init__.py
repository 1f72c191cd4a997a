"""Records to text, one module a syntax: the mirror of ``bibkit.parsers``."""
