"""What people do, one module a topic: a unit of work and a request in, an Outcome out. `handle.py` has the table."""
