//! The least that any validator does with the same bytes: to read them, and to run the YAML parser over them.
//! And what govcat does with them before any rule looks at them.
use std::{fs, hint::black_box, path::Path};

use govcat::{
    compile,
    model::lower,
    source::{Workspace, paths::Role},
    syntax::{self, Reader},
};
use granit_parser::Parser;
use rayon::prelude::*;

use crate::{
    Result,
    arguments::{Bare, Work},
    places::files_under,
};

/// Does the work and nothing with what comes of it.
pub(crate) fn run(bare: &Bare) -> Result<()> {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(bare.threads)
        .build()
        .map_err(|error| error.to_string())?;
    pool.install(|| match bare.work {
        Work::Read => each(&bare.folder, |bytes| {
            black_box(bytes);
            Ok(())
        }),
        Work::Events => each(&bare.folder, events),
        Work::Typed(reader) => typed(&bare.folder, reader),
    })
}

fn each(folder: &Path, work: impl Fn(Vec<u8>) -> Result<()> + Sync) -> Result<()> {
    let files = files_under(folder, "yaml")?;
    files.par_iter().try_for_each(|file| work(fs::read(file).map_err(|error| error.to_string())?))
}

/// The texts are kept, as govcat keeps them; each file's tree and what it was typed to are gone when it is done.
fn typed(folder: &Path, reader: Reader) -> Result<()> {
    let loaded = Workspace::load(folder).map_err(|error| error.to_string())?;
    let (mut found, mut allows) = (Vec::new(), Vec::new());
    let workspace = loaded.take(&mut found);
    let registries = compile::registries(&workspace, reader, &mut found, &mut allows);
    let vocabulary = &registries.vocabulary;
    let files: Vec<_> = workspace.ids().collect();
    let problems = files.par_iter().map(|(id, file)| {
        let tree = |text| syntax::parse(*id, text, reader);
        match &file.role {
            Role::Agency(_) => {
                let parsed = tree(&file.text);
                let typed = lower::agency::agency(*id, &parsed.value.tree, vocabulary);
                parsed.diagnostics.len() + black_box(typed).diagnostics.len()
            }
            Role::Catalog(_) => {
                let parsed = tree(&file.text);
                let typed = lower::catalog::catalog(*id, &parsed.value.tree, vocabulary);
                parsed.diagnostics.len() + black_box(typed).diagnostics.len()
            }
            _ => 0,
        }
    });
    match found.len() + problems.sum::<usize>() {
        0 => Ok(()),
        problems => Err(format!("the corpus should be clean, and has {problems} problems")),
    }
}

fn events(bytes: Vec<u8>) -> Result<()> {
    let text = String::from_utf8(bytes).map_err(|error| error.to_string())?;
    let mut parser = Parser::new_from_str(&text);
    while let Some(event) = parser.next_event() {
        black_box(event.map_err(|error| error.to_string())?);
    }
    Ok(())
}
