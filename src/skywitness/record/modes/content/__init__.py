"""What frames say, field by field."""
