//! The shape of every file, as data: which keys there are, what may stand behind them, which must.
//!
//! The decoder, the help of `unknown-key` and the JSON Schema that editors use are all made from
//! these tables, so they cannot disagree.

/// What may stand behind a key.
#[derive(Clone, Copy, Debug)]
pub enum Form {
    /// One text. Numbers and dates are texts here, kept as written.
    Text,
    /// A text or a list of texts; one text is a list of one.
    Texts,
    /// A day, `YYYY-MM-DD`.
    Date,
    /// A whole number.
    Number,
    /// `true` or `false`.
    Flag,
    /// A text or list of texts, or a mapping with `lead` and `with`.
    Owner,
    /// One mapping.
    Record(&'static Shape),
    /// A list of mappings.
    Records(&'static Shape),
}

/// Whether a key must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// It must.
    Required,
    /// It may be left out.
    Optional,
    /// It must once all layers and defaults are laid together; the rules see to it.
    Resolved,
}

/// One key of a mapping.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// The key as written.
    pub name: &'static str,
    /// What may stand behind it.
    pub form: Form,
    /// Whether it must be there.
    pub need: Need,
    /// What people call it in Chinese; also recognised when somebody writes it as the key.
    pub zh: &'static str,
    /// What it is, in English.
    pub en: &'static str,
}

/// A mapping: its keys.
#[derive(Debug)]
pub struct Shape {
    /// What it is called in the JSON Schema.
    pub name: &'static str,
    /// What it is called in Chinese messages.
    pub zh: &'static str,
    /// Its keys, in the order in which they are best written.
    pub keys: &'static [Key],
}

impl Shape {
    /// The index of a key.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<usize> {
        self.find_from(0, name)
    }

    /// The index of a key, looked for at `first` before all others: most files keep to the order.
    #[must_use]
    pub fn find_from(&self, first: usize, name: &str) -> Option<usize> {
        let (before, behind) = self.keys.split_at(first);
        let place = |keys: &[Key]| keys.iter().position(|key| key.name == name);
        place(behind).map(|at| first + at).or_else(|| place(before))
    }
}

