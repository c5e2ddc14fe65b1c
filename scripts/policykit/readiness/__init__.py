"""What a product provides of what AWS asks for."""
