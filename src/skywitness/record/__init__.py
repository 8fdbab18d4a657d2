"""The record: public surveillance files into one table, with nothing lost."""
