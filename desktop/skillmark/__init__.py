"""Skillmark tracks micro-credentials: what a learner must do, where everybody stands, and what was awarded."""

__version__ = "0.1.0"
