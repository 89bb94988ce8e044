"""What may be typed, said in Thai: one module per desk."""
