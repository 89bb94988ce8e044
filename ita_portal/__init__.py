"""Who you are, where you belong, how Thai is written, and the wiring of the portal."""
