//! What a shard's report says of itself, so that `govcat merge` can tell whether the shards belong together.
use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::Xxh3;

use crate::{
    cli::session::Session,
    source::{Survey, shard::Shard},
};

/// Reads `--shard`.
pub(crate) fn shard(text: &str) -> Result<Shard, String> {
    text.parse().map_err(str::to_owned)
}

/// The last key of a shard's report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub(crate) struct ShardJson<'a> {
    /// Which one it is, from 1.
    pub(crate) index: u32,
    /// How many there are.
    pub(crate) count: u32,
    /// How many agencies it reports.
    pub(crate) agencies: usize,
    /// What all shards of one run share.
    pub(crate) run: Run<'a>,
    /// The files that could not be read: govcat failed (exit code 2).
    pub(crate) unread: Vec<Cow<'a, str>>,
    /// The ids in `[gap]` of govcat.toml that no entry it read bears.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) unused_ids: Vec<Cow<'a, str>>,
}

/// What all shards of one run share.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Run<'a> {
    /// The version of govcat.
    pub(crate) govcat: Cow<'a, str>,
    /// The language of the messages.
    pub(crate) lang: Cow<'a, str>,
    /// The day for which it holds.
    pub(crate) today: String,
    /// The names of all files, with what every shard reads: settings, registries, agencies.
    pub(crate) workspace: String,
}

impl ShardJson<'_> {
    /// The same, which outlives the text that it was read from.
    pub(crate) fn into_owned(self) -> ShardJson<'static> {
        let owned = |it: Cow<'_, str>| Cow::Owned(it.into_owned());
        let all = |list: Vec<Cow<'_, str>>| list.into_iter().map(owned).collect();
        let Self { index, count, agencies, run, unread, unused_ids } = self;
        let Run { govcat, lang, today, workspace } = run;
        ShardJson {
            index,
            count,
            agencies,
            run: Run { govcat: owned(govcat), lang: owned(lang), today, workspace },
            unread: all(unread),
            unused_ids: all(unused_ids),
        }
    }
}

impl ShardJson<'static> {
    /// What a shard of a workspace says of itself.
    pub(crate) fn of(shard: Shard, survey: &Survey, session: &Session<'_>) -> Self {
        Self {
            index: shard.index(),
            count: shard.count(),
            agencies: shard.range(survey.agencies().len()).len(),
            run: Run {
                govcat: env!("CARGO_PKG_VERSION").into(),
                lang: session.lang.name().into(),
                today: session.today().to_string(),
                workspace: format!("{:016x}", print(survey)),
            },
            unread: Vec::new(),
            unused_ids: Vec::new(),
        }
    }

    /// The same, with the ids in the settings that no entry bears.
    pub(crate) fn with_unused(self, ids: &[String]) -> Self {
        Self { unused_ids: ids.iter().cloned().map(Cow::Owned).collect(), ..self }
    }

    /// The same, with the files that could not be read.
    pub(crate) fn with_unread(self, unread: &[&str]) -> Self {
        let unread = unread.iter().map(|it| Cow::Owned((*it).to_owned())).collect();
        Self { unread, ..self }
    }
}

/// A hash of what every shard reads. The texts of catalogs are not in it: no shard reads them all.
fn print(survey: &Survey) -> u64 {
    let mut hash = Xxh3::new();
    let mut add = |text: &str| {
        hash.update(&(text.len() as u64).to_le_bytes());
        hash.update(text.as_bytes());
    };
    add(&format!("{:?}", survey.config()));
    survey.paths().for_each(&mut add);
    for file in survey.outline() {
        add(&file.text);
    }
    hash.digest()
}
