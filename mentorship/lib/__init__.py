"""Plain tools every app may use: no models, no app, nothing of ours imported. One concrete noun a file."""
