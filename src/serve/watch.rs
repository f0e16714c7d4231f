//! Watches a workspace's files. Folders are watched, not files: most editors save a file by putting a new one
//! in its place. The only file that names the watcher.
use std::{
    path::{Path, PathBuf},
    sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    time::Duration,
};

use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::{diagnostic::message, error::Error};

/// How long nothing may happen before a change counts as finished: a save is several events.
const QUIET: Duration = Duration::from_millis(80);
/// What a workspace is made of, besides its settings.
const FOLDERS: [&str; 2] = ["catalogs", "templates"];
const SETTINGS: &str = "govcat.toml";

/// Why the wait is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wake {
    /// A file changed.
    Changed,
    /// The preview is to end.
    Stop,
}

/// A watched workspace.
#[derive(Debug)]
pub struct Watch {
    root: PathBuf,
    watcher: RecommendedWatcher,
    wakes: Receiver<Wake>,
    sender: Sender<Wake>,
}

impl Watch {
    /// Begins to watch.
    ///
    /// # Errors
    /// When the system cannot watch the folder.
    pub fn new(root: &Path) -> Result<Self, Error> {
        let failed = |error: &dyn std::fmt::Display| {
            let place = root.display();
            Error::new(message!(
                "无法留意 {place} 的变动：{error}",
                "cannot watch {place} for changes: {error}"
            ))
        };
        let root = root.canonicalize().map_err(|error| failed(&error))?;
        let (sender, wakes) = channel();
        let (own, changed) = (root.clone(), sender.clone());
        let watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
            if event.is_ok_and(|event| matters(&own, &event)) {
                // Whoever no longer waits needs no waking.
                let _ = changed.send(Wake::Changed);
            }
        });
        let watcher = watcher.map_err(|error| failed(&error))?;
        let mut watch = Self { root, watcher, wakes, sender };
        let top = watch.watcher.watch(&watch.root, RecursiveMode::NonRecursive);
        top.map_err(|error| failed(&error))?;
        watch.folders();
        Ok(watch)
    }

    /// Watches the folders that are there; one that comes later is seen to come.
    fn folders(&mut self) {
        for folder in FOLDERS.map(|it| self.root.join(it)).iter().filter(|it| it.is_dir()) {
            let _ = self.watcher.watch(folder, RecursiveMode::Recursive);
        }
    }

    /// What ends the wait when it is to end.
    #[must_use]
    pub fn waker(&self) -> Sender<Wake> {
        self.sender.clone()
    }

    /// Waits until something has changed and nothing more does, or until it is to end.
    pub fn wait(&mut self) -> Wake {
        let mut wake = self.wakes.recv().unwrap_or(Wake::Stop);
        while wake == Wake::Changed {
            match self.wakes.recv_timeout(QUIET) {
                Ok(next) => wake = next,
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => wake = Wake::Stop,
            }
        }
        self.folders();
        wake
    }
}

/// Whether an event changes what is built: the site itself may lie beside the catalogs.
fn matters(root: &Path, event: &notify::Event) -> bool {
    if matches!(event.kind, EventKind::Access(_)) {
        return false;
    }
    let is_input = |path: &PathBuf| {
        let first = path.strip_prefix(root).ok().and_then(|it| it.iter().next());
        first.is_some_and(|it| it == SETTINGS || FOLDERS.iter().any(|folder| it == *folder))
    };
    event.need_rescan() || event.paths.iter().any(is_input)
}
