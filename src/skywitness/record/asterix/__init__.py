"""ASTERIX, EUROCONTROL's surveillance data exchange: categories 021, 048 and 062.

Layouts are those of the published category documents (EUROCONTROL-SPEC-0149): part 4 for category
048 (editions 1.14 to 1.32 share one order of items), part 9 for 062 (1.16 to 1.21), part 12 for
021 (2.1 to 2.7, and the older order of 0.23 to 0.26).
"""
