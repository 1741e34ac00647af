"""What crosses the border between the skins and the services: requests, answers, rows, errors."""
