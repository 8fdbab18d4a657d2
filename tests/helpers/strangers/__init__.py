"""Folders from strangers: cases, packs and certificates changed to do harm, and what must hold."""
