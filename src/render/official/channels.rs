//! 公开渠道和载体 as the official form prints it: a box for every channel of the official list.
use crate::{
    model::{
        choice::{ChannelId, Choice},
        vocabulary::{Terms, qualified},
    },
    render::cells,
};

/// The last box of the official list. Terms behind it are channels that are written out in its place.
const OTHER: &str = "其他";
/// How wide a line may be, in columns of digits; a Chinese character takes two.
const WIDTH: usize = 30;

/// The boxes, not yet ticked.
#[derive(Clone, Debug)]
pub(super) struct ChannelBoxes<'v> {
    terms: &'v Terms,
    /// How wide the terms are.
    widths: Vec<usize>,
    /// How many terms have a box of their own; 其他 comes behind them, where there is one.
    boxes: usize,
    has_other: bool,
}

impl<'v> ChannelBoxes<'v> {
    /// The boxes of a vocabulary.
    pub(super) fn new(terms: &'v Terms) -> Self {
        let list = terms.list();
        let other = list.iter().position(|it| it.term == OTHER);
        let widths = list.iter().map(|it| width(&it.term)).collect();
        Self { terms, widths, boxes: other.unwrap_or(list.len()), has_other: other.is_some() }
    }

    /// All boxes, ■ for the entry's channels, □ for the others, as many on a line as fit.
    pub(super) fn tick(&self, channels: &[Choice<'_, ChannelId>]) -> String {
        let mut lines = Lines::default();
        for (at, term) in self.terms.list().iter().take(self.boxes).enumerate() {
            let mut ticked = channels.iter().filter(|it| place(it) == Some(at)).peekable();
            if ticked.peek().is_none() {
                lines.add('□', &term.term, self.widths[at], "");
            }
            for choice in ticked {
                // A term may have brackets of its own: what qualifies it stands behind all of it.
                let word = choice.standard(self.terms);
                let more = word.strip_prefix(term.term.as_str());
                let more = more.map_or("", |it| it.trim_start_matches('：'));
                lines.add('■', &term.term, self.widths[at], more);
            }
        }
        let others = channels.iter().filter(|it| place(it).is_none_or(|at| at >= self.boxes));
        let words: Vec<_> = others.map(|it| it.standard(self.terms)).collect();
        if self.has_other {
            let behind = |word: &'_ str| {
                qualified(word).filter(|it| it.0 == OTHER).map(|it| it.1.to_owned())
            };
            let names: Vec<String> = words
                .iter()
                .filter(|it| it.as_ref() != OTHER)
                .map(|it| behind(it).unwrap_or_else(|| it.clone().into_owned()))
                .collect();
            let sign = if words.is_empty() { '□' } else { '■' };
            lines.add(
                sign,
                OTHER,
                width(OTHER),
                &cells::join(names.iter().map(String::as_str), "、"),
            );
        } else {
            for word in &words {
                lines.add('■', word, width(word), "");
            }
        }
        lines.text
    }
}

/// The place of a channel in the vocabulary; `None` for one that it does not know.
fn place(choice: &Choice<'_, ChannelId>) -> Option<usize> {
    choice.value.map(|it| usize::from(it.0))
}

/// How many columns of digits a text takes.
fn width(text: &str) -> usize {
    text.chars().map(|it| if it.is_ascii() { 1 } else { 2 }).sum()
}

/// Boxes on lines.
#[derive(Debug, Default)]
struct Lines {
    text: String,
    width: usize,
}

impl Lines {
    fn add(&mut self, sign: char, name: &str, wide: usize, more: &str) {
        let own = 2 + wide + if more.is_empty() { 0 } else { 4 + width(more) };
        if !self.text.is_empty() {
            let fits = self.width + 1 + own <= WIDTH;
            self.text.push(if fits { ' ' } else { '\n' });
            self.width = if fits { self.width + 1 } else { 0 };
        }
        self.width += own;
        self.text.push(sign);
        self.text.push_str(name);
        if !more.is_empty() {
            self.text.push('（');
            self.text.push_str(more);
            self.text.push('）');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::ChannelBoxes;
    use crate::{
        model::{
            choice::Choice,
            vocabulary::{Term, Terms},
        },
        span::{FileId, Span, Spanned},
    };

    fn ticked(terms: &[&str], channels: &[&'static str]) -> String {
        let term = |it: &&str| Term { term: (*it).to_owned(), ..Term::default() };
        let terms = Terms::new(terms.iter().map(term).collect());
        let choices: Vec<_> = channels
            .iter()
            .map(|it| {
                let text = Spanned { value: (*it).into(), span: Span::top(FileId(0)) };
                Choice::read(text, &terms)
            })
            .collect();
        ChannelBoxes::new(&terms).tick(&choices)
    }

    #[test]
    fn every_channel_has_a_box() {
        let list = ["政府网站", "政府公报", "公开查阅点", "其他", "办税服务厅"];
        assert_eq!(ticked(&list, &[]), "□政府网站 □政府公报\n□公开查阅点 □其他");
        assert_eq!(ticked(&list, &["政府公报"]), "□政府网站 ■政府公报\n□公开查阅点 □其他");
    }

    #[test]
    fn what_has_no_box_is_written_out() {
        let list = ["政府网站", "其他", "办税服务厅"];
        assert_eq!(ticked(&list, &["其他"]), "□政府网站 ■其他");
        let more = ["办税服务厅", "其他：村广播", "墙报"];
        assert_eq!(ticked(&list, &more), "□政府网站\n■其他（办税服务厅、村广播、墙报）");
        assert_eq!(ticked(&["政府网站"], &["政府网站（专栏）", "墙报"]), "■政府网站（专栏） ■墙报");
    }
}
