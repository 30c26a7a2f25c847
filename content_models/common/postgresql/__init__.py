"""Django's PostgreSQL backend, which believes a connection that answered a moment ago (base.py)."""
