//! The process: its arguments, its two streams and its exit code, handed to the command line.
use std::{
    env,
    io::{self, BufWriter},
    process::ExitCode,
};

use mimalloc::MiMalloc;

/// A site is made of millions of short texts: with the allocator of the system it takes an eighth longer.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    let mut out = BufWriter::new(io::stdout().lock());
    // Standard error stays unlocked: progress is drawn on it from other threads.
    govcat::cli::main(env::args_os(), &mut out, &mut io::stderr())
}
