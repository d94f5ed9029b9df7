"""What is said to have happened, when, where, and who took part."""
