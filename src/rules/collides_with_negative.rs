//! See [`RULE`].
use crate::{
    check::{Check, Findings, rule},
    compare::relation::{Covered, Directory, How},
    diagnostic::{Message, Severity, message},
    model::{catalog::Kind, field::Field},
    resolve::{AgencyId, Resolution, view::EntryView},
};

rule! {
    /// ## 查什么
    /// 同一机关的负面清单和公开目录互相矛盾：负面清单的条目用 `covers` 写明了目录里的事项，
    /// 或与某个事项同名，或有同样的内容。写明的、类别名称内容都对得上的，说“矛盾”；只有名称或内容相同的，说“可能矛盾”，
    /// 由人判断。
    ///
    /// ## 为什么
    /// 负面清单以外的事项都要公开。一处说公开、一处说不公开，群众和经办人都无所适从。
    ///
    /// ## 怎么改
    /// 依法应当公开的，从负面清单删去；依法不予公开的，从目录里用 `exclude` 去掉，或去掉那一项内容。
    /// 不是一回事的，把名称、内容写得有区别。
    ///
    /// ## What it does
    /// Finds contradictions between an agency's negative list and its catalogs: an item says with
    /// `covers` that it covers an entry, or has an entry's name, or names the same content. Where it
    /// is said, or where category, name and content agree, the finding says so for certain; where only a name or
    /// a content agrees, it says that people must judge.
    ///
    /// ## Why it matters
    /// What is not on the negative list is to be disclosed. Where one file says yes and another no,
    /// neither citizens nor clerks know what holds.
    ///
    /// ## How to mend
    /// Delete the item where the law asks for disclosure; leave the entry out with `exclude`, or drop
    /// the content, where it forbids it. Word them apart where they are two things.
    ///
    /// ## Example
    /// ```yaml fail
    /// --- catalogs/x/20.yaml
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     category: 最低生活保障
    ///     name: 低保对象名单
    ///     content: [低保对象姓名, 家庭住址]
    ///   - id: "20-002"
    ///     category: 临时救助
    ///     name: 救助对象名单
    ///     content: [救助对象身份证件号码, 救助金额]
    /// --- catalogs/x/negative.yaml
    /// govcat: 1
    /// kind: negative
    /// defaults:
    ///   basis: [《中华人民共和国政府信息公开条例》（国务院令第711号）第十五条]
    ///   owner: 县民政局
    ///   reason: 个人隐私
    /// entries:
    ///   - id: "fm-001"
    ///     name: 低保家庭的详细住址
    ///     content: 门牌号码
    ///     covers: ["20-001"]  #~ collides-with-negative: "\"20-001\""
    ///   - id: "fm-002"
    ///     name: 公民身份号码
    ///     content: [救助对象身份证件号码]  #~ collides-with-negative: "救助对象身份证件号码"
    /// ```
    ///
    /// ```yaml pass
    /// --- catalogs/x/20.yaml
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     category: 最低生活保障
    ///     name: 低保对象名单
    ///     content: [低保对象姓名]
    /// --- catalogs/x/negative.yaml
    /// govcat: 1
    /// kind: negative
    /// entries:
    ///   - id: "fm-001"
    ///     name: 低保家庭的详细住址
    ///     content: 门牌号码
    ///     basis: [《中华人民共和国政府信息公开条例》（国务院令第711号）第十五条]
    ///     owner: 县民政局
    ///     reason: 个人隐私
    /// ```
    {
        code: "collides-with-negative",
        summary: ["公开事项与负面清单矛盾", "an entry and an item of the negative list contradict each other"],
        severity: Severity::Warning,
        basis: "《政府信息公开条例》第十三条、第十七条",
        check: Check::Agency(collides_with_negative),
    }
}

fn collides_with_negative(resolution: &Resolution<'_>, id: AgencyId, findings: &mut Findings<'_>) {
    let tables = &resolution.agency(id).tables;
    let is_list = |it: &&_| resolution.table(**it).kind == Kind::Negative;
    if !tables.iter().any(|it| is_list(&it)) {
        return;
    }
    let directory = Directory::of(resolution, id);
    for item in tables.iter().filter(is_list).flat_map(|it| resolution.entries(*it)) {
        let (certain, doubtful): (Vec<_>, Vec<_>) =
            directory.covered(&item).into_iter().partition(|it| it.how.is_certain());
        for covered in &certain {
            report(&item, covered, 0, findings);
        }
        // A name or an element that many entries have is one question, not many.
        if let Some(first) = doubtful.first() {
            report(&item, first, doubtful.len() - 1, findings);
        }
    }
}

fn report(
    item: &EntryView<'_, '_>,
    covered: &Covered<'_, '_>,
    others: usize,
    findings: &mut Findings<'_>,
) {
    let entry = &covered.at.view;
    let (id, name) = (entry.id(), entry.name().map_or("", |it| it.value.as_ref()));
    let (field, span) = match covered.how {
        How::Said(text) => (Field::Covers, Some(text.span)),
        How::Content(text) => (Field::Content, Some(text.span)),
        How::Same | How::Name => (Field::Name, None),
    };
    // What a layer below says has its line in another agency's file.
    let span = span.filter(|_| item.wrote(field)).unwrap_or_else(|| item.span_here(field));
    let more = match others {
        0 => message!("", ""),
        n => message!("（另有 {n} 条）", " (and {n} more)"),
    };
    let what = match covered.how {
        How::Said(_) | How::Same => message!(
            "与公开事项 {id}“{name}”矛盾：这里不予公开，那里公开",
            "this contradicts entry {id} `{name}`: it is withheld here and disclosed there"
        ),
        How::Name => message!(
            "可能与公开事项 {id}“{name}”矛盾：名称相同",
            "this may contradict entry {id} `{name}`: they have one name"
        ),
        How::Content(_) => message!(
            "可能与公开事项 {id}“{name}”矛盾：那里公开同样的内容",
            "this may contradict entry {id} `{name}`: it discloses the same content"
        ),
    };
    let what = Message { zh: what.zh + &more.zh, en: what.en + &more.en };
    let there = entry.name().map_or(entry.top().head(), |it| it.span);
    findings.push(
        findings
            .at(span, what)
            .with_label(there, message!("公开事项在这里", "the entry is here"))
            .with_help(message!(
                "应当公开的，从负面清单删去；不予公开的，从目录里去掉；不是一回事的，写出区别",
                "delete the item, leave the entry out, or word them apart"
            ))
            .in_entry(item.id())
            .in_field(field.name())
            .about(id),
    );
}
