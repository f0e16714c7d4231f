//! The offices of a county and the roles in the national catalogs that they fill.

/// An office and the role that it acts for.
#[derive(Debug)]
pub(crate) struct Office {
    /// What a county calls it.
    pub(crate) name: &'static str,
    /// What the national catalogs call it.
    pub(crate) role: &'static str,
}

const fn office(name: &'static str, role: &'static str) -> Office {
    Office { name, role }
}

/// The office that works beside the owner of an entry in the villages and towns.
pub(crate) const TOWNSHIPS: usize = 0;

/// All offices of a county. Every role of the national catalogs is here, so that no owner stays unresolved.
pub(crate) const OFFICES: &[Office] = &[
    office("各乡镇人民政府", "乡镇人民政府（街道办事处）"),
    office("县自然资源局", "县级自然资源主管部门"),
    office("县发展和改革局", "县级发展改革部门"),
    office("县公共资源交易中心", "公共资源交易平台运行服务机构"),
    office("县财政局", "县级财政部门"),
    office("县应急管理局", "县级应急管理部门"),
    office("县税务局", "县级税务主管部门"),
    office("县住房和城乡建设局", "县级住房和城乡建设部门"),
    office("县生态环境局", "县级生态环境部门"),
    office("县文化和旅游局", "县级文化和旅游行政部门"),
    office("县司法局", "县级司法行政部门"),
    office("县农业农村局", "县级农业农村部门"),
    office("县市场监督管理局", "县级市场监督管理部门"),
    office("县城市管理综合执法局", "县级城市管理行政执法部门"),
    office("县人力资源和社会保障局", "县级人力资源社会保障部门"),
    office("县民政局", "县级人民政府民政部门"),
    office("县公安局", "县级公安机关"),
    office("县教育局", "县级教育行政部门"),
    office("县卫生健康局", "县级卫生健康行政部门"),
    office("县行政审批局", "县级行政审批部门"),
];

/// Where the office of this name stands in `OFFICES`.
pub(crate) fn index_of(name: &str) -> usize {
    OFFICES
        .iter()
        .position(|office| office.name == name)
        .expect("every office of domains.csv is in the list above")
}
