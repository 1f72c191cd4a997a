"""Zotero and JabRef as programs: what each has already, and how records get there once."""
