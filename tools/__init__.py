"""What the make targets run: installing, the private PostgreSQL, the legs of the tests."""
