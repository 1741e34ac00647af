"""The command line: one module a command group, loaded by name when it is asked for."""
