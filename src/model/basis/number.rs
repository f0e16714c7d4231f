//! 文号: the number of a document, in one spelling whatever way it was typed.
use std::{
    fmt,
    hash::{Hash, Hasher},
};

use crate::model::basis::{issuer, number_scan, text::Chars};

/// The number of a document. Two numbers are equal if they are the same number, however their issuers are abbreviated.
#[derive(Clone, Debug)]
pub struct DocumentNumber {
    text: String,
    key: String,
    year: Option<u32>,
    form: Form,
}

/// How a document is numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// 发文字号: 国办发〔2019〕54号.
    File,
    /// 令: 国务院令第711号.
    Order,
    /// 公告 or 通告: 国家税务总局公告2013年第24号.
    Notice,
    /// 标准号: GB/T 32939—2016.
    Standard,
}

impl DocumentNumber {
    /// Reads a text that is a number and nothing else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let chars = Chars::new(text);
        let all = chars.trim(0..chars.len());
        let found = number_scan::find_all(&chars).into_iter().next()?;
        found.number.filter(|_| found.range == all)
    }

    /// Every number in a text.
    #[must_use]
    pub fn all(text: &str) -> Vec<Self> {
        number_scan::find_all(&Chars::new(text)).into_iter().filter_map(|it| it.number).collect()
    }

    /// How the document is numbered.
    #[must_use]
    pub fn form(&self) -> Form {
        self.form
    }

    /// The one spelling.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether the number may belong to several documents: those of presidential orders start anew with each congress.
    #[must_use]
    pub fn is_ambiguous(&self) -> bool {
        self.form == Form::Order && self.key.starts_with("主席|")
    }

    /// Whether both may be the same number: a year that one leaves out is no difference.
    #[must_use]
    pub fn agrees(&self, other: &Self) -> bool {
        self.key == other.key
            && (self.year == other.year || self.year.is_none() || other.year.is_none())
    }

    /// What is compared and looked up: without the year, except where it is part of the number.
    pub(super) fn key(&self) -> &str {
        &self.key
    }

    pub(super) fn file(prefix: &str, year: u32, serial: u32) -> Self {
        let text = format!("{prefix}〔{year}〕{serial}号");
        Self { key: text.clone(), text, year: Some(year), form: Form::File }
    }

    /// An order or a notice of `issuers`, as they were typed.
    pub(super) fn order(issuers: &str, word: &'static str, year: Option<u32>, serial: u32) -> Self {
        let names: Vec<&str> = issuer::parts(issuers).map(issuer::without_country).collect();
        let year_text = year.map_or_else(String::new, |it| format!("{it}年"));
        let text = format!("{}{word}{year_text}第{serial}号", names.join("、"));
        let mut full: Vec<_> = names.iter().map(|it| issuer::full_name(it)).collect();
        full.sort();
        let key = format!("{}|{word}{serial}", full.join("、"));
        Self { text, key, year, form: if word == "令" { Form::Order } else { Form::Notice } }
    }

    pub(super) fn standard(code: &str, serial: &str, year: u32) -> Self {
        let text = format!("{code} {serial}—{year}");
        Self { key: text.clone(), text, year: Some(year), form: Form::Standard }
    }
}

impl PartialEq for DocumentNumber {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key && self.year == other.year
    }
}

impl Eq for DocumentNumber {}

impl Hash for DocumentNumber {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key.hash(state);
        self.year.hash(state);
    }
}

