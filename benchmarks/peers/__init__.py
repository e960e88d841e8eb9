"""What a user would pick instead of Colophon, each as its documentation says."""
