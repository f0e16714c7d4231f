//! Results to pages and tables: what is said, in no format.
