"""Measures Skillmark beside its peers, in one run; started by `make bench`."""
