"""The main job and its steps: read, extract, update, translate, build; and what is done with catalogs around it."""
