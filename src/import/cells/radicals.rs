//! Radicals that copies from PDF have in the place of characters: ⼀ looks like 一 and is another sign.
use std::borrow::Cow;

/// What the radicals from U+2F00 on look like, in their order.
const KANGXI: &str = concat!(
    "一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈戶手支攴文斗斤方无日",
    "曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行",
    "衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠",
);

/// Radicals of the supplement that are characters by themselves.
#[rustfmt::skip] // A list of characters reads best as one.
const SUPPLEMENT: &[(char, char)] = &[
    ('\u{2e85}', '亻'), ('\u{2e8c}', '小'), ('\u{2e97}', '心'), ('\u{2e9f}', '母'), ('\u{2ea0}', '民'),
    ('\u{2ea9}', '王'), ('\u{2eb6}', '羊'),  ('\u{2ec4}', '西'), ('\u{2ec5}', '见'),
    ('\u{2ec6}', '角'), ('\u{2ec9}', '贝'), ('\u{2ecb}', '车'), ('\u{2ed1}', '长'), ('\u{2ed3}', '长'),
    ('\u{2ed4}', '门'), ('\u{2ed8}', '青'), ('\u{2ed9}', '韦'), ('\u{2eda}', '页'), ('\u{2edb}', '风'),
    ('\u{2edc}', '飞'), ('\u{2edd}', '食'), ('\u{2ee2}', '马'), ('\u{2ee3}', '骨'), ('\u{2ee4}', '鬼'),
    ('\u{2ee5}', '鱼'), ('\u{2ee6}', '鸟'), ('\u{2ee7}', '卤'), ('\u{2ee8}', '麦'), ('\u{2ee9}', '黄'),
    ('\u{2eec}', '齐'), ('\u{2eee}', '齿'),  ('\u{2ef0}', '龙'), ('\u{2ef3}', '龟'),
];

/// A text with characters in the place of radicals.
#[must_use]
pub fn fold(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|c| ('\u{2e80}'..='\u{2fdf}').contains(&c)) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(character).collect())
}

fn character(c: char) -> char {
    let kangxi = || KANGXI.chars().nth(u32::from(c).checked_sub(0x2f00)? as usize);
    let more = || SUPPLEMENT.iter().find(|it| it.0 == c).map(|it| it.1);
    kangxi().filter(|_| c < '\u{2fe0}').or_else(more).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn radicals_are_characters() {
        assert_eq!(
            fold("\u{2f00}级事项、公开\u{2f45}式、\u{2ea0}政、\u{2fd5}"),
            "一级事项、公开方式、民政、龠"
        );
        assert_eq!(fold("一级事项"), "一级事项");
    }
}
