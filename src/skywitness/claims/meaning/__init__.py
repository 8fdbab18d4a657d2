"""What words allow: parts, numbers, the vagueness policy, clocks and movers."""
