"""The record, or a part of it, handed on: which rows are meant, and a writer for each format."""
