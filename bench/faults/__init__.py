"""What goes wrong in offices, done on purpose and counted: two hands on one row, lost networks, killed servers."""
