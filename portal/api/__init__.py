"""The JSON interface: parameters, answers and the description that both are held to."""
