"""The report of ``detente corroborate``."""
