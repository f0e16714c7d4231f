//! 公开主体: who discloses, one body at a time; who leads and who supports.
use crate::{
    import::cells::words,
    model::{body, wording},
};

/// Who leads and who supports.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Owners {
    /// 牵头单位, or everybody.
    pub lead: Vec<String>,
    /// 配合单位
    pub with: Vec<String>,
}

/// How the names of bodies end.
const ENDS: &[&str] = &[
    "局",
    "部门",
    "委",
    "办",
    "政府",
    "厅",
    "院",
    "处",
    "中心",
    "站",
    "所",
    "会",
    "机构",
    "单位",
    "机关",
    "街道",
    "乡镇",
    "乡",
    "镇",
    "公司",
    "学校",
    "中学",
    "小学",
    "大队",
    "支队",
    "队",
    "科",
    "股",
    "社",
    "署",
    "馆",
    "台",
    "企业",
    "校",
    "委员会",
    "办公室",
    "组",
    "村",
    "社区",
    "居",
    "户",
    "人",
    "者",
    "部",
    "方",
    "园",
    "行",
    "室",
    "库",
    "）",
    ")",
    "主体",
    "分局",
    "派出所",
    "服务厅",
    "开发区",
    "区",
    "县",
    "市",
    "省",
    "厂",
    "店",
    "代表处",
    "协会",
    "基金",
    "团",
    "宫",
    "场",
];

/// Divides a cell into bodies.
#[must_use]
pub fn bodies(text: &str) -> Owners {
    let line = words::one_line(&lines(text));
    for (lead, with) in
        [("牵头", "配合"), ("牵头", "协办"), ("牵头", "协同"), ("主办", "协办"), ("牵头", "责任")]
    {
        if let Some(found) = divided(&line, lead, with) {
            return found;
        }
    }
    // 甲；配合：乙
    for label in ["配合单位：", "配合部门：", "配合：", "配合单位:", "配合部门:", "配合:"]
    {
        let Some((lead, with)) = line.split_once(label) else { continue };
        let lead = lead.trim_end();
        if lead.is_empty() || lead.ends_with(['；', ';', '、', '，', ',']) {
            return Owners { lead: list(lead), with: list(with) };
        }
    }
    marked(&line).unwrap_or_else(|| Owners { lead: list(&line), with: Vec::new() })
}

/// What says of bodies who does what, behind them or between them: 甲（牵头）、乙, 甲牵头，乙、丙配合, 甲会同乙.
const MARKS: &[&str] = &["牵头", "配合", "主办", "协办", "协同", "协助", "参与", "会同", "负责"];

/// Bodies whose parts stand at them: dividing the list would tear the two apart.
fn marked(line: &str) -> Option<Owners> {
    if !MARKS.iter().any(|it| line.contains(it)) {
        return None;
    }
    let found = body::owners(line, &ends);
    let bare = |all: Vec<&str>| -> Vec<String> {
        let names = all.into_iter().map(unnumbered);
        names.map(|it| it.strip_prefix('由').unwrap_or(it).to_owned()).collect()
    };
    let owners = Owners { lead: bare(found.lead), with: bare(found.with) };
    let names = || owners.lead.iter().chain(&owners.with);
    // 以及负责征收的有关部门 is a name: besides the names there is nothing but such words.
    let rest = names().fold(line.to_owned(), |rest, it| rest.replacen(it.as_str(), "", 1));
    let is_other = |c: char| wording::is_han(c) && !MARKS.iter().any(|it| it.contains(c));
    let is_read = !owners.lead.is_empty() && names().all(|it| ends(it));
    (is_read && !rest.replace('由', "").contains(is_other)).then_some(owners)
}

/// Lines are bodies where one ends and another begins; else the line broke inside a name. So are words with
/// blanks between them.
fn lines(text: &str) -> String {
    let lines = parts(text);
    let mut out = String::new();
    for (at, line) in lines.iter().enumerate() {
        if at > 0 && ends(last(&out)) && begins(&lines[at..]) {
            out.push('、');
        }
        out.push_str(line);
    }
    out
}

