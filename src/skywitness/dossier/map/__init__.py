"""The scene as layers of the dossier's map."""
