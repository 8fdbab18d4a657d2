"""Whether two travellers could have met."""
