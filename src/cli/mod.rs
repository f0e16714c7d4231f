//! The command line: the only printer, and the only place that knows exit codes.
