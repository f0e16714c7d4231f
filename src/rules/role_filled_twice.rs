//! See [`RULE`].
use rustc_hash::FxHashMap;

use crate::{
    check::{Check, Findings, rule},
    diagnostic::{Severity, message},
    model::{Text, catalog::Office},
    resolve::{AgencyId, Resolution},
};

rule! {
    /// ## 查什么
    /// 一个机关里有两个机构的 `acts_for` 写了同一个角色。
    ///
    /// ## 为什么
    /// 角色要换成机构的名称印在目录上。写了两个机构，程序只能用写在前面的那个，公开主体就可能印错。
    ///
    /// ## 怎么改
    /// 只留一个；确由两个机构共同承担的，写一个名称里包含两者的机构。
    ///
    /// ## What it does
    /// Finds a role that two offices of one agency fill with `acts_for`.
    ///
    /// ## Why it matters
    /// The role is printed as the office's name. With two of them only the one written first can be
    /// used, and the catalogs may name the wrong owner.
    ///
    /// ## How to mend
    /// Keep one; where two offices share the role, write one office whose name says so.
    ///
    /// ## Example
    /// ```yaml fail
    /// --- catalogs/x/agency.yaml
    /// govcat: 1
    /// agency: x
    /// name: 某县
    /// offices:
    ///   - name: 县民政局
    ///     acts_for: [县级人民政府民政部门]
    ///   - name: 县社会事务局
    ///     acts_for: [县级人民政府民政部门]  #~ role-filled-twice: "县级人民政府民政部门"
    /// ```
    ///
    /// ```yaml pass
    /// --- catalogs/x/agency.yaml
    /// govcat: 1
    /// agency: x
    /// name: 某县
    /// offices:
    ///   - name: 县民政局
    ///     acts_for: [县级人民政府民政部门]
    ///   - name: 县社会事务局
    ///     acts_for: [社会事务主管部门]
    /// ```
    {
        code: "role-filled-twice",
        summary: ["一个角色由两个机构承担", "two offices fill one role"],
        severity: Severity::Error,
        basis: "《政府信息公开条例》第十条",
        check: Check::Agency(role_filled_twice),
    }
}

fn role_filled_twice(resolution: &Resolution<'_>, id: AgencyId, findings: &mut Findings<'_>) {
    let Some(file) = &resolution.agency(id).file else { return };
    let mut first: FxHashMap<&str, (&Office<'_>, &Text<'_>)> = FxHashMap::default();
    for office in &file.offices {
        for role in &office.acts_for {
            let (other, there) = *first.entry(&role.value).or_insert((office, role));
            // One office that names a role twice is a slip of another kind.
            if std::ptr::eq(other, office) {
                continue;
            }
            let (word, name) = (&role.value, &other.name.value);
            findings.push(
                findings
                    .at(role.span, message!(
                        "角色“{word}”已经由“{name}”承担，这里不起作用",
                        "`{name}` fills the role `{word}` already; this has no effect"
                    ))
                    .with_label(there.span, message!("写在前面的在这里", "the first one is here"))
                    .with_help(message!(
                        "只留一个；由两个机构共同承担的，写一个名称里包含两者的机构",
                        "keep one; where two share the role, write one office whose name says so"
                    ))
                    .in_field("acts_for")
                    .about(word),
            );
        }
    }
}
