"""Détente: how can these parties still reach a deal?

The package is a set of folders, one capability each; ``detente.cli`` is the
command line.  Nothing heavy is imported here, so that ``detente --help`` is
immediate.
"""

__version__ = "0.1.0"
