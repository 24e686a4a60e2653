"""The blocks of a case file, one file each; ``detente.case.models`` has them all."""
