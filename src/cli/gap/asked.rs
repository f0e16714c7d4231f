//! What the options of `govcat gap` ask for, held against the workspace.
use crate::{
    cli::{
        gap::{GapArgs, before},
        session::Session,
        standing,
    },
    diagnostic::message,
    error::Error,
    gap::{
        against::{Earlier, EarlierView},
        grade::Scale,
        narrow::View,
    },
    model::registry::DomainId,
    resolve::{AgencyId, Resolution},
    source::Workspace,
};

/// What is asked for.
pub(super) struct Asked {
    /// Which agencies to look at.
    pub(super) agencies: Vec<AgencyId>,
    /// What to see of them.
    pub(super) view: View,
    /// What to compare with.
    pub(super) earlier: Option<Earlier>,
}

impl Asked {
    /// Finds out, from the first round: a slip in a name must not pass for an empty report.
    pub(super) fn new(
        args: &GapArgs,
        earlier: Option<Earlier>,
        workspace: &Workspace,
        resolution: &Resolution<'_>,
        session: &mut Session<'_>,
    ) -> Result<Self, Error> {
        let agencies = standing::agencies(&args.agencies, resolution)?;
        check_standards(&agencies, args, resolution)?;
        let view = view(args, resolution)?;
        let earlier = match (earlier, args.against.as_deref()) {
            (None, Some(revision)) => {
                let scale = Scale::new(&workspace.config.gap);
                Some(before::at_revision(revision, &workspace.root, args, &scale, session)?)
            }
            (earlier, _) => earlier,
        };
        if let Some(before) = earlier.as_ref().and_then(Earlier::view) {
            check_view(before, &view, resolution)?;
        }
        Ok(Self { agencies, view, earlier })
    }
}

/// Every agency that was named must have a standard, and somebody must.
fn check_standards(
    agencies: &[AgencyId],
    args: &GapArgs,
    resolution: &Resolution<'_>,
) -> Result<(), Error> {
    let has_standard = |id: &&AgencyId| resolution.agency(**id).below.is_some();
    let help = message!(
        "在 agency.yaml 里用 extends 写明上一层",
        "name the layer below with `extends` in agency.yaml"
    );
    if let (false, Some(id)) =
        (args.agencies.is_empty(), agencies.iter().find(|it| !has_standard(it)))
    {
        let key = &resolution.agency(*id).key;
        let what = message!(
            "{key} 没有可以对照的标准：它没有上一层",
            "{key} has no standard to be compared with: it extends no agency"
        );
        return Err(Error::new(what).with_help(help));
    }
    // Of a shard it is told when all are merged.
    if args.shard.is_none() && !agencies.iter().any(|it| has_standard(&it)) {
        let what = message!(
            "没有一个机关有可以对照的标准，什么也没比较",
            "no agency has a standard to be compared with; nothing was compared"
        );
        return Err(Error::new(what).with_help(help));
    }
    Ok(())
}

/// What the options ask to see. Whether the offices are named is known when all agencies were looked at.
fn view(args: &GapArgs, resolution: &Resolution<'_>) -> Result<View, Error> {
    let register = &resolution.registries.domains;
    let mut view = View { domains: Vec::new(), offices: args.office.clone() };
    for word in &args.domain {
        let named = register.list.iter().position(|it| it.name == *word);
        let named = named.and_then(|it| u16::try_from(it).ok()).map(DomainId);
        let Some(id) = register.find(word).or(named) else {
            let near = register.nearest(word).map(|it| it.code.as_str());
            let what = message!("没有 {word} 这个领域", "there is no domain {word}");
            return Err(standing::unknown(what, near));
        };
        view.domains.push(id);
    }
    Ok(view)
}

/// A report that shows a part is compared with one that shows the same.
fn check_view(before: &EarlierView, view: &View, resolution: &Resolution<'_>) -> Result<(), Error> {
    let code = |id: &DomainId| resolution.registries.domains.get(*id).code.clone();
    let now = EarlierView {
        domains: view.domains.iter().map(code).collect(),
        offices: view.offices.clone(),
    };
    if *before == now {
        return Ok(());
    }
    Err(Error::new(message!(
        "先前的报告只看了一部分，和这一次的范围不同，无法比较",
        "the earlier report shows a part, and another one than this; they cannot be compared"
    ))
    .with_help(message!("用同样的 --domain 和 --office", "give the same --domain and --office")))
}
