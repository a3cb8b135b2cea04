"""Words taken apart and put together: what a form is, and the form that is wanted. One file a language."""
