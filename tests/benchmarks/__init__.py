"""Whole processes timed beside named peers: ``make bench``."""
