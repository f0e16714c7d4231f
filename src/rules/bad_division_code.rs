//! See [`RULE`].
use crate::{
    check::{Check, Findings, rule},
    diagnostic::{Severity, message},
    resolve::{AgencyId, Resolution},
};

rule! {
    /// ## 查什么
    /// agency.yaml 里形式不对的行政区划代码 `code`。省、市、县为6位数字，乡镇（街道）为9位，村（社区）为12位。
    ///
    /// ## 为什么
    /// 区划代码用来把各地的目录对到一起；位数不对，或者混进全角数字，就对不上。
    ///
    /// ## 怎么改
    /// 按国家标准写，加上引号，例如 code: "210323"；没有区划代码的机关不写 `code`。
    ///
    /// ## What it does
    /// Finds an agency's `code` that is no division code: 6 digits for provinces, cities and
    /// counties, 9 for townships, 12 for villages.
    ///
    /// ## Why it matters
    /// The code is what catalogs of different places are matched by.
    ///
    /// ## How to mend
    /// Write it as the standard gives it, in quotes: `code: "210323"`. An agency without a code has
    /// no `code`.
    ///
    /// ## Example
    /// ```yaml fail
    /// --- catalogs/xiuyan/agency.yaml
    /// govcat: 1
    /// agency: xiuyan
    /// name: 岫岩满族自治县
    /// code: "21323"  #~ bad-division-code: "\"21323\""
    /// ```
    ///
    /// ```yaml pass
    /// --- catalogs/xiuyan/agency.yaml
    /// govcat: 1
    /// agency: xiuyan
    /// name: 岫岩满族自治县
    /// code: "210323"
    /// ```
    {
        code: "bad-division-code",
        summary: ["行政区划代码的形式不对", "the division code has the wrong form"],
        severity: Severity::Error,
        basis: "GB/T 2260—2007、GB/T 10114—2003",
        check: Check::Agency(bad_division_code),
    }
}

/// Digits of a code for counties and above, for townships, for villages.
const LENGTHS: [usize; 3] = [6, 9, 12];

fn bad_division_code(resolution: &Resolution<'_>, id: AgencyId, findings: &mut Findings<'_>) {
    let Some(code) = resolution.agency(id).file.as_ref().and_then(|file| file.code.as_ref()) else { return };
    let word = &code.value;
    if LENGTHS.contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit()) {
        return;
    }
    findings.push(
        findings
            .at(code.span, message!("“{word}”不是行政区划代码", "`{word}` is no division code"))
            .with_help(message!(
                "县级以上写6位半角数字，乡镇9位，村12位，例如 \"210323\"",
                "6 digits for counties and above, 9 for townships, 12 for villages, as in \"210323\""
            ))
            .in_field("code")
            .about(word),
    );
}
