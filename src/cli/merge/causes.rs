//! The causes of all shards' gaps: one line of a standard is one cause, in whichever shards its agencies are.
use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use crate::render::gap::causes::CauseJson;

/// What makes two of them one: standard, domain, field and state, and the entry's id or the role.
type Key = (String, Option<String>, Option<String>, String, Option<String>);

/// The causes so far, in the order in which they come up.
#[derive(Default)]
pub(super) struct Causes {
    list: Vec<CauseJson<'static>>,
    index: FxHashMap<Key, usize>,
}

impl Causes {
    /// Adds a cause of the next shard.
    pub(super) fn add(&mut self, cause: CauseJson<'_>) {
        let cause = cause.into_owned();
        let owned = |it: &Option<std::borrow::Cow<'_, str>>| it.as_deref().map(str::to_owned);
        let name = owned(&cause.entry).or_else(|| owned(&cause.why));
        let (domain, field) = (owned(&cause.domain), owned(&cause.field));
        let key = (cause.standard.to_string(), domain, field, cause.state.to_string(), name);
        if let Some(at) = self.index.get(&key) {
            let known = &mut self.list[*at];
            known.agencies.extend(cause.agencies);
            known.entries += cause.entries;
            return;
        }
        self.index.insert(key, self.list.len());
        self.list.push(cause);
    }

    /// All of them, those of the most agencies first.
    pub(super) fn printed(mut self) -> String {
        self.list.sort_by_key(|it| Reverse((it.agencies.len(), it.entries)));
        // Only maps with keys that are no texts fail, and there are none.
        serde_json::to_string(&self.list).unwrap_or_default()
    }
}
