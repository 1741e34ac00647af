"""What crosses the border between the skins (window, command line) and the services: requests, answers, rows, errors."""
