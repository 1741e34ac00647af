"""Forms and panels that ask for something."""
