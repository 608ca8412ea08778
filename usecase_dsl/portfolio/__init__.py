"""Customer use cases: what the texts say of who buys, why and for how much, in figures."""
