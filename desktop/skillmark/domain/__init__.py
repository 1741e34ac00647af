"""The pure heart: what a credential asks, where a learner stands, what an award says. Standard library only."""
