"""The verifier's own bounds on motion."""
