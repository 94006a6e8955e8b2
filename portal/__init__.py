"""The portal: building the data directory, the command line and the web pages."""
