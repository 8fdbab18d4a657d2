"""Holds what a page says against its case and its certificates, in words of its own."""
