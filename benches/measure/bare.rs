//! The least that any validator does with the same bytes: to read them, and to run the YAML parser over them.
use std::{fs, hint::black_box};

use granit_parser::Parser;
use rayon::prelude::*;

use crate::{
    Result,
    arguments::{Bare, Work},
    places::files_under,
};

/// Does the work and nothing with what comes of it.
pub(crate) fn run(bare: &Bare) -> Result<()> {
    let files = files_under(&bare.folder, "yaml")?;
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(bare.threads)
        .build()
        .map_err(|error| error.to_string())?;
    let one = |file| {
        let bytes = fs::read(file).map_err(|error| error.to_string())?;
        match bare.work {
            Work::Read => {
                black_box(bytes);
                Ok(())
            }
            Work::Events => events(bytes),
        }
    };
    pool.install(|| files.par_iter().try_for_each(one))
}

fn events(bytes: Vec<u8>) -> Result<()> {
    let text = String::from_utf8(bytes).map_err(|error| error.to_string())?;
    let mut parser = Parser::new_from_str(&text);
    while let Some(event) = parser.next_event() {
        black_box(event.map_err(|error| error.to_string())?);
    }
    Ok(())
}
