//! See [`RULE`].
use crate::{
    check::{Check, Findings, Subject, rule},
    diagnostic::{Severity, message},
    model::wording,
};

rule! {
    /// ## 查什么
    /// 词表里没有的公开渠道和载体。
    ///
    /// ## 为什么
    /// 《政府信息公开条例》第二十三条、第二十五条列出公开的渠道；叫法不统一，就无法比较各地公开在哪里。
    ///
    /// ## 怎么改
    /// 换成词表里的标准词；确有其他渠道的，写“其他：名称”，或把新词加进 vocabulary.yaml。
    ///
    /// ## What it does
    /// Finds channels that the vocabulary does not have.
    ///
    /// ## Why it matters
    /// Articles 23 and 25 of the Regulation on Open Government Information name the channels; where
    /// each county has words of its own, nobody can compare where things are disclosed.
    ///
    /// ## How to mend
    /// Use the standard term; for a channel of its own kind write `其他：name`, or add the term to
    /// vocabulary.yaml.
    ///
    /// ## Example
    /// ```yaml fail
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     channel: [政府网站, 政府网战]  #~ unknown-channel: "政府网战"
    /// ```
    ///
    /// ```yaml pass
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     channel: [政府网站, 其他：办税服务厅]
    /// ```
    {
        code: "unknown-channel",
        summary: ["词表里没有这个公开渠道", "the vocabulary does not have this channel"],
        severity: Severity::Error,
        basis: "《政府信息公开条例》第二十三条、第二十五条",
        check: Check::Entry(unknown_channel),
    }
}

fn unknown_channel(subject: &Subject<'_, '_>, findings: &mut Findings<'_>) {
    let terms = &subject.resolution.registries.vocabulary.channels;
    for choice in subject.entry.channel.iter().filter(|choice| choice.value.is_none()) {
        let word = &choice.text.value;
        // 同上 has a rule of its own.
        if wording::is_ditto(word) {
            continue;
        }
        let help = match terms.nearest(word) {
            Some(nearest) => message!("是不是“{nearest}”？", "did you mean `{nearest}`?"),
            None => message!("写成“其他：{word}”，或加进 vocabulary.yaml", "write `其他：{word}`, or add it to vocabulary.yaml"),
        };
        findings.push(
            findings
                .at(choice.text.span, message!("词表里没有公开渠道“{word}”", "unknown channel `{word}`"))
                .with_help(help)
                .in_field("channel")
                .about(word),
        );
    }
}
