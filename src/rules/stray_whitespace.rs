//! See [`RULE`].
use crate::{
    check::{Check, Findings, Subject, marks::Marks, rule},
    diagnostic::{Severity, message},
    model::{
        Text,
        blanks::{self, Lines},
        choice::{Choice, Meaning, Spelling},
        field::Field,
        punctuation,
        vocabulary::Terms,
    },
};

rule! {
    /// ## 查什么
    /// 中文词语中间的空格，全角数字和字母（２０、Ａ），以及样子相近而用错了的标点：中文里的半角逗号、
    /// 冒号、括号、引号，文号年份没有用六角括号（国办发 `[2019]` 54号），用 `<` `>` 代替书名号，留在文字里的
    /// 勾选框“□”“■”。
    ///
    /// ## 为什么
    /// 从 Word、PDF 里复制出来的表常有这些毛病；这样的词、文号查不到，也和标准词对不上。勾选框离开了表格，
    /// 就看不出勾没勾。
    ///
    /// ## 怎么改
    /// 照提示改写。两个发文机关之间的空格不算；勾选框对照原表，勾了的留下文字，没勾的删去。
    ///
    /// ## What it does
    /// Finds blanks inside Chinese words, full-width digits and letters, and punctuation that only
    /// looks like what is meant: ASCII marks between Chinese characters, other brackets than 〔〕
    /// around the year of a document's number, `<>` for title marks, tick boxes left in the text.
    ///
    /// ## Why it matters
    /// Tables copied from Word and PDF are full of these; such a word or number is not found by a
    /// search and does not match the standard term. Away from its table a tick box says nothing.
    ///
    /// ## How to mend
    /// Write it as the help shows. A blank between two issuing bodies is fine; of tick boxes keep
    /// the words that are ticked in the original.
    ///
    /// ## Example
    /// ```yaml fail
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     deadline: 自该信 息形成之日起20个工作日内  #~ stray-whitespace: "自该信 息形成之日起20个工作日内"
    ///     name: 监督检查(试行)  #~ stray-whitespace: "监督检查(试行)"
    ///     content: [□办事指南, 口公开指南]  #~ stray-whitespace: "□"  #~ stray-whitespace: "口"
    ///     basis:
    ///       - 《关于全面推进工作的指导意见》（国办发[2019]54号）  #~ stray-whitespace: "《关于全面推进工作的指导意见》（国办发[2019]54号）"
    ///     channel: ["其他:城市书房"]  #~ stray-whitespace: "\"其他:城市书房\""
    /// ```
    ///
    /// ```yaml pass
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     deadline: 自该信息形成之日起20个工作日内
    ///     name: 监督检查（试行）
    ///     content: [GB/T 37668(2019), "服务时间：9:00至17:00", "PM2.5, PM10"]
    ///     basis: [《关于全面推进工作的指导意见》（国办发〔2019〕54号）]
    ///     channel: [其他：城市书房]
    /// ```
    {
        code: "stray-whitespace",
        summary: [
            "词语中间有空格，用了全角数字，或标点用错",
            "a blank inside a word, full-width digits, or look-alike punctuation",
        ],
        severity: Severity::Warning,
        basis: "GB/T 15834—2011；GB/T 9704—2012",
        checks: [
            Check::Text(Marks::BLANK.or(Marks::WIDE), stray_whitespace),
            Check::Text(Marks::LOOK_ALIKE, in_text),
            Check::Text(Marks::BOX, with_box),
            Check::Text(Marks::ANY, with_mouth),
            Check::Entry(in_choices),
        ],
    }
}

fn stray_whitespace(text: &Text<'_>, field: Field, findings: &mut Findings<'_>) {
    let value: &str = &text.value;
    // A list of lines is a way to write content.
    let lines = if field == Field::Content { Lines::Kept } else { Lines::Folded };
    let Some(mended) = blanks::mend(value, lines) else { return };
    let what = if value.contains(blanks::is_blank) {
        message!("词语中间有空格或换行", "a blank or a line break inside a word")
    } else {
        message!("数字、字母用了全角", "digits or letters are full-width")
    };
    findings.push(
        findings
            .at(text.span, what)
            .with_help(message!("写成“{mended}”", "write `{mended}`"))
            .with_mend(text.span, mended.as_str())
            .about(&mended),
    );
}

fn in_text(text: &Text<'_>, field: Field, findings: &mut Findings<'_>) {
    if !is_free(field) {
        return;
    }
    let mended = punctuation::mend(&text.value);
    if mended != text.value {
        report(text, &mended, None, findings);
    }
}

fn with_box(text: &Text<'_>, field: Field, findings: &mut Findings<'_>) {
    let is_box =
        |c: char| matches!(c, '□' | '■' | '▢' | '▣' | '☐' | '☑' | '☒' | '◻' | '◼' | '❏' | '❑');
    let found = text.value.char_indices().find(|(_, c)| is_box(*c));
    if let Some((at, tick_box)) = found.filter(|_| is_free(field)) {
        report_box(text, at, tick_box, findings);
    }
}

/// 口 for □, which scanned tables have.
fn with_mouth(text: &Text<'_>, field: Field, findings: &mut Findings<'_>) {
    if is_free(field) && punctuation::has_mouth(&text.value) {
        report_box(text, 0, '口', findings);
    }
}

/// Words of the vocabulary are compared with it, whatever their punctuation.
fn is_free(field: Field) -> bool {
    matches!(
        field,
        Field::Category
            | Field::Name
            | Field::Content
            | Field::Basis
            | Field::Deadline
            | Field::Owner
    )
}

/// `其他:城市书房`, `特定群体(申请人)`: what stands behind a word of the vocabulary.
fn in_choices(subject: &Subject<'_, '_>, findings: &mut Findings<'_>) {
    fn all<T: Meaning>(
        choices: &[Choice<'_, T>],
        terms: &Terms,
        field: &'static str,
        findings: &mut Findings<'_>,
    ) {
        for choice in choices.iter().filter(|it| it.spelling == Spelling::Qualified) {
            if choice.text.value.contains([':', '(', ')']) {
                report(&choice.text, &choice.standard(terms), Some(field), findings);
            }
        }
    }
    let vocabulary = &subject.resolution.registries.vocabulary;
    all(&subject.entry.channel, &vocabulary.channels, "channel", findings);
    all(&subject.entry.audience, &vocabulary.audiences, "audience", findings);
}

fn report(text: &Text<'_>, mended: &str, field: Option<&'static str>, findings: &mut Findings<'_>) {
    let value = &text.value;
    let mut found = findings
        .at(
            text.span,
            message!("“{value}”里的标点不对", "`{value}` has punctuation that only looks right"),
        )
        .with_help(message!("写成“{mended}”", "write `{mended}`"))
        .with_mend(text.span, mended)
        .about(mended);
    found.field = field;
    findings.push(found);
}

fn report_box(text: &Text<'_>, at: usize, tick_box: char, findings: &mut Findings<'_>) {
    findings.push(
        findings
            .at(
                text.part(at..at + tick_box.len_utf8()),
                message!(
                    "文字里留着勾选框“{tick_box}”",
                    "the tick box `{tick_box}` was left in the text"
                ),
            )
            .with_help(message!(
                "对照原表：勾了的留下文字，没勾的删去",
                "look at the original: keep the words where it is ticked, else delete them"
            ))
            .about(&text.value),
    );
}
