"""Pages that read both branches: Today, the coordinator's list, health. One table: figures that are published once."""
