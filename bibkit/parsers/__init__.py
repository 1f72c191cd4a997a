"""Text to records, one module a syntax."""
