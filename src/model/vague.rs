//! A basis that names no document: vague words, placeholders, 同上.
use crate::model::wording;

/// Whether a basis names nothing that could be looked up.
#[must_use]
pub fn names_no_document(text: &str) -> bool {
    wording::is_nothing(text)
        || wording::is_ditto(text)
        || wording::fill_in(text).is_some()
        || has_empty_title(text)
        || is_vague(text)
}

/// `《》` or `《……》`, without a number by which the document could be found.
#[must_use]
pub fn has_empty_title(value: &str) -> bool {
    let mut titles = value.split('《').skip(1).filter_map(|rest| rest.split_once('》')).peekable();
    titles.peek().is_some()
        && titles.all(|(title, _)| !title.contains(char::is_alphanumeric))
        && !value.contains('号')
}

/// Words that name nothing in particular. A basis made of them alone could be any.
const VAGUE: &[&str] = &[
    // whose
    "国家",
    "我国",
    "中华人民共和国",
    "中央",
    "全国",
    "国务院",
    "地方",
    "地方性",
    "本地",
    "当地",
    "各地",
    "各地区",
    "各级",
    "各省",
    "各市",
    "各县",
    "各",
    "省级",
    "市级",
    "县级",
    "乡级",
    "镇级",
    "村级",
    "省",
    "市",
    "区",
    "县",
    "乡镇",
    "乡",
    "镇",
    "街道",
    "本级",
    "本省",
    "本市",
    "本县",
    "本区",
    "本单位",
    "本部门",
    "本机关",
    "本系统",
    "我省",
    "我市",
    "我县",
    "我区",
    "上级",
    "上级部门",
    "政府",
    "党委",
    "人民政府",
    "部门",
    "单位",
    "机关",
    "行业",
    "行政",
    "主管部门",
    "内部",
    // which
    "相关",
    "有关",
    "相应",
    "现行",
    "配套",
    "其他",
    "其它",
    "具体",
    "法定",
    "所有",
    "各项",
    "各类",
    "该项",
    "上述",
    "以上",
    "等",
    "最新",
    "年度",
    "实际",
    "规范性",
    "政策性",
    // joints
    "和",
    "与",
    "及",
    "以及",
    "或",
    "或者",
    "的",
    "之",
    "按",
    "按照",
    "根据",
    "依据",
    "依照",
    "依",
    "据",
    "参照",
    "执行",
    "办理",
    // what
    "法律",
    "法规",
    "规章",
    "规定",
    "文件",
    "政策",
    "制度",
    "办法",
    "通知",
    "要求",
    "精神",
    "标准",
    "规范",
    "意见",
    "情况",
    "工作",
    "需要",
    "惯例",
    "职责",
    "职能",
    "职权",
    "权限",
    "依法",
    "红头文件",
    "政府文件",
    "法律法规",
    "相关条例",
    "有关条例",
    "法规条例",
    "规范性文件",
    "会议",
    "会议精神",
    "领导",
    "批示",
    "指示",
    // about what
    "信息",
    "公开",
    "信息公开",
    "政府信息",
    "政府信息公开",
    "政务",
    "政务信息",
    "政务公开",
    "事项",
    "业务",
];

/// No name is as short as this, nor a vague phrase longer.
const LONGEST_VAGUE: usize = 90;

/// Whether a basis is made of vague words alone, in whatever brackets.
#[must_use]
pub fn is_vague(value: &str) -> bool {
    // What has a number names something.
    if value.len() > LONGEST_VAGUE || value.bytes().any(|b| b.is_ascii_digit()) {
        return false;
    }
    let mut rest = value.trim_start_matches(is_joint);
    while let Some(first) = rest.as_bytes().first_chunk::<3>() {
        let alike = VAGUE.iter().filter(|word| word.as_bytes().first_chunk() == Some(first));
        let word = alike.filter(|word| rest.starts_with(**word)).max_by_key(|word| word.len());
        let Some(word) = word else { return false };
        rest = rest[word.len()..].trim_start_matches(is_joint);
    }
    if !rest.is_empty() {
        return false;
    }
    // A title in 《》 that speaks of disclosure may be that of a local rule, all but this one.
    !value.contains('《') || !value.contains("公开") || value.contains("《信息公开规定》")
}

fn is_joint(c: char) -> bool {
    !wording::is_han(c) && !c.is_alphanumeric()
}
