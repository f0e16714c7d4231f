//! See [`RULE`].
use crate::{
    check::{Check, Findings, marks::Marks, rule},
    diagnostic::{Severity, message},
    model::{Text, field::Field},
};

rule! {
    /// ## 查什么
    /// 不该出现在文字里的字符：控制字符、改变文字方向的隐藏字符、乱码（“�”“锟斤拷”）、Word 里勾选框留下的私用字符，
    /// 以及从 PDF 复制出来的部首字符（看着是“⼯”，其实不是“工”）。
    ///
    /// ## 为什么
    /// 这些字符显示成方框或者什么也不显示，查不到，也会让网页和表格出错；乱码说明文件转换编码时已经损坏。
    ///
    /// ## 怎么改
    /// 对照原件重新录入这个词；整个文件都有乱码的，从原件重新导出为 UTF-8。
    ///
    /// ## What it does
    /// Finds characters that belong in no text: controls, hidden marks of direction, remains of a wrong
    /// conversion (`�`, 锟斤拷), the private-use characters of Word's tick boxes, and the radicals that
    /// PDF readers copy instead of ideographs.
    ///
    /// ## Why it matters
    /// They show as boxes or not at all, no search finds them, and they break pages and tables;
    /// a wrong conversion has destroyed what stood there.
    ///
    /// ## How to mend
    /// Type the word again from the original, or export the whole file again as UTF-8.
    ///
    /// ## Example
    /// ```yaml fail
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     name: 社会救�  #~ control-character: "�"
    ///     owner: "县\u0007民政局"  #~ control-character: "\"县\\u0007民政局\""
    ///     content: [⼯作流程]  #~ control-character: "⼯"
    /// ```
    ///
    /// ```yaml pass
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     name: 社会救助
    /// ```
    {
        code: "control-character",
        summary: ["控制字符或者乱码", "a control character, or text damaged by a wrong conversion"],
        severity: Severity::Error,
        basis: "GB 18030—2022",
        check: Check::Text(Marks::DAMAGE, control_character),
    }
}

fn control_character(text: &Text<'_>, _: Field, findings: &mut Findings<'_>) {
    let value: &str = &text.value;
    let found = value.char_indices().find_map(|(at, c)| Some((at, c, kind(&value[at..], c)?)));
    let Some((at, c, kind)) = found else { return };
    let number = format!("U+{:04X}", u32::from(c));
    let (what, help) = match kind {
        Kind::Control => (
            message!("文字里有控制字符 {number}", "the text has the control character {number}"),
            message!("删去这个字符", "delete it"),
        ),
        Kind::Replacement => (
            message!(
                "文字里有乱码，转换编码时已经损坏",
                "the text was damaged by a wrong conversion"
            ),
            message!(
                "对照原件重新录入，或者从原件重新导出为 UTF-8",
                "type it again from the original, or export the file again as UTF-8"
            ),
        ),
        Kind::Private => (
            message!(
                "文字里有私用字符 {number}，离开原来的字体无法显示",
                "the private-use character {number} shows in its own font only"
            ),
            message!(
                "对照原件：是勾选框的，按勾选情况改写；是生僻字的，改用标准字",
                "look at the original: keep what is ticked, or write the standard character"
            ),
        ),
        Kind::Radical => (
            message!(
                "“{c}”（{number}）是部首或者兼容字符，不是普通汉字",
                "`{c}` ({number}) is a radical or a compatibility character, not an ordinary ideograph"
            ),
            message!("重新录入这个字", "type the character again"),
        ),
    };
    findings.push(findings.at(text.part(at..at + c.len_utf8()), what).with_help(help).about(value));
}

/// What is wrong with a character.
enum Kind {
    Control,
    Replacement,
    Private,
    Radical,
}

fn kind(from: &str, c: char) -> Option<Kind> {
    Some(match c {
        // Tabs and line breaks are blanks.
        '\t' | '\n' | '\r' | '\u{85}' => return None,
        '\u{0}'..='\u{1f}'
        | '\u{7f}'..='\u{9f}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2061}'..='\u{206f}'
        | '\u{fff9}'..='\u{fffc}' => Kind::Control,
        '\u{fffd}' => Kind::Replacement,
        '锟' if from.starts_with("锟斤拷") => Kind::Replacement,
        '\u{e000}'..='\u{f8ff}' | '\u{f0000}'.. => Kind::Private,
        '\u{2e80}'..='\u{2fdf}' | '\u{f900}'..='\u{faff}' | '\u{2f800}'..='\u{2fa1f}' => {
            Kind::Radical
        }
        _ => return None,
    })
}
