"""The record book's file: schema, opening, locking, change log, backup. The only package that knows SQLite."""
