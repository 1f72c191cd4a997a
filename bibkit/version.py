"""The version, where the command line and the build find it.

Asking the installed package for it takes as long as the command line takes to start.
"""

VERSION = "0.1.0"
