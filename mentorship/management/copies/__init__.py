"""Copies of everything: backup, restore, and the rotation of the key that private text rests under."""
