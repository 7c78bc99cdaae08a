"""Text from outside, made safe and comparable."""
