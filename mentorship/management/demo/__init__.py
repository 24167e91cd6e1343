"""The demo's world: invented people, their goals, and what the pairs of one cohort did in ten weeks."""