/// A text by its lines, and by blanks between Han.
fn parts(text: &str) -> Vec<&str> {
    let is_name = |c: Option<char>| c.is_some_and(|c| wording::is_han(c) || "（）".contains(c));
    let (mut parts, mut from) = (Vec::new(), 0);
    for (at, c) in text.char_indices().filter(|it| it.1.is_whitespace()) {
        let (before, behind) = (text[from..at].trim_end(), text[at..].trim_start());
        let is_break = matches!(c, '\n' | '\r');
        if is_break || (is_name(before.chars().next_back()) && is_name(behind.chars().next())) {
            parts.push(before.trim_start());
            from = at;
        }
    }
    parts.push(text[from..].trim());
    parts.retain(|it| !it.is_empty());
    parts
}

/// Whether a body begins with a line: what stands up to its first sign is one, and may go on below.
fn begins(lines: &[&str]) -> bool {
    let is_more = ["（", "(", "、", "，", "；", "及", "和", "与", "或", "等", "的"];
    let Some(line) = lines.first().filter(|it| !is_more.iter().any(|sign| it.starts_with(sign)))
    else {
        return false;
    };
    if let Some((piece, _)) = line.split_once(['、', '，', ',', '；', ';', '（', '(', ' ']) {
        return ends(piece);
    }
    (1..=lines.len().min(4)).any(|count| {
        let whole = lines[..count].concat();
        ends(whole.split(['、', '，', ',', '；', ';', '（', '(']).next().unwrap_or(""))
    })
}

/// The last body of a list, without a bracket behind it.
fn last(text: &str) -> &str {
    let text = without_bracket(text);
    text.rsplit(['、', '，', ',', '；', ';']).next().unwrap_or(text)
}

/// 县（市、区） is no body yet, 乡镇人民政府（街道办事处） is.
fn without_bracket(text: &str) -> &str {
    let text = text.trim_end();
    let at = text.rfind(['（', '(']).filter(|_| text.ends_with(['）', ')']));
    at.map_or(text, |at| &text[..at])
}

/// `牵头单位：甲；配合单位：乙、丙`
fn divided(line: &str, lead: &str, with: &str) -> Option<Owners> {
    let label = |word: &str| {
        let forms = [format!("{word}单位"), format!("{word}部门"), word.to_owned()];
        forms.iter().find_map(|form| {
            [":", "："].iter().find_map(|colon| {
                let label = format!("{form}{colon}");
                line.find(&label).map(|at| (at, at + label.len()))
            })
        })
    };
    let (first, second) = (label(lead)?, label(with)?);
    if first.0 != 0 || second.0 <= first.1 {
        return None;
    }
    let (lead, with) = (list(&line[first.1..second.0]), list(&line[second.1..]));
    (!lead.is_empty()).then_some(Owners { lead, with })
}

fn list(line: &str) -> Vec<String> {
    let mut bodies: Vec<String> = Vec::new();
    let mut part = String::new();
    let mut depth = 0_usize;
    let mut flush = |part: &mut String, sign: char| {
        let word = part.trim().trim_end_matches('。').trim();
        let stripped = unnumbered(word);
        // 市场监督管理、行政审批相关责任部门 is one: its first half is no body.
        if !stripped.is_empty() && (sign != '、' || ends(stripped)) {
            bodies.push(stripped.to_owned());
            part.clear();
        } else if !stripped.is_empty() {
            part.push(sign);
        }
    };
    for c in line.chars() {
        match c {
            '（' | '(' | '〔' | '《' => depth += 1,
            '）' | ')' | '〕' | '》' => depth = depth.saturating_sub(1),
            '、' | '，' | ',' if depth == 0 => {
                flush(&mut part, '、');
                continue;
            }
            '；' | ';' if depth == 0 => {
                flush(&mut part, '；');
                continue;
            }
            c if depth == 0 && c.is_whitespace() && ends(&part) => {
                flush(&mut part, ' ');
                continue;
            }
            _ => {}
        }
        part.push(c);
    }
    let rest = part.trim_end_matches(['、', '；', ' ']).to_owned();
    flush(&mut rest.clone(), '；');
    bodies
}

