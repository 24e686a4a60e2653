"""What is checked, how often, and what that deters: kernels on arrays."""
