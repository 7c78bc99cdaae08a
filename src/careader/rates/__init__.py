"""Exchange rates: one file a provider, the order they are asked in, and what moved."""
