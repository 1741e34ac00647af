"""Properties that hold for every case that can be made up."""