/// Declares a shape, and an enum of its keys in the same order.
macro_rules! shapes {
    ($($(#[$doc:meta])+ $shape:ident $keys:ident $name:literal $zh:literal {
        $($key:ident $text:literal $need:ident $form:expr, $kzh:literal, $ken:literal;)+
    })+) => {
        $(
            $(#[$doc])+
            pub static $shape: Shape = Shape {
                name: $name,
                zh: $zh,
                keys: &[$(Key { name: $text, form: $form, need: Need::$need, zh: $kzh, en: $ken }),+],
            };
            /// The keys of the shape of the same name.
            #[derive(Clone, Copy, Debug, PartialEq, Eq)]
            pub enum $keys {
                $(
                    #[doc = $ken]
                    $key,
                )+
            }
            impl From<$keys> for usize {
                fn from(key: $keys) -> Self {
                    key as Self
                }
            }
        )+
        /// Every shape.
        pub static ALL: &[&Shape] = &[$(&$shape),+];
    };
}

shapes! {
    /// A catalog file: one agency, one domain.
    CATALOG CatalogKey "catalog" "目录文件" {
        Govcat "govcat" Required Form::Number, "格式版本", "the version of the format";
        Kind "kind" Optional Form::Text, "目录种类", "standard, plan, participation, negative or powers; standard unless said";
        Domain "domain" Optional Form::Text, "领域代码", "the domain's code in domains.yaml";
        Title "title" Optional Form::Text, "标题", "the table's title";
        Version "version" Optional Form::Text, "版本", "the version of the text";
        Effective "effective" Optional Form::Date, "施行日期", "since when it is in force";
        Source "source" Optional Form::Text, "来源文件", "the document it was issued with";
        ReviewDue "review-due" Optional Form::Date, "复查期限", "by when it is to be reviewed again";
        Defaults "defaults" Optional Form::Record(&DEFAULTS), "默认值", "fills what an entry leaves out";
        Entries "entries" Optional Form::Records(&ENTRY), "公开事项", "the entries";
        Exclude "exclude" Optional Form::Records(&EXCLUDE), "不纳入的事项", "entries of the layer below that are left out";
        Waivers "waivers" Optional Form::Records(&WAIVER), "放宽说明", "approvals to be weaker than the layer below";
    }
    /// One entry (公开事项).
    ENTRY EntryKey "entry" "公开事项" {
        Id "id" Required Form::Text, "编号", "unique in the agency: letters, digits, `.`, `_`, `-`";
        Was "was" Optional Form::Texts, "原编号", "ids it bore before";
        Category "category" Optional Form::Texts, "一级事项", "the category; a list where a table has more levels";
        Name "name" Resolved Form::Text, "二级事项", "the entry's name";
        Content "content" Resolved Form::Texts, "公开内容", "what is disclosed, element by element";
        Basis "basis" Resolved Form::Texts, "公开依据", "the laws and documents that it stands on";
        Deadline "deadline" Resolved Form::Text, "公开时限", "by when";
        Owner "owner" Resolved Form::Owner, "公开主体", "who discloses";
        Method "method" Resolved Form::Texts, "公开方式", "主动公开, 依申请公开 or both";
        Channel "channel" Resolved Form::Texts, "公开渠道和载体", "where it is disclosed";
        Audience "audience" Resolved Form::Texts, "公开对象", "全社会, 特定群体 or 特定群体：who";
        Level "level" Optional Form::Texts, "公开层级", "which levels of government";
        Stage "stage" Optional Form::Texts, "五公开环节", "决策, 执行, 管理, 服务, 结果";
        Link "link" Optional Form::Text, "公开链接", "where it is published";
        Reason "reason" Optional Form::Text, "不予公开的理由", "the lawful reason, in a negative list";
        Explains "explains" Optional Form::Texts, "解读的文件或事项", "what this entry explains: ids of entries of the agency, or 《titles》 of documents";
        Covers "covers" Optional Form::Texts, "涉及的公开事项", "in a negative list: ids of entries of the agency that the item covers";
        DisclosedBy "disclosed_by" Optional Form::Texts, "由哪些事项公开", "in a list of powers: ids of entries of the agency that disclose it";
        Review "review" Optional Form::Text, "核对程度", "how sure the text is: verified, published, reconstructed";
        Reconstructed "reconstructed" Optional Form::Texts, "补写的要素", "the fields written here that the source does not say; review is about the others";
    }
    /// What fills an entry's gaps.
    DEFAULTS DefaultsKey "defaults" "默认值" {
        Category "category" Optional Form::Texts, "一级事项", "the category";
        Content "content" Optional Form::Texts, "公开内容", "what is disclosed, where all entries disclose the same";
        Basis "basis" Optional Form::Texts, "公开依据", "the laws and documents";
        Deadline "deadline" Optional Form::Text, "公开时限", "by when";
        Owner "owner" Optional Form::Owner, "公开主体", "who discloses";
        Method "method" Optional Form::Texts, "公开方式", "how";
        Channel "channel" Optional Form::Texts, "公开渠道和载体", "where";
        Audience "audience" Optional Form::Texts, "公开对象", "to whom";
        Level "level" Optional Form::Texts, "公开层级", "which levels of government";
        Stage "stage" Optional Form::Texts, "五公开环节", "which stages";
        Reason "reason" Optional Form::Text, "不予公开的理由", "the lawful reason, in a negative list";
        Review "review" Optional Form::Text, "核对程度", "how sure the text is";
        Reconstructed "reconstructed" Optional Form::Texts, "补写的要素", "the fields written in `defaults` that the source does not say";
    }
    /// Who leads and who supports.
    OWNER OwnerKey "owner" "公开主体" {
        Lead "lead" Required Form::Texts, "牵头单位", "who leads";
        With "with" Optional Form::Texts, "配合单位", "who supports";
    }
    /// An entry of the layer below that is left out.
    EXCLUDE ExcludeKey "exclude" "不纳入的事项" {
        Id "id" Required Form::Text, "编号", "the entry's id in the layer below";
        Reason "reason" Required Form::Text, "理由", "one of the lawful reasons of the vocabulary";
        Basis "basis" Optional Form::Texts, "依据", "what the reason stands on";
        Where "where" Optional Form::Text, "公开处", "where it is disclosed instead";
    }
    /// An approval to be weaker than the layer below.
    WAIVER WaiverKey "waiver" "放宽说明" {
        Entry "entry" Required Form::Text, "事项编号", "the entry";
        Field "field" Required Form::Text, "字段", "the field that is weaker";
        Reason "reason" Required Form::Text, "理由", "why";
        Basis "basis" Required Form::Texts, "依据", "what it stands on";
        ApprovedBy "approved_by" Required Form::Text, "批准机关", "who approved it";
        Until "until" Required Form::Date, "截止日期", "until when it holds";
    }
    /// Who an agency is.
    AGENCY AgencyKey "agency" "机关文件" {
        Govcat "govcat" Required Form::Number, "格式版本", "the version of the format";
        Agency "agency" Required Form::Text, "机关代号", "the name of its folder";
        Name "name" Required Form::Text, "机关名称", "its name";
        Code "code" Optional Form::Text, "行政区划代码", "its GB/T 2260 division code";
        Level "level" Optional Form::Text, "层级", "its level of government";
        Extends "extends" Optional Form::Text, "上一层", "the agency whose catalogs lie below its own";
        Inherit "inherit" Optional Form::Flag, "是否继承", "false: its files are complete tables, only compared with the layer below";
        Offices "offices" Optional Form::Records(&OFFICE), "机构", "its offices and the roles that they fill";
        NotApplicable "not_applicable" Optional Form::Records(&NOT_APPLICABLE), "不适用的领域", "domains that it has no business in";
        Site "site" Optional Form::Record(&AGENCY_SITE), "公开平台", "where it publishes: its website and the columns of it, its new media, its gazette";
    }
    /// Where an agency publishes.
    AGENCY_SITE AgencySiteKey "agency-site" "公开平台" {
        Name "name" Optional Form::Text, "网站名称", "the name of its website, for the tag `SiteName`";
        Domain "domain" Optional Form::Text, "网站域名", "the website's domain, for `SiteDomain`";
        IdCode "id_code" Optional Form::Text, "政府网站标识码", "the website's id code, for `SiteIDCode`";
        Sponsor "sponsor" Optional Form::Text, "主办单位", "who runs the website";
        Contact "contact" Optional Form::Text, "联系方式", "how to reach them";
        Icp "icp" Optional Form::Text, "ICP备案号", "its ICP record";
        PoliceRecord "police_record" Optional Form::Text, "公安备案号", "its police record";
        UnitMark "unit_mark" Optional Form::Text, "党政机关网站标识", "the address of the certificate of a party or government site";
        ErrorReport "error_report" Optional Form::Text, "找错入口", "the address of 我为政府网站找错";
        Columns "columns" Optional Form::Records(&SITE_COLUMN), "信息公开专栏的子栏目", "the columns of its disclosure section";
        Media "media" Optional Form::Records(&SITE_MEDIUM), "政务新媒体", "its accounts in new media";
        Gazette "gazette" Optional Form::Text, "政府公报", "the address of its gazette";
    }
    /// A column of an agency's disclosure section.
    SITE_COLUMN SiteColumnKey "site-column" "子栏目" {
        Name "name" Required Form::Text, "名称", "its name: 政府信息公开指南, 法定主动公开内容, 政府信息公开制度, 政府信息公开年报";
        Link "link" Optional Form::Text, "网址", "its address";
    }
    /// An account in new media.
    SITE_MEDIUM SiteMediumKey "site-medium" "政务新媒体账号" {
        Name "name" Required Form::Text, "名称", "its name";
        Kind "kind" Optional Form::Text, "平台", "the platform: 微信公众号, 微博";
        Link "link" Optional Form::Text, "网址", "its address";
    }
    /// An office of an agency.
    OFFICE OfficeKey "office" "机构" {
        Name "name" Required Form::Text, "名称", "its name";
        ActsFor "acts_for" Optional Form::Texts, "承担的角色", "the roles in the layers below that it fills";
        Former "former" Optional Form::Texts, "曾用名", "names it bore";
        Review "review" Optional Form::Text, "核对程度", "how sure this is";
    }
    /// A domain that does not apply to an agency.
    NOT_APPLICABLE NotApplicableKey "not-applicable" "不适用的领域" {
        Domain "domain" Required Form::Text, "领域代码", "the domain";
        Reason "reason" Required Form::Text, "理由", "why";
        Basis "basis" Optional Form::Texts, "依据", "what it stands on";
    }
    /// The register of domains.
    DOMAINS DomainsKey "domains" "领域登记" {
        Govcat "govcat" Required Form::Number, "格式版本", "the version of the format";
        Domains "domains" Required Form::Records(&DOMAIN), "领域", "the domains";
    }
    /// One domain.
    DOMAIN DomainKey "domain" "领域" {
        Number "number" Required Form::Number, "序号", "its number in the national list";
        Code "code" Required Form::Text, "代码", "its code, used in file names and addresses";
        Name "name" Required Form::Text, "名称", "its name";
        OtherNames "other_names" Optional Form::Texts, "其他名称", "names that tables use for it";
        Issuer "issuer" Optional Form::Text, "印发机关", "who issued its standard";
        Document "document" Optional Form::Text, "文号", "the number of the standard's document";
        Issued "issued" Optional Form::Date, "印发日期", "when the standard was issued";
        Review "review" Optional Form::Text, "核对程度", "how sure this is";
        Note "note" Optional Form::Text, "备注", "what else to know";
    }
    /// The vocabulary.
    VOCABULARY VocabularyKey "vocabulary" "词表" {
        Govcat "govcat" Required Form::Number, "格式版本", "the version of the format";
        Channels "channels" Required Form::Records(&TERM), "公开渠道和载体", "channels";
        Methods "methods" Required Form::Records(&TERM), "公开方式", "methods";
        Audiences "audiences" Required Form::Records(&TERM), "公开对象", "audiences";
        Levels "levels" Required Form::Records(&TERM), "层级", "levels of government";
        Stages "stages" Required Form::Records(&TERM), "五公开环节", "stages";
        Reasons "reasons" Required Form::Records(&TERM), "法定理由", "lawful reasons";
        Reviews "reviews" Optional Form::Records(&TERM), "核对程度", "degrees of review";
        VagueBodies "vague_bodies" Optional Form::Texts, "含糊的主体", "words that name nobody in particular";
        Bodies "bodies" Optional Form::Records(&BODY), "机构改革", "bodies that were renamed or merged";
    }
    /// An official term.
    TERM TermKey "term" "词条" {
        Term "term" Required Form::Text, "标准词", "the standard term";
        Synonyms "synonyms" Optional Form::Texts, "同义词", "other words for the same";
        Requires "requires" Optional Form::Text, "另须写明", "a key that must be given with it";
        Note "note" Optional Form::Text, "备注", "what it means";
    }
    /// A body that was renamed or merged.
    BODY BodyKey "body" "机构改革" {
        Former "former" Required Form::Text, "旧名", "its former name";
        Successor "successor" Required Form::Texts, "承接机构", "who took over";
        Year "year" Optional Form::Number, "年份", "when";
        Note "note" Optional Form::Text, "备注", "what else to know";
    }
    /// The register of laws and documents.
    BASIS BasisKey "basis" "法规文件登记" {
        Govcat "govcat" Required Form::Number, "格式版本", "the version of the format";
        Documents "documents" Required Form::Records(&DOCUMENT), "文件", "the documents";
    }
    /// A law or document.
    DOCUMENT DocumentKey "document" "法规文件" {
        Title "title" Required Form::Text, "名称", "its full title";
        ShortTitles "short_titles" Optional Form::Texts, "简称", "other titles that it is cited by";
        Kind "kind" Optional Form::Text, "种类", "law, regulation, rule, document";
        Issuer "issuer" Optional Form::Text, "制定机关", "who made it";
        Number "number" Optional Form::Text, "文号", "its number";
        Issued "issued" Optional Form::Text, "公布日期", "when it was issued, as exactly as known";
        Effective "effective" Optional Form::Text, "施行日期", "since when it is in force, as exactly as known";
        Revised "revised" Optional Form::Text, "修订", "when it was last revised";
        Status "status" Required Form::Text, "效力", "现行, 修订, 废止 or 失效";
        ReplacedBy "replaced_by" Optional Form::Text, "替代文件", "what replaced it";
        ReplacedOn "replaced_on" Optional Form::Text, "替代日期", "since when";
        Domains "domains" Optional Form::Texts, "所涉领域", "the domains that it belongs to, where it belongs to these alone";
        Note "note" Optional Form::Text, "备注", "what else to know";
        Review "review" Optional Form::Text, "核对程度", "how sure this is";
    }
    /// The calendar of holidays.
    CALENDAR CalendarKey "calendar" "节假日历" {
        Govcat "govcat" Required Form::Number, "格式版本", "the version of the format";
        Years "years" Required Form::Records(&YEAR), "年份", "the years";
    }
    /// One year's notice.
    YEAR YearKey "year" "年度安排" {
        Year "year" Required Form::Number, "年份", "the year";
        Notice "notice" Optional Form::Text, "通知文号", "the number of the State Council's notice";
        Issued "issued" Optional Form::Date, "印发日期", "when it was issued";
        Off "off" Optional Form::Records(&DAY), "放假", "days off";
        Work "work" Optional Form::Records(&DAY), "调休上班", "make-up working days";
        Review "review" Optional Form::Text, "核对程度", "how sure this is";
        Note "note" Optional Form::Text, "备注", "what else to know";
    }
    /// One day off or make-up day.
    DAY DayKey "day" "日期" {
        Date "date" Required Form::Date, "日期", "the day";
        Holiday "holiday" Optional Form::Text, "节日", "the holiday it belongs to";
    }
}
