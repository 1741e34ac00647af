"""This computer: folders, clock, logging, canonical JSON, shipped resources."""
