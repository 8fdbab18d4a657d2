"""What ``compare_builds.py`` compares and how; goes when it goes."""
