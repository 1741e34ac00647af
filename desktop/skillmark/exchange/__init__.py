"""Files in and out: bytes to plain records and back. No rule of the domain and no database."""
