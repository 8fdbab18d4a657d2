"""What atoms are made of."""
