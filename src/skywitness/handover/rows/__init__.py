"""The record, or a part of it, handed on: which rows are wanted, and a writer for each format."""
