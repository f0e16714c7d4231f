//! A workspace to import into, and the usual table.
use std::{
    fs,
    path::PathBuf,
    process::{Command, Output},
};

use serde_json::Value;
use tempfile::TempDir;

use crate::import_make::{Sheet, xlsx};

pub(crate) const HEADER: [&str; 11] = [
    "序号",
    "一级事项",
    "二级事项",
    "公开内容",
    "公开依据",
    "公开时限",
    "公开主体",
    "公开渠道和载体",
    "公开对象",
    "公开方式",
    "公开层级",
];
pub(crate) const ROW: [&str; 11] = [
    "1",
    "综合业务",
    "监督检查",
    "通讯地址；投诉电话",
    "《社会救助暂行办法》（国务院令第649号）",
    "制定或获取信息之日起10个工作日内",
    "县民政局",
    "■政府网站 □政府公报 ■公开查阅点",
    "全社会",
    "主动",
    "县级",
];

/// A workspace with a standard of two entries.
pub(crate) struct Desk {
    folder: TempDir,
}

impl Desk {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let desk = Self { folder };
        desk.put("govcat.toml", "[workspace]\nname = \"试\"\nlanguage = \"zh\"\n");
        desk.put(
            "catalogs/national/agency.yaml",
            "govcat: 1\nagency: national\nname: 国家标准\nlevel: 国家级\n",
        );
        desk.put(
            "catalogs/national/20.yaml",
            "govcat: 1\ndomain: social-assistance\nentries:\n  - id: \"20-001\"\n    category: 综合业务\n    name: 政策法规文件\n    content: [各地配套政策法规文件]\n    basis: [《社会救助暂行办法》]\n    deadline: 制定或获取信息之日起10个工作日内\n    owner: [民政部门]\n    method: 主动公开\n    channel: [政府网站]\n    audience: 全社会\n  - id: \"20-002\"\n    category: 综合业务\n    name: 监督检查\n    content: [通讯地址, 投诉电话]\n    basis: [《社会救助暂行办法》]\n    deadline: 制定或获取信息之日起10个工作日内\n    owner: [民政部门]\n    method: 主动公开\n    channel: [政府网站]\n    audience: 全社会\n",
        );
        desk
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn put(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    pub(crate) fn text(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_default()
    }

    pub(crate) fn run(&self, args: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_govcat"));
        command
            .args(args)
            .current_dir(self.folder.path())
            .env("LC_ALL", "C.UTF-8")
            .env_remove("COLUMNS");
        command.output().unwrap()
    }

    /// Imports a file for agency x; the exit code and the report.
    pub(crate) fn import(&self, name: &str, bytes: impl AsRef<[u8]>) -> (i32, Value) {
        self.put(name, bytes);
        let output = self.run(&["import", name, "--agency", "x", "--format", "json"]);
        let code = output.status.code().unwrap();
        (code, serde_json::from_slice(&output.stdout).unwrap_or_default())
    }

    /// The compiled entries of a domain.
    pub(crate) fn entries(&self, domain: &str) -> Vec<Value> {
        let output = self.run(&["resolve", &format!("x/{domain}"), "--format", "json"]);
        let value: Value = serde_json::from_slice(&output.stdout).unwrap_or_default();
        value["entries"].as_array().cloned().unwrap_or_default()
    }

    /// Imports one row under the usual header, and gives its entry.
    pub(crate) fn one(&self, row: &[&str]) -> Value {
        self.import("20.xlsx", xlsx(&[sheet(&[row])]));
        self.entries("social-assistance").remove(0)
    }
}

pub(crate) fn sheet(rows: &[&[&str]]) -> Sheet {
    let mut sheet = Sheet {
        name: "Sheet1".into(),
        title: "社会救助领域基层政务公开标准目录".into(),
        cells: Vec::new(),
    };
    sheet.row(&HEADER);
    for row in rows {
        sheet.row(row);
    }
    sheet
}

pub(crate) fn with(at: usize, text: &str) -> Vec<&str> {
    let mut row = ROW.to_vec();
    // The text outlives the row: both are the test's.
    row[at] = Box::leak(text.to_owned().into_boxed_str());
    row
}

pub(crate) fn codes(report: &Value) -> Vec<(String, String)> {
    let list = report["findings"].as_array().cloned().unwrap_or_default();
    let word = |it: &Value, key: &str| it[key].as_str().unwrap_or_default().to_owned();
    list.iter().map(|it| (word(it, "code"), word(it, "cell"))).collect()
}
