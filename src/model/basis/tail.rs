//! What follows the head of a citation: numbers, articles, 等, annexes, and words that only fill the space.
use crate::model::basis::{
    brackets::Class,
    citation::Citation,
    damage::DamageKind,
    reader::{Mode, Reader},
    token::TokenKind,
    wording,
};

/// What words after a citation do.
enum Said {
    /// They are the citation's own, wholly taken.
    Taken,
    /// They name an annex: 及其实施细则; bytes up to its name, and the length of the name.
    Annex(usize, usize),
    /// They begin the wording of what is cited: 第二十条：行政机关应当…
    Quoted,
    /// They begin something else.
    Another,
}

impl Reader<'_> {
    /// Reads on from a head, and lays the citation down.
    pub(super) fn tail(&mut self, mut draft: Citation) {
        let mut gap = false;
        while let Some(token) = self.tokens.get(self.at) {
            let range = token.range.clone();
            match token.kind {
                TokenKind::Blank => {
                    gap = true;
                    self.at += 1;
                    continue;
                }
                TokenKind::Bracket => {
                    let found = self.qualifiers(&range);
                    let another =
                        found.kind.is_some() && (gap || self.chars.starts_with(range.start, "【"));
                    if found.numbering || another || gap && !found.known {
                        break;
                    }
                    if found.known {
                        self.take_qualifiers(&mut draft, &range, found);
                        self.check_bracket(&mut draft, &range);
                    } else if self.mode == Mode::Prose {
                        break;
                    }
                    draft.text.end = self.chars.byte(range.end);
                }
                TokenKind::Number(index) if draft.number.is_none() => {
                    self.take_number(&mut draft, index);
                }
                TokenKind::Articles(_) => {
                    self.take_articles(&mut draft);
                    gap = false;
                    continue;
                }
                TokenKind::OpenBracket if self.opens_qualifier() => {
                    draft.damage.push(self.damage(DamageKind::UnclosedBracket, &range));
                }
                TokenKind::CloseBracket if self.mode == Mode::Basis => {
                    draft.damage.push(self.damage(DamageKind::UnopenedBracket, &range));
                }
                TokenKind::CloseTitle if self.mode == Mode::Basis => {
                    draft.damage.push(self.damage(DamageKind::UnopenedTitle, &range));
                }
                TokenKind::Comma if self.goes_on(&draft) => {}
                TokenKind::Words => match self.said(&mut draft, gap) {
                    Said::Taken => draft.text.end = self.chars.byte(range.end),
                    Said::Annex(skip, length) => {
                        draft = self.annex(draft, skip, length);
                        continue;
                    }
                    Said::Quoted => {
                        self.skip_quotation(&mut draft);
                        break;
                    }
                    Said::Another => break,
                },
                _ => break,
            }
            gap = false;
            self.at += 1;
        }
        self.out.push(draft);
    }

    /// 〔…） around a qualifier.
    fn check_bracket(&self, draft: &mut Citation, range: &std::ops::Range<usize>) {
        let (open, close) = (self.chars.at(range.start), self.chars.at(range.end - 1));
        if !crate::model::basis::number_scan::is_pair(open, close) {
            draft.damage.push(self.damage(DamageKind::MismatchedBrackets, range));
        }
    }

    /// Whether the unclosed bracket at hand has a number or an edition behind it.
    fn opens_qualifier(&self) -> bool {
        let next = self.past_blanks(self.at + 1);
        match self.tokens.get(next).map(|it| &it.kind) {
            Some(TokenKind::Words) => self.mode == Mode::Basis,
            Some(TokenKind::Title | TokenKind::Bracket | TokenKind::OpenTitle) => false,
            _ => true,
        }
    }

    /// Whether what stands after the comma at hand still belongs to `draft`.
    fn goes_on(&self, draft: &Citation) -> bool {
        let next = self.past_blanks(self.at + 1);
        let Some(token) = self.tokens.get(next) else { return false };
        match token.kind {
            TokenKind::Articles(_) => true,
            // 《…条例》，国务院令第1号 is one document, 《…条例》、国务院令第1号 are two.
            TokenKind::Number(_) => {
                draft.number.is_none()
                    && draft.title.is_some()
                    && self.chars.at(self.tokens[self.at].range.start) != '、'
            }
            TokenKind::Words => {
                wording::is_others(self.text(&token.range))
                    && self.text(&token.range).starts_with('等')
            }
            TokenKind::Bracket => {
                draft.number.is_none() && !self.qualifiers(&token.range).numbers.is_empty()
            }
            _ => false,
        }
    }

    fn said(&self, draft: &mut Citation, gap: bool) -> Said {
        let Some(range) = self.words(self.at) else { return Said::Another };
        let text = self.text(&range);
        if draft.title.is_some() {
            let joint = wording::joint(text);
            let rest = &text[joint..];
            let own = rest.strip_prefix('其').unwrap_or(rest);
            if joint > 0
                && let Some(length) = wording::annex(own)
            {
                return Said::Annex(text.len() - own.len(), length);
            }
        }
        if wording::is_others(text) || text.starts_with('等') {
            draft.and_others = true;
            return Said::Taken;
        }
        if self.mode == Mode::Basis && text.starts_with(['：', ':', '“', '"']) {
            return Said::Quoted;
        }
        if self.mode == Mode::Prose || gap || wording::joint(text) > 0 {
            return Said::Another;
        }
        // 《…办法》的通知: the title's other half, 关于印发, is missing.
        if text.starts_with("的通知") || text.starts_with("的意见") || text.starts_with("的决定")
        {
            draft.damage.push(self.damage(DamageKind::HalfTitle, &range));
        }
        Said::Taken
    }

    /// Steps over quoted wording: up to a line's end, a semicolon, a numbering, or a title at the start of a sentence.
    fn skip_quotation(&mut self, draft: &mut Citation) {
        let mut fresh = false;
        while let Some(token) = self.tokens.get(self.at) {
            let full_stop = self.chars.at(token.range.start) == '。';
            match token.kind {
                TokenKind::Break if !full_stop => break,
                TokenKind::Title | TokenKind::Angle | TokenKind::OpenTitle if fresh => break,
                TokenKind::Bracket if self.qualifiers(&token.range).kind.is_some() => break,
                TokenKind::Break => fresh = true,
                TokenKind::Blank => {}
                // A closing quotation mark after the full stop.
                TokenKind::Words
                    if fresh
                        && self
                            .text(&token.range)
                            .chars()
                            .all(|it| matches!(it, '”' | '"' | '…')) => {}
                _ => fresh = false,
            }
            draft.text.end = self.chars.byte(token.range.end);
            self.at += 1;
        }
    }

    /// 《…法》及其实施条例 names two documents: lays the first down and begins the second.
    fn annex(&mut self, mut draft: Citation, skip: usize, length: usize) -> Citation {
        let range = self.tokens[self.at].range.clone();
        let text = self.text(&range);
        let name = text[skip..skip + length].to_owned();
        let start = range.start + text[..skip].chars().count();
        let mut second = self.draft(start);
        second.kind = draft.kind;
        second.title = draft.title.as_ref().map(|it| {
            if it.contains("关于") { format!("《{it}》{name}") } else { format!("{it}{name}") }
        });
        self.advance(&mut second, skip + length);
        draft.damage.append(&mut self.loose);
        self.out.push(draft);
        second
    }

    /// The bracket at the end of a title that holds the document's number.
    pub(super) fn number_in(
        &self,
        inner: &std::ops::Range<usize>,
    ) -> Option<std::ops::Range<usize>> {
        let inner = self.chars.trim(inner.clone());
        let open = self.pairs.open_of(inner.end.checked_sub(1)?).filter(|it| *it > inner.start)?;
        // 〈〉 and 《》 inside a title are a title's own, as they are where it stands without marks.
        if Class::opened_by(self.chars.at(open)) != Some(Class::Bracket) {
            return None;
        }
        let bracket = open..inner.end;
        let found = self.qualifiers(&bracket);
        // 关于《…办法》（国务院令第1号）的… has its number in the middle, and a standard's is part of its title.
        (!found.numbers.is_empty()).then_some(bracket)
    }

    /// The title before 及其, 及 and 和 that stand in front of an annex's own title.
    pub(super) fn before_annex(&self, start: usize) -> Option<String> {
        let last = self.out.last()?;
        let between = self.chars.bytes(&(0..start)).end;
        let words = self.chars.slice(0..start).get(last.text.end..between)?.trim();
        let own = &words[wording::joint(words)..];
        let named = !words.is_empty() && matches!(own, "" | "其");
        let title = last.title.as_ref().filter(|_| named)?;
        (!title.contains("关于")).then(|| title.clone())
    }
}
