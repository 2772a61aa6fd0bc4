//! Interpretations, their versions and their counts.
