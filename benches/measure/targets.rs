//! What is to be reached, and whether it was.
use govcat::syntax::Reader;

use crate::{
    arguments::Work,
    build::{self, Build},
    figures::Figures,
    numbers::{MEGABYTE, amount, float, megabytes},
    peers::Peer,
    suite::{Measured, find},
    validate::{Key, Validation},
};

/// The number of threads that the targets are about, beside one.
const CORES: usize = 4;
/// How many times as long as validating comparing may take.
const COMPARING: f64 = 1.5;
/// How many times as long as validating one version comparing two may take.
const TWO_VERSIONS: f64 = 2.2;

/// Something to be reached.
#[derive(Debug)]
pub(crate) struct Target {
    /// What it is about.
    pub(crate) what: String,
    /// What is to be reached.
    pub(crate) goal: String,
    /// What was reached, and whether that is enough; nothing where it was not measured.
    pub(crate) reached: Option<(String, bool)>,
}

impl Target {
    /// Whether it is reached; what was not measured is not missed.
    pub(crate) fn is_met(&self) -> bool {
        self.reached.as_ref().is_none_or(|(_, is_enough)| *is_enough)
    }
}

/// All targets.
pub(crate) fn targets(figures: &Figures) -> Vec<Target> {
    let mut targets = vec![
        typing(&figures.standalone, Reader::Fast, 1, 500.0),
        typing(&figures.standalone, Reader::Fast, CORES, 1_500.0),
        typing(&figures.standalone, Reader::Full, 1, 80.0),
        speed(&figures.standalone),
        scaling(&figures.standalone),
    ];
    targets.push(memory("agencies that stand alone", &figures.standalone));
    targets.push(memory("counties over a national layer", &figures.layered));
    targets.extend(Peer::ALL.map(|peer| ahead(&figures.standalone, peer)));
    for (format, what) in [("text", "gap"), ("json", "gap, as JSON")] {
        targets.push(times(what, figures.gap.ratios(format), COMPARING, "validate"));
    }
    targets.push(times("diff", figures.diff.ratios(), TWO_VERSIONS, "validate of one version"));
    targets.push(import(figures));
    targets.push(pages(figures));
    targets.extend(again(figures));
    targets
}

fn import(figures: &Figures) -> Target {
    let seconds = figures.import.measured.seconds();
    Target {
        what: "import of 5,000 rows, one core".into(),
        goal: "< 1 s".into(),
        reached: Some((format!("{seconds:.2} s"), seconds < 1.0)),
    }
}

fn typing(validation: &Validation, reader: Reader, threads: usize, goal: f64) -> Target {
    let key = Key::Bare(Work::Typed(reader), threads);
    let reached = find(&validation.rows, key).map(|measured| {
        let rate = megabytes(validation.bytes) / measured.seconds();
        (format!("{} MB/s", amount(rate)), rate >= goal)
    });
    let cores = if threads == 1 { "one core" } else { "four cores" };
    Target { what: format!("{key}, {cores}"), goal: format!("≥ {} MB/s", amount(goal)), reached }
}

fn speed(validation: &Validation) -> Target {
    let reached = find(&validation.rows, Key::Govcat(1)).map(|measured| {
        let rate = megabytes(validation.bytes) / measured.seconds();
        (format!("{} MB/s", amount(rate)), rate >= 80.0)
    });
    Target { what: "validate, one core".into(), goal: "≥ 80 MB/s".into(), reached }
}

fn scaling(validation: &Validation) -> Target {
    let [one, four] = [1, CORES].map(|it| find(&validation.rows, Key::Govcat(it)));
    let reached = one.zip(four).map(|(one, four)| {
        let factor = one.seconds() / four.seconds();
        (format!("{factor:.2} times"), factor >= 3.0)
    });
    Target { what: "validate, four cores".into(), goal: "≥ 3 times one core".into(), reached }
}

