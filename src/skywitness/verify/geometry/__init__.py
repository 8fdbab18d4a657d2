"""The verifier's own geometry."""
