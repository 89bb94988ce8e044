"""The pages of people and their accounts, and of the session."""
