"""Tests of certificates and other paper."""
