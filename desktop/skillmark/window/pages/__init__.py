"""One module a page; a page shows rows and hands over requests."""
