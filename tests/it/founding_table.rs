//! What the founding documents ask for, as a table: see `founding_rows.rs`.

/// One system that the documents set up.
pub(crate) struct Row {
    pub(crate) system: &'static str,
    /// The agencies whose documents ask for it.
    pub(crate) agencies: &'static str,
    /// The files that it became, under `catalogs/`.
    pub(crate) files: &'static [&'static str],
    /// Pages of the site, with words that stand on them in this order.
    pub(crate) pages: &'static [(&'static str, &'static [&'static str])],
    /// The tests of what it means.
    pub(crate) tests: &'static [&'static str],
}

pub(crate) const ROWS: [Row; 14] = [
    Row {
        system: "基层政务公开事项标准目录：八项要素、26个领域；国家、省、县、乡四层",
        agencies: "岫岩、静海、振兴",
        files: &[
            "national/20-social-assistance.yaml",
            "liaoning/agency.yaml",
            "liaoning/work-plan.yaml",
            "xiuyan/02-major-construction-projects.yaml",
            "jinghai/25-health-care.yaml",
            "zhenxing/24-compulsory-education.yaml",
            "tangchi/20-social-assistance.yaml",
        ],
        pages: &[
            ("xiuyan/index.html", &["沿用目录", "辽宁省", "社会救助", "市政服务"]),
            (
                "xiuyan/social-assistance/20-002.html",
                &[
                    "<h1>",
                    "公开内容",
                    "公开依据",
                    "公开时限",
                    "5个工作日",
                    "国家标准目录",
                    "公开主体",
                    "县民政局",
                    "公开渠道和载体",
                    "公开对象",
                    "公开方式",
                ],
            ),
            ("tangchi/social-assistance/20-002.html", &["5个工作日内", "汤池镇人民政府"]),
            ("liaoning/work-plan/index.html", &["编制全省的共性公开事项目录", "省政府办公厅"]),
            ("xiuyan/work-plan/xiuyan-rw-002.html", &["八项要素", "2020年10月底前"]),
            ("jinghai/work-plan/jinghai-rw-007.html", &["2020年11月底前", "各街道办事处"]),
        ],
        tests: &["founding::each_system_of_the_documents_is_there", "layers"],
    },
    Row {
        system: "结合权责清单和公共服务事项清单",
        agencies: "岫岩、静海",
        files: &["xiuyan/powers.yaml", "jinghai/powers.yaml"],
        pages: &[
            (
                "xiuyan/powers/index.html",
                &["已有公开事项", "重大行政决策听取公众意见", "县政府各部门"],
            ),
            ("jinghai/powers/index.html", &["清理区政府规章", "规章和文件清理结果"]),
            (
                "jinghai/basic-catalog/jinghai-jb-005.html",
                &["所公开的职权和服务", "清理区政府规章"],
            ),
        ],
        tests: &[
            "founding::lists_lead_to_what_they_are_about",
            "build_kinds::a_list_of_powers_leads_to_what_discloses_each",
            "build_kinds::the_gap_report_has_what_nothing_discloses",
        ],
    },
    Row {
        system: "主动公开基本目录，五公开",
        agencies: "邢台、振兴",
        files: &["xingtai/basic-catalog.yaml", "zhenxing/basic-catalog.yaml"],
        pages: &[
            ("xingtai/stages.html", &["决策", "重大决策草案", "执行", "管理", "服务", "结果"]),
            ("zhenxing/stage-result.html", &["监管检查处置结果"]),
            ("xingtai/basic-catalog/index.html", &["会议召开时", "印发后20个工作日内"]),
        ],
        tests: &[
            "founding::each_system_of_the_documents_is_there",
            "build_kinds::entries_are_found_by_stage",
            "kinds::stages_that_cannot_be_told_are_not_missed",
        ],
    },
    Row {
        system: "责任分工：牵头、配合、责任单位和期限",
        agencies: "五个机关",
        files: &[
            "jinghai/work-plan.yaml",
            "guiyang-hightech/work-plan.yaml",
            "xiuyan/work-plan.yaml",
            "xingtai/work-plan.yaml",
            "zhenxing/work-plan.yaml",
        ],
        pages: &[
            ("jinghai/work-plan/index.html", &["2020-11-30", "已过时限", "清理区政府规章"]),
            ("guiyang-hightech/work-plan/index.html", &["公示和撤下执法决定", "各行政执法部门"]),
            (
                "xiuyan/work-plan/index.html",
                &[
                    "2020-08-31",
                    "已过时限",
                    "2021-08-31",
                    "2022-03-31",
                    "2023-12-31",
                    "牵头或负责单位",
                    "配合单位",
                ],
            ),
            (
                "xingtai/work-plan/index.html",
                &["2017-12-31", "2018-12-31", "2019-12-31", "秘书二科"],
            ),
            ("zhenxing/work-plan/index.html", &["2019-09-13", "已过时限", "区营商环境建设监督局"]),
        ],
        tests: &[
            "founding::every_task_of_every_document_is_there",
            "build_kinds::a_plan_tells_who_leads_who_supports_and_what_is_overdue",
            "build_kinds::what_is_overdue_depends_on_the_day",
        ],
    },
    Row {
        system: "公开属性源头认定；负面清单，每年复查",
        agencies: "邢台、静海、振兴",
        files: &["xingtai/negative.yaml", "jinghai/negative.yaml", "zhenxing/negative.yaml"],
        pages: &[
            ("xingtai/work-plan/xingtai-rw-001.html", &["标注公文公开属性", "随公文同步"]),
            ("jinghai/work-plan/jinghai-rw-013.html", &["源头认定公开属性"]),
            ("zhenxing/work-plan/zhenxing-rw-010.html", &["起草时明确公开属性"]),
            (
                "xingtai/negative/index.html",
                &["复查期限", "2026-12-31", "公开后危及国家安全的信息", "六（四）", "第十四条"],
            ),
            ("jinghai/negative/index.html", &["复查期限", "个人隐私"]),
            ("zhenxing/negative/index.html", &["复查期限", "国家秘密"]),
        ],
        tests: &[
            "build_kinds::a_negative_list_says_why_and_when_it_is_reviewed",
            "kinds::a_collision_is_certain_or_doubtful",
            "kinds::only_a_law_allows_not_to_disclose",
            "kinds::a_review_is_due_on_its_day_and_overdue_after_it",
        ],
    },
    Row {
        system: "公众参与事项清单和参与方式",
        agencies: "静海、岫岩",
        files: &["jinghai/participation.yaml", "xiuyan/participation.yaml"],
        pages: &[
            ("jinghai/participation/index.html", &["辖区居民列席区政府常务会议", "区政府办"]),
            ("xiuyan/participation/index.html", &["重大行政决策事项清单", "六种任选两种"]),
        ],
        tests: &[
            "founding::each_system_of_the_documents_is_there",
            "build_kinds::a_participation_list_says_how_to_take_part",
        ],
    },
    Row {
        system: "行政执法公示：20个、7个工作日公开，3个工作日撤下",
        agencies: "贵阳",
        files: &["guiyang-hightech/law-enforcement-disclosure.yaml"],
        pages: &[
            (
                "guiyang-hightech/law-enforcement-disclosure/gaoxin-zf-002.html",
                &["三（二）3", "20个工作日"],
            ),
            (
                "guiyang-hightech/law-enforcement-disclosure/gaoxin-zf-003.html",
                &["7个工作日", "另有规定"],
            ),
            ("guiyang-hightech/law-enforcement-disclosure/gaoxin-zf-004.html", &["3个工作日"]),
            (
                "guiyang-hightech/work-plan/gaoxin-rw-019.html",
                &["20个工作日", "7个工作日", "撤下", "3个工作日"],
            ),
        ],
        tests: &["founding::each_system_of_the_documents_is_there"],
    },
    Row {
        system: "政策解读：谁起草谁解读；3日、24小时、7个工作日；文件与解读互为链接",
        agencies: "邢台、贵阳、振兴",
        files: &[
            "xingtai/policy-interpretation.yaml",
            "guiyang-hightech/policy-interpretation.yaml",
            "zhenxing/policy-interpretation.yaml",
        ],
        pages: &[
            (
                "xingtai/policy-interpretation/xingtai-jd-001.html",
                &["3日内", "解读的文件和事项", "xingtai-jb-005.html"],
            ),
            ("xingtai/policy-interpretation/xingtai-jd-003.html", &["24小时内"]),
            ("xingtai/policy-interpretation/xingtai-jd-004.html", &["7个工作日内"]),
            ("xingtai/basic-catalog/xingtai-jb-005.html", &["政策解读", "xingtai-jd-001.html"]),
            (
                "guiyang-hightech/policy-interpretation/gaoxin-jd-002.html",
                &["区属各部门", "解读的文件和事项", "gaoxin-jd-001.html"],
            ),
            ("zhenxing/basic-catalog/zhenxing-jb-008.html", &["政策解读", "zhenxing-jd-001.html"]),
        ],
        tests: &[
            "founding::lists_lead_to_what_they_are_about",
            "build_kinds::a_document_and_what_explains_it_lead_to_each_other",
        ],
    },
    Row {
        system: "动态调整，每年自查，依申请转主动",
        agencies: "邢台、静海",
        files: &[
            "xingtai/basic-catalog.yaml",
            "jinghai/basic-catalog.yaml",
            "jinghai/07-rural-land-expropriation.yaml",
        ],
        pages: &[
            ("xingtai/basic-catalog/index.html", &["复查期限", "2026-12-31"]),
            ("xingtai/basic-catalog/xingtai-jb-014.html", &["转为主动公开", "每年至少1次"]),
            ("jinghai/basic-catalog/index.html", &["复查期限"]),
            ("jinghai/rural-land-expropriation/jinghai-07-001.html", &["由依申请转为主动公开"]),
        ],
        tests: &[
            "kinds::a_review_is_due_on_its_day_and_overdue_after_it",
            "founding::lists_lead_to_what_they_are_about",
            "build_history",
            "diff_git",
        ],
    },
    Row {
        system: "村（居）务公开衔接",
        agencies: "静海",
        files: &["jinghai/village-affairs.yaml", "jinghai-village/village-affairs.yaml"],
        pages: &[
            ("jinghai/village-affairs/jinghai-cw-001.html", &["低保、特困、临时救助对象", "一2"]),
            (
                "jinghai-village/village-affairs/jinghai-cw-001.html",
                &["低保、特困、临时救助对象", "村民委员会"],
            ),
        ],
        tests: &[
            "founding::each_system_of_the_documents_is_there",
            "kinds::a_village_promises_what_the_layer_below_does",
        ],
    },
    Row {
        system: "公共企事业单位信息公开：教育、卫生、供水、供电、供气、供热、环保、交通",
        agencies: "静海",
        files: &[
            "jinghai-education/catalog.yaml",
            "jinghai-health/catalog.yaml",
            "jinghai-water/catalog.yaml",
            "jinghai-power/catalog.yaml",
            "jinghai-gas/catalog.yaml",
            "jinghai-heat/catalog.yaml",
            "jinghai-environment/catalog.yaml",
            "jinghai-transport/catalog.yaml",
        ],
        pages: &[
            ("jinghai-education/index.html", &["企事业单位"]),
            ("jinghai-health/index.html", &["企事业单位"]),
            ("jinghai-water/catalog/jinghai-water-003.html", &["停水通知", "五4"]),
            ("jinghai-power/index.html", &["企事业单位"]),
            ("jinghai-gas/index.html", &["企事业单位"]),
            ("jinghai-heat/index.html", &["企事业单位"]),
            ("jinghai-environment/index.html", &["企事业单位"]),
            ("jinghai-transport/index.html", &["企事业单位"]),
        ],
        tests: &[
            "founding::each_system_of_the_documents_is_there",
            "kinds::a_public_enterprise_needs_no_domain",
            "build_kinds::a_public_enterprise_has_its_pages",
        ],
    },
    Row {
        system: "专栏四个子栏目；政务新媒体；公报；网站标签",
        agencies: "静海、贵阳",
        files: &[
            "jinghai/agency.yaml",
            "guiyang-hightech/agency.yaml",
            "xingtai/agency.yaml",
            "zhenxing/agency.yaml",
        ],
        pages: &[
            (
                "jinghai/index.html",
                &[
                    "name=\"ColumnName\" content=\"天津市静海区\"",
                    "name=\"ColumnDescription\"",
                    "name=\"ColumnKeywords\"",
                    "name=\"ColumnType\"",
                    "政府信息公开专栏",
                    "政府信息公开指南",
                    "法定主动公开内容",
                    "政府信息公开制度",
                    "政府信息公开工作年度报告",
                ],
            ),
            (
                "guiyang-hightech/index.html",
                &[
                    "name=\"ColumnName\"",
                    "name=\"ColumnDescription\"",
                    "name=\"ColumnKeywords\"",
                    "name=\"ColumnType\"",
                ],
            ),
            (
                "guiyang-hightech/policy-interpretation/gaoxin-jd-002.html",
                &["name=\"ArticleTitle\"", "政府网站", "两微一端"],
            ),
            ("xingtai/index.html", &["政府公报", "邢台发布"]),
            ("zhenxing/index.html", &["政务公开重点工作"]),
        ],
        tests: &[
            "founding::lists_lead_to_what_they_are_about",
            "build_kinds::an_agency_says_where_it_publishes",
            "build_kinds::an_agency_has_its_own_site_tags_and_footer",
        ],
    },
    Row {
        system: "抽查每月不低于10%；考核权重不低于4%",
        agencies: "振兴、邢台",
        files: &["zhenxing/work-plan.yaml", "xingtai/work-plan.yaml"],
        pages: &[
            ("zhenxing/work-plan/zhenxing-rw-058.html", &["10%", "每月至少1次"]),
            ("zhenxing/work-plan/zhenxing-rw-056.html", &["4%"]),
            ("xingtai/work-plan/xingtai-rw-060.html", &["4%"]),
        ],
        tests: &["founding_rows::a_month_s_sample_is_a_tenth_of_each_domain", "gap_cli", "gap"],
    },
    Row {
        system: "规范性文件清理：废止、修订予以标注",
        agencies: "静海、邢台",
        files: &["jinghai/basic-catalog.yaml", "xingtai/basic-catalog.yaml"],
        pages: &[
            ("basis/index.html", &["已废止", "替代", "已失效"]),
            ("jinghai/basic-catalog/jinghai-jb-004.html", &["已废止、已修订的标注", "一3"]),
            ("xingtai/basic-catalog/xingtai-jb-008.html", &["废止的文件", "修订的文件"]),
        ],
        tests: &["build_basis", "basis_register"],
    },
];
