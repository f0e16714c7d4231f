//! 效力级别: what sort of document a citation says it names, or the register knows it to be.
use std::fmt;

/// The rank of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// 宪法.
    Constitution,
    /// 法律.
    Law,
    /// 行政法规.
    AdministrativeRegulation,
    /// 地方性法规, 自治条例 and 单行条例 among them.
    LocalRegulation,
    /// 法规, not said of whom.
    Regulation,
    /// 部门规章.
    DepartmentalRule,
    /// 地方政府规章.
    LocalRule,
    /// 规章, not said of whom.
    Rule,
    /// 规范性文件.
    NormativeDocument,
    /// 党内法规.
    PartyRegulation,
    /// 司法解释.
    JudicialInterpretation,
    /// 标准.
    Standard,
    /// 国际条约.
    Treaty,
    /// A local document of any rank, as the register calls it: 地方.
    Local,
}

/// The first spelling of each kind is the one it is printed in.
const SPELLINGS: [(&str, Kind); 31] = [
    ("宪法", Kind::Constitution),
    ("法律", Kind::Law),
    ("国家法律", Kind::Law),
    ("行政法规", Kind::AdministrativeRegulation),
    ("国务院行政法规", Kind::AdministrativeRegulation),
    ("地方性法规", Kind::LocalRegulation),
    ("地方法规", Kind::LocalRegulation),
    ("自治条例", Kind::LocalRegulation),
    ("单行条例", Kind::LocalRegulation),
    ("法规", Kind::Regulation),
    ("部门规章", Kind::DepartmentalRule),
    ("国务院部门规章", Kind::DepartmentalRule),
    ("部委规章", Kind::DepartmentalRule),
    ("部门规章及文件", Kind::DepartmentalRule),
    ("地方政府规章", Kind::LocalRule),
    ("政府规章", Kind::LocalRule),
    ("地方规章", Kind::LocalRule),
    ("规章", Kind::Rule),
    ("规范性文件", Kind::NormativeDocument),
    ("国务院规范性文件", Kind::NormativeDocument),
    ("部门规范性文件", Kind::NormativeDocument),
    ("地方规范性文件", Kind::NormativeDocument),
    ("政策文件", Kind::NormativeDocument),
    ("党内法规", Kind::PartyRegulation),
    ("党内法规制度", Kind::PartyRegulation),
    ("司法解释", Kind::JudicialInterpretation),
    ("标准", Kind::Standard),
    ("国家标准", Kind::Standard),
    ("行业标准", Kind::Standard),
    ("国际条约", Kind::Treaty),
    ("地方", Kind::Local),
];

impl Kind {
    /// Reads the name of a kind, without brackets.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        SPELLINGS.iter().find(|it| it.0 == text).map(|it| it.1)
    }

    /// The Chinese name.
    #[must_use]
    pub fn name(self) -> &'static str {
        SPELLINGS.iter().find(|it| it.1 == self).map_or("", |it| it.0)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
