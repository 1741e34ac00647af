"""Certificates and other paper: an award's snapshot in, the bytes of a PDF out.

Import the module you need; nothing loads here.
"""