fn unnumbered(word: &str) -> &str {
    let is_mark = |c: char| "●■◆·".contains(c) || words::numeral(c).is_some();
    let rest = word.trim_start_matches(|c: char| is_mark(c) || c.is_whitespace());
    let behind = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    match behind.strip_prefix(['.', '．']) {
        Some(it) if behind.len() < rest.len() => it.trim(),
        _ => rest.trim(),
    }
}

/// Whether a word ends as the names of bodies do.
#[must_use]
pub fn ends(word: &str) -> bool {
    let word = word.trim_end();
    // 市、区县人民政府 is no 市.
    word.chars().count() > 1 && ENDS.iter().any(|it| word.ends_with(it))
}

#[cfg(test)]
mod tests {
    use super::bodies;

    #[test]
    fn one_by_one() {
        for (text, want) in [
            (
                "县民政局、乡镇人民政府（街道办事处）",
                &["县民政局", "乡镇人民政府（街道办事处）"] as &[&str],
            ),
            ("县民政局\n乡镇人民政府", &["县民政局", "乡镇人民政府"]),
            ("县人力资源和社会保\n障局", &["县人力资源和社会保障局"]),
            ("县民政局\n乡镇人民政\n府（街道办事处）", &["县民政局", "乡镇人民政府（街道办事处）"]),
            (
                "县级人民政府民政部\n门、乡镇人民政\n府（街道办事处）",
                &["县级人民政府民政部门", "乡镇人民政府（街道办事处）"],
            ),
            (
                "县（\n市、\n区）\n人民\n政府\n及房\n屋征\n收部\n门",
                &["县（市、区）人民政府及房屋征收部门"],
            ),
            ("公安机关（县级公安机关、公安派出所）", &["公安机关（县级公安机关、公安派出所）"]),
            ("市场监督管理、行政审批相关责任部门", &["市场监督管理、行政审批相关责任部门"]),
            ("市、区县人民政府农业农村部门", &["市、区县人民政府农业农村部门"]),
            ("1.县民政局；2.县财政局", &["县民政局", "县财政局"]),
            ("县民政局 县财政局", &["县民政局", "县财政局"]),
            (
                "县级人民政府民政部门  乡镇人民政府（街道办事处）　县 财 政 局",
                &["县级人民政府民政部门", "乡镇人民政府（街道办事处）", "县财政局"],
            ),
            ("县民政局 （养老服务科）", &["县民政局（养老服务科）"]),
        ] {
            assert_eq!(bodies(text).lead, want, "{text}");
        }
    }

    #[test]
    fn who_leads() {
        for text in [
            "牵头单位：县民政局；配合单位：县财政局、县司法局",
            "县民政局（牵头）、县财政局、县司法局（配合）",
            "县民政局（牵头），县财政局（配合），县司法局（配合）",
            "县民政局牵头，县财政局、县司法局配合",
            "由县民政局牵头，县财政局、县司法局协助",
            "县民政局会同县财政局、县司法局",
        ] {
            let owners = bodies(text);
            let names = (owners.lead.join("、"), owners.with.join("、"));
            assert_eq!(names, ("县民政局".into(), "县财政局、县司法局".into()), "{text}");
        }
        assert_eq!(bodies("由县民政局负责").lead, ["县民政局"]);
        let whole =
            "县（市、区）自然资源主管部门以及负责实施农村集体土地征收的有关部门（含乡镇政府等）";
        assert_eq!(bodies(whole).lead, [whole]);
        assert_eq!(bodies("各负责单位、县民政局").lead, ["各负责单位", "县民政局"]);
    }
}
