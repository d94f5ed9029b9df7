"""Documents: files, folders, zips and feeds in; the reports they hold out, each as text with what made it."""
