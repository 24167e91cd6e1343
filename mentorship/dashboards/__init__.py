"""Pages that read both branches: Today, the coordinator's list, the demo's outbox. No models, no writes."""
