//! See [`RULE`].
use rustc_hash::FxHashMap;

use crate::{
    check::{Check, Findings, rule},
    diagnostic::{Message, Severity, message},
    model::{Text, field::Field, likeness::nearest},
    resolve::{
        AgencyId, Resolution,
        roles::{Roles, roles_to_fill},
    },
    span::Span,
};

rule! {
    /// ## 查什么
    /// 继承来的事项里，没有落到本机关哪个机构的公开主体。上一层写的是“县级人民政府民政部门”这样的角色，
    /// 要由 `offices` 里的某个机构用 `acts_for` 承担；中间哪一层承担都可以。
    ///
    /// ## 为什么
    /// 公开主体是八项要素之一。停在角色上，群众不知道找哪个单位，也没有单位会认领。
    ///
    /// ## 怎么改
    /// 在 agency.yaml 的 `offices` 里，给承担的机构加上 `acts_for`。没有这项职责的，用 `exclude` 去掉事项，
    /// 或把整个领域写进 `not_applicable`。
    ///
    /// ## What it does
    /// Finds owners of inherited entries that no office of the agency fills. The layer below names
    /// roles (县级人民政府民政部门); an office fills one with `acts_for`, here or in a layer between.
    ///
    /// ## Why it matters
    /// The owner is one of the eight elements. As long as it is a mere role, citizens do not know
    /// whom to ask, and no office feels meant.
    ///
    /// ## How to mend
    /// Add the role to the `acts_for` of the office that fills it. Where nobody has the duty,
    /// `exclude` the entries, or put the domain under `not_applicable`.
    ///
    /// ## Example
    /// ```yaml fail
    /// --- catalogs/national/20.yaml
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     owner: [县级人民政府民政部门, 乡镇人民政府]
    /// --- catalogs/x/agency.yaml
    /// govcat: 1
    /// agency: x  #~ unresolved-owner: "x"
    /// name: 某县
    /// extends: national
    /// offices:
    ///   - name: 县民政局
    ///     acts_for: [县级人民政府民政部门]
    /// ```
    ///
    /// ```yaml pass
    /// --- catalogs/national/20.yaml
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     owner: [县级人民政府民政部门, 乡镇人民政府]
    /// --- catalogs/x/agency.yaml
    /// govcat: 1
    /// agency: x
    /// name: 某县
    /// extends: national
    /// offices:
    ///   - name: 县民政局
    ///     acts_for: [县级人民政府民政部门]
    ///   - name: 各乡镇人民政府
    ///     acts_for: [乡镇人民政府]
    /// ```
    {
        code: "unresolved-owner",
        summary: ["继承来的公开主体没有落到机构", "no office fills an inherited owner's role"],
        severity: Severity::Warning,
        basis: "《政府信息公开条例》第十条；国办发〔2019〕54号",
        check: Check::Agency(unresolved_owner),
    }
}

/// For so many roles a role that is filled and most like them is looked for.
const SUGGESTIONS: usize = 100;

/// A role that no office fills.
struct Role<'r, 's> {
    text: &'r Text<'s>,
    name: &'r str,
    entries: usize,
}

fn unresolved_owner(resolution: &Resolution<'_>, id: AgencyId, findings: &mut Findings<'_>) {
    let (Some(file), Some(to_fill)) =
        (&resolution.agency(id).file, roles_to_fill(resolution, id))
    else {
        return;
    };
    let roles = open_roles(resolution, id, &to_fill);
    if roles.is_empty() {
        return;
    }
    let span = file.key.as_ref().or(file.name.as_ref()).map_or(Span::top(file.file), |it| it.span);
    for (at, Role { text, name: role, entries }) in roles.into_iter().enumerate() {
        let filled = file.offices.iter().flat_map(|office| &office.acts_for);
        let likely = (at < SUGGESTIONS)
            .then(|| nearest(role, filled.map(|it| it.value.as_ref())))
            .flatten();
        findings.push(
            findings
                .at(span, message!(
                    "公开主体“{role}”没有落到机构，涉及 {entries} 条事项",
                    "no office fills the role `{role}` ({entries} entries)"
                ))
                .with_label(text.span, message!("上一层写在这里", "written here in the layer below"))
                .with_help(help(role, likely))
                .in_field("owner")
                .about(role),
        );
    }
}

fn help(role: &str, likely: Option<&str>) -> Message {
    match likely {
        Some(likely) => message!(
            "在 offices 里由哪个机构承担，就在它的 acts_for 里加上“{role}”；已写的“{likely}”是不是指它？",
            "add `{role}` to the `acts_for` of an office; is it the `{likely}` that is there?"
        ),
        None => message!(
            "在 offices 里由哪个机构承担，就在它的 acts_for 里加上“{role}”",
            "add `{role}` to the `acts_for` of the office that fills it"
        ),
    }
}

/// The roles that no office fills, in the order in which they come up.
fn open_roles<'r, 's>(
    resolution: &'r Resolution<'s>,
    id: AgencyId,
    to_fill: &Roles<'_>,
) -> Vec<Role<'r, 's>> {
    let mut roles: Vec<Role<'_, '_>> = Vec::new();
    // What has been found out about an owner, by the agency that wrote it: the role's index.
    let mut seen: FxHashMap<(AgencyId, &str), Option<usize>> = FxHashMap::default();
    let mut by_text: FxHashMap<&str, usize> = FxHashMap::default();
    let tables = resolution.agency(id).tables.iter().copied();
    for table in tables.filter(|it| resolution.table(*it).below.is_some()) {
        for view in resolution.entries(table) {
            let Some(found) = view.find(Field::Owner) else { continue };
            let writer = resolution.catalog(found.catalog).agency;
            if writer == id {
                continue;
            }
            let cells = found.entry.owner.all();
            for (text, name) in cells.flat_map(|text| named(resolution, text)) {
                let role = *seen.entry((writer, name)).or_insert_with(|| {
                    if !to_fill.is_open(resolution, name, text, writer) {
                        return None;
                    }
                    Some(*by_text.entry(name).or_insert_with(|| {
                        roles.push(Role { text, name, entries: 0 });
                        roles.len() - 1
                    }))
                });
                if let Some(role) = role {
                    roles[role].entries += 1;
                }
            }
        }
    }
    roles
}

/// The bodies that a cell names, each with the cell.
fn named<'r, 's>(
    resolution: &Resolution<'s>,
    text: &'r Text<'s>,
) -> impl Iterator<Item = (&'r Text<'s>, &'r str)> {
    let bodies = resolution.bodies_in(&text.value);
    bodies.lead.into_iter().chain(bodies.with).map(move |name| (text, name))
}