impl fmt::Display for DocumentNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::DocumentNumber;

    #[track_caller]
    fn check(text: &str, want: &str) {
        let got = DocumentNumber::parse(text).map_or_else(String::new, |it| it.to_string());
        assert_eq!(got, want, "{text}");
        if !want.is_empty() {
            assert_eq!(
                DocumentNumber::parse(want).map(|it| it.to_string()).as_deref(),
                Some(want),
                "{text}: not stable"
            );
        }
    }

    #[test]
    fn file_numbers() {
        for text in [
            "国办发〔2019〕54号",
            "国办发[2019]54号",
            "国办发(2019)54号",
            "国办发（2019）54号",
            "国办发【2019】54号",
            "国办发［2019］54号",
            "国办发〔2019]54号",
            "国办发〔2019〕第54号",
            "国办发〔2019〕54",
            "国办发 〔2019〕 54 号",
            "国办发〔２０１９〕５４号",
            "国办发〔201954号",
            "国办发2019〕54号",
            "国办发〔2019 54号",
            "国办发〔2019年〕54号",
            "国办发2019年54号",
            "国办发〔二〇一九〕五十四号",
            "国办发{2019}54号",
            "国办发〔2019〕054号",
            "国办发﹝2019﹞54号",
            "国办发2019(54)号",
            "国办发〈2019〉54号",
            "国办发《2019》54号",
        ] {
            check(text, "国办发〔2019〕54号");
        }
        check("发改价格规〔2016〕1835号", "发改价格规〔2016〕1835号");
        check("国发(87)24号", "国发〔1987〕24号");
        check("教基一〔2013〕7号", "教基一〔2013〕7号");
        check("〔2019〕54号", "");
    }

    #[test]
    fn orders() {
        for text in [
            "国务院令第711号",
            "国务院第711号令",
            "国务院令711号",
            "国务院令（第711号）",
            "国务院令[第711号]",
            "中华人民共和国国务院令第711号",
            "国务院令第七百一十一号",
            "国务院令 第 711 号",
            "第711号国务院令",
            "国务院令第711",
            "国务院711号令",
            "国务院令第７１１号",
        ] {
            check(text, "国务院令第711号");
        }
        check("主席令第七号", "主席令第7号");
        check("国家主席令第七号", "国家主席令第7号");
        assert_eq!(
            DocumentNumber::parse("国家主席令第七号"),
            DocumentNumber::parse("中华人民共和国主席令第7号")
        );
        check("住房城乡建设部令第21号", "住房城乡建设部令第21号");
        assert_eq!(
            DocumentNumber::parse("住房城乡建设部令第21号"),
            DocumentNumber::parse("住房和城乡建设部第21号令")
        );
        for (short, full) in [
            ("环保部令第31号", "环境保护部令第31号"),
            ("国家工商总局令第63号", "国家工商行政管理总局令第63号"),
            ("国家发展改革委员会令第10号", "国家发展和改革委员会令第10号"),
            ("卫生健康委员会令第2号", "国家卫健委令第2号"),
        ] {
            assert_eq!(DocumentNumber::parse(short), DocumentNumber::parse(full), "{short}");
        }
        check("国务院令711", "国务院令第711号");
        check("国家发展改革委2017年第10号令", "国家发展改革委令2017年第10号");
        check("国家发展改革委令〔2017〕第10号", "国家发展改革委令2017年第10号");
        check("交通运输部令2016年第68号", "交通运输部令2016年第68号");
        check("国家税务总局公告2013年第24号", "国家税务总局公告2013年第24号");
        check("国家税务总局2013年第24号公告", "国家税务总局公告2013年第24号");
        check("国家税务总局公告（2013年第24号）", "国家税务总局公告2013年第24号");
        check("国家民族事务委员会 公安部令第2号", "国家民族事务委员会、公安部令第2号");
        check("国务院国资委、财政部令第32号", "国务院国资委、财政部令第32号");
        check("浙江省人民政府令第320号", "浙江省人民政府令第320号");
        check("全国人大常委会委员长令第8号", "全国人大常委会委员长令第8号");
        check(
            "广东省第十三届人民代表大会常务委员会公告（第35号）",
            "广东省第十三届人民代表大会常务委员会公告第35号",
        );
    }

    #[test]
    fn standards() {
        for text in [
            "GB/T 32939—2016",
            "GB/T 32939-2016",
            "GB/T32939－2016",
            "gb/t 32939-2016",
            "ＧＢ/Ｔ 32939-2016",
        ] {
            check(text, "GB/T 32939—2016");
        }
        check("DB11/T 1234.5-2020", "DB11/T 1234.5—2020");
    }

    #[test]
    fn years_may_be_left_out() {
        let (a, b) = (
            DocumentNumber::parse("国家发展改革委2017年第10号令"),
            DocumentNumber::parse("国家发展和改革委员会令第10号"),
        );
        assert!(a != b && a.zip(b).is_some_and(|(a, b)| a.agrees(&b)));
    }
}