fn memory(which: &str, validation: &Validation) -> Target {
    let allowed = 4.0 * megabytes(validation.bytes) + 16.0;
    // The worst of all numbers of threads.
    let ours = validation.rows.iter().filter(|row| matches!(row.key, Key::Govcat(_)));
    let peak = ours.filter_map(|row| row.outcome.as_ref().ok()?.peak).max();
    let reached = peak.map(|peak| {
        let rest = (megabytes(peak) - 16.0) * MEGABYTE;
        let each = rest / (megabytes(validation.bytes) * MEGABYTE);
        let text = format!("{} MB ({each:.1} bytes + 16 MB)", amount(megabytes(peak)));
        (text, megabytes(peak) <= allowed)
    });
    let goal = format!("≤ 4 bytes an input byte + 16 MB = {} MB", amount(allowed));
    Target { what: format!("validate, peak memory, {which}"), goal, reached }
}

fn ahead(validation: &Validation, peer: Peer) -> Target {
    let ours = find(&validation.rows, Key::Govcat(CORES));
    let reached = ours.zip(find(&validation.rows, Key::Peer(peer))).map(|(ours, theirs)| {
        let factor = theirs.seconds() / ours.seconds();
        (format!("it takes {factor:.2} times as long"), factor > 1.0)
    });
    Target { what: format!("validate, four cores, against {peer}"), goal: "ahead".into(), reached }
}

/// So many times as long as something else on each number of threads, at the most.
fn times(what: &str, ratios: impl Iterator<Item = (usize, f64)>, most: f64, than: &str) -> Target {
    let ratios: Vec<_> = ratios.collect();
    let text = |(threads, ratio): &(usize, f64)| format!("{ratio:.2} times on {threads}");
    let reached = (!ratios.is_empty()).then(|| {
        let texts: Vec<_> = ratios.iter().map(text).collect();
        (texts.join(", "), ratios.iter().all(|(_, ratio)| *ratio <= most))
    });
    Target {
        what: format!("{what}, on each number of threads"),
        goal: format!("≤ {most} times {than}"),
        reached,
    }
}

fn pages(figures: &Figures) -> Target {
    let build = &figures.build;
    let reached = find(&build.rows, build::Key::First(CORES)).map(|measured| {
        let rate = float(build.pages) / measured.seconds();
        (format!("{} pages/s", amount(rate)), rate >= 3_000.0)
    });
    Target { what: "build, four cores".into(), goal: "≥ 3,000 pages/s".into(), reached }
}

/// Building again, and beside others.
fn again(figures: &Figures) -> Vec<Target> {
    let seconds = |build: &Build, key| find(&build.rows, key).map(Measured::seconds);
    let ratio = |key, than| Some(seconds(&figures.build, key)? / seconds(&figures.build, than)?);
    let first = build::Key::First(CORES);
    let nothing = ratio(build::Key::Again(CORES), first)
        .map(|it| (format!("{:.1} %", 100.0 * it), it <= 0.05));
    let changed = seconds(&figures.build_few, build::Key::Changed(CORES))
        .map(|it| (format!("{:.0} ms", 1_000.0 * it), it < 0.1));
    let copy = ratio(first, build::Key::Copy).map(|it| (format!("{it:.2} times"), it <= 1.3));
    let hugo =
        find(&figures.build.rows, build::Key::Hugo(figures.machine.cores)).and_then(|peer| {
            let own = find(&figures.build.rows, first)?;
            let time = peer.seconds() / own.seconds();
            let memory =
                float(usize::try_from(peer.peak?).ok()?) / float(usize::try_from(own.peak?).ok()?);
            let text = format!("it takes {time:.2} times as long, {memory:.1} times the memory");
            Some((text, time > 1.0 && memory > 1.0))
        });
    let target =
        |what: &str, goal: &str, reached| Target { what: what.into(), goal: goal.into(), reached };
    vec![
        target("build again, nothing changed, four cores", "≤ 5 % of a first build", nothing),
        target("build of three agencies after a word changed, four cores", "< 100 ms", changed),
        target("build, four cores", "≤ 1.3 times `cp -r` of the site", copy),
        target("build, four cores, against Hugo", "ahead in time and memory", hugo),
    ]
}
