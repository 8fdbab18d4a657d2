"""What the readers of track files share."""
