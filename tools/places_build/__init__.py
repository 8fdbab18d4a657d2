"""Building the shipped places from public packages: one step a module."""
