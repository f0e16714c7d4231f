//! Whether reports are the shards of one run, each once, and in which order.
use std::path::{Path, PathBuf};

use crate::{
    cli::{
        merge::read::{Kind, no_report, parse},
        shard::ShardJson,
    },
    diagnostic::message,
    error::Error,
    source::read_text,
};

/// A report and what it says of itself.
#[derive(Debug)]
pub(super) struct Place<'p> {
    pub(super) path: &'p Path,
    pub(super) kind: Kind,
    pub(super) shard: ShardJson<'static>,
    /// How many agencies a gap report holds.
    pub(super) items: usize,
    /// What it says besides its agencies or findings.
    rest: String,
}

/// The reports in the order of their shards.
///
/// # Errors
/// When one cannot be read, or they are not all shards of one run, each once.
pub(super) fn places(paths: &[PathBuf]) -> Result<Vec<Place<'_>>, Error> {
    let mut places = paths.iter().map(|path| place(path)).collect::<Result<Vec<_>, _>>()?;
    places.sort_by_key(|it| it.shard.index);
    for pair in places.windows(2) {
        check_pair(&pair[0], &pair[1])?;
    }
    let count = places.first().map_or(0, |it| it.shard.count);
    let is_there = |index: &u32| places.binary_search_by_key(index, |it| it.shard.index).is_ok();
    let missing: Vec<String> =
        (1..=count).filter(|it| !is_there(it)).take(8).map(|it| it.to_string()).collect();
    if !missing.is_empty() {
        let (zh, en) = (missing.join("、"), missing.join(", "));
        return Err(Error::new(message!(
            "共 {count} 份，缺第 {zh} 份",
            "of {count} shards these are missing: {en}"
        ))
        .with_help(message!(
            "缺一份就有机关没有检查，不能合并",
            "without them some agencies were not looked at, so nothing is merged"
        )));
    }
    Ok(places)
}

fn place(path: &Path) -> Result<Place<'_>, Error> {
    let text = read_text(path)?;
    let mut report = parse(path, &text)?;
    let kind = report.kind().ok_or_else(|| no_report(path, &"summary, findings / agencies"))?;
    let shard = report.take_shard().ok_or_else(|| no_report(path, &"shard"))?.into_owned();
    if !(1..=shard.count).contains(&shard.index) {
        return Err(no_report(path, &format_args!("{}/{}", shard.index, shard.count)));
    }
    let items = report.agencies.as_ref().map_or(0, Vec::len);
    Ok(Place { path, kind, shard, items, rest: report.rest() })
}

/// Two reports, one behind the other, belong together.
fn check_pair(a: &Place<'_>, b: &Place<'_>) -> Result<(), Error> {
    let (index, count) = (a.shard.index, a.shard.count);
    let (first, second) = (a.path.display(), b.path.display());
    let (one, other) = (&a.shard.run, &b.shard.run);
    // What differs, and the words for it.
    let differs = [
        (a.kind != b.kind, "命令", "command"),
        (count != b.shard.count, "份数", "number of shards"),
        (one.govcat != other.govcat, "govcat 版本", "version of govcat"),
        (one.lang != other.lang, "语言（--lang）", "language (--lang)"),
        (one.today != other.today, "日期（--today）", "day (--today)"),
        (one.workspace != other.workspace, "工作区", "workspace"),
        (a.rest != b.rest, "领域或机构（--domain、--office）", "view (--domain, --office)"),
    ];
    if let Some((_, zh, en)) = differs.iter().find(|it| it.0) {
        return Err(Error::new(message!(
            "{first} 和 {second} 不是同一次检查的各份：{zh}不同",
            "{first} and {second} are not shards of one run: they differ in the {en}"
        ))
        .with_help(message!(
            "各份要用同一版 govcat、同样的选项，检查同一个提交",
            "run all shards with one version of govcat and the same options, on one commit"
        )));
    }
    if index == b.shard.index {
        return Err(Error::new(message!(
            "{first} 和 {second} 都是第 {index}/{count} 份",
            "{first} and {second} are both shard {index}/{count}"
        )));
    }
    Ok(())
}
