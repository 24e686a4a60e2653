"""The commands of ``detente record``."""
