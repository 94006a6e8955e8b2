"""The content security policy of every page: nothing is taken from, or sent to, any other place."""

POLICY = "default-src 'self'; img-src 'self' data:; font-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
