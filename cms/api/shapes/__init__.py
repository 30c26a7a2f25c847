"""The shapes of the API: input and output schemas, and the functions that make answers from domain objects."""
