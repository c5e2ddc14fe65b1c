"""How a recipient stops mail, and what still arrives."""
