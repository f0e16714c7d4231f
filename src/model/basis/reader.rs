//! Putting citations together: a head (a title, a number, bare words) and what follows it.
use std::ops::Range;

use crate::model::basis::{
    brackets::Pairs,
    citation::Citation,
    damage::{Damage, DamageKind},
    kind::Kind,
    number_scan::{self, Found},
    qualifier::{self, Qualifiers},
    text::Chars,
    title,
    token::{self, Token, TokenKind},
    wording,
};

/// What text is read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// A basis: nothing but citations.
    Basis,
    /// Running text with citations in it.
    Prose,
}

/// Reads every citation in `text`.
pub(super) fn read(text: &str, mode: Mode) -> Vec<Citation> {
    let chars = Chars::new(text);
    let numbers = number_scan::find_all(&chars);
    let pairs = Pairs::new(&chars, &numbers);
    let tokens = token::cut(&chars, &numbers, &pairs, 0..chars.len());
    let mut reader = Reader {
        chars: &chars,
        numbers: &numbers,
        pairs: &pairs,
        tokens,
        at: 0,
        mode,
        kind: None,
        out: Vec::new(),
        loose: Vec::new(),
        nested: false,
    };
    reader.run();
    reader.finish()
}

/// Where reading stands. Its heads are here and in `bare`; what follows a head is in `tail`.
pub(super) struct Reader<'a> {
    pub(super) chars: &'a Chars<'a>,
    pub(super) numbers: &'a [Found],
    pub(super) pairs: &'a Pairs,
    pub(super) tokens: Vec<Token>,
    /// The token to be read next.
    pub(super) at: usize,
    pub(super) mode: Mode,
    /// What the last 【…】 said; it holds until the next.
    pub(super) kind: Option<Kind>,
    pub(super) out: Vec<Citation>,
    /// Damage that belongs to no citation yet.
    pub(super) loose: Vec<Damage>,
    /// This text stood in brackets; brackets in it are not read again, so depth is bounded.
    pub(super) nested: bool,
}

impl<'a> Reader<'a> {
    fn run(&mut self) {
        while let Some(token) = self.tokens.get(self.at) {
            let range = token.range.clone();
            match token.kind {
                TokenKind::Words if self.mode == Mode::Basis => self.bare(),
                TokenKind::Words | TokenKind::Break | TokenKind::Comma | TokenKind::Blank => {
                    self.at += 1;
                }
                TokenKind::Title | TokenKind::Angle => self.titled(),
                TokenKind::Number(index) => self.numbered(index),
                TokenKind::Bracket => self.bracketed(&range),
                TokenKind::Articles(_) => self.articles(),
                TokenKind::OpenTitle => self.unclosed(),
                TokenKind::CloseTitle => self.stray(DamageKind::UnopenedTitle, &range),
                TokenKind::OpenBracket => self.stray(DamageKind::UnclosedBracket, &range),
                TokenKind::CloseBracket => self.stray(DamageKind::UnopenedBracket, &range),
            }
        }
    }

    fn finish(mut self) -> Vec<Citation> {
        if !self.loose.is_empty() {
            if self.out.is_empty() {
                let text = 0..self.chars.byte(self.chars.len());
                self.out.push(Citation { text, ..Citation::default() });
            }
            if let Some(last) = self.out.last_mut() {
                last.damage.append(&mut self.loose);
            }
        }
        if self.mode == Mode::Prose {
            self.out.retain(|it| it.title.is_some() || it.number.is_some());
        }
        for citation in &mut self.out {
            citation.damage.sort_by_key(|it| (it.span.start, it.kind));
        }
        self.out
    }

    fn stray(&mut self, kind: DamageKind, range: &Range<usize>) {
        if self.mode == Mode::Prose {
            // Brackets in running text enclose more than citations.
            self.at += 1;
            return;
        }
        let damage = self.damage(kind, range);
        match self.loose.last_mut() {
            // A row of the same sign is one slip.
            Some(last) if last.kind == kind && last.span.end == damage.span.start => {
                last.span.end = damage.span.end;
            }
            _ => self.loose.push(damage),
        }
        self.at += 1;
    }

    pub(super) fn damage(&self, kind: DamageKind, range: &Range<usize>) -> Damage {
        Damage { kind, span: self.chars.bytes(range) }
    }

    /// A citation that begins at `start`.
    pub(super) fn draft(&mut self, start: usize) -> Citation {
        let start = self.chars.byte(start);
        Citation {
            kind: self.kind,
            text: start..start,
            damage: std::mem::take(&mut self.loose),
            ..Citation::default()
        }
    }

    pub(super) fn text(&self, range: &Range<usize>) -> &'a str {
        self.chars.slice(range.clone())
    }

    pub(super) fn clean(&self, range: &Range<usize>) -> String {
        title::clean(self.chars, self.numbers, self.pairs, range)
    }

    /// The place of the first token from `at` on that is no blank.
    pub(super) fn past_blanks(&self, mut at: usize) -> usize {
        while self.tokens.get(at).is_some_and(|it| matches!(it.kind, TokenKind::Blank)) {
            at += 1;
        }
        at
    }

    pub(super) fn qualifiers(&self, bracket: &Range<usize>) -> Qualifiers {
        qualifier::read(self.chars, self.numbers, &(bracket.start + 1..bracket.end - 1))
    }

    fn titled(&mut self) {
        let start = self.tokens[self.at].range.start;
        let mut draft = self.draft(start);
        self.take_title(&mut draft, "");
        self.tail(draft);
    }

    /// Reads the title at hand into `draft`, after words that named its issuer.
    pub(super) fn take_title(&mut self, draft: &mut Citation, issuer: &str) {
        let Token { kind, range } = &self.tokens[self.at];
        let (angle, range) = (matches!(kind, TokenKind::Angle), range.clone());
        let mut inner = range.start + 1..range.end - 1;
        // 《…条例（国务院令第711号）》: the number is no part of the title.
        let number = self.number_in(&inner);
        if let Some(bracket) = &number {
            inner.end = bracket.start;
        }
        if angle {
            draft.damage.push(self.damage(DamageKind::TitleMarks, &range));
        }
        draft.text.end = self.chars.byte(range.end);
        self.at += 1;
        let title = self.clean(&inner);
        if title.is_empty() {
            draft.damage.push(self.damage(DamageKind::EmptyTitle, &range));
            return;
        }
        self.check_title(draft, &title, &inner);
        let mut title = title::joined(issuer, &title).into_owned();
        if let Some(bracket) = &number {
            let found = self.qualifiers(bracket);
            self.take_qualifiers(draft, bracket, found);
            draft.text.end = self.chars.byte(range.end);
        }
        // 《土地管理法》及其《实施条例》: the second is called by the first one's name.
        if wording::annex(&title).is_some_and(|length| length == title.len())
            && let Some(of) = self.before_annex(range.start)
        {
            title.insert_str(0, &of);
        }
        // 《土地管理法》实施条例 is one document.
        if let Some(words) = self.words(self.at)
            && let Some(length) = wording::annex(self.text(&words))
        {
            title.push_str(&self.text(&words)[..length]);
            self.advance(draft, length);
        }
        draft.title = Some(title);
    }

    /// Marks blanks and halves in a title that stands in `range`.
    pub(super) fn check_title(&self, draft: &mut Citation, title: &str, range: &Range<usize>) {
        let trimmed = self.chars.trim(range.clone());
        if trimmed != *range {
            draft.damage.push(self.damage(DamageKind::Blank, range));
        }
        // Between two issuers a blank is good style, in a letter's title it may be; a law's name has none.
        let letter = title.contains("关于");
        let mut i = trimmed.start;
        while i < trimmed.end {
            let end = self.chars.skip_blanks(i);
            if end > i
                && (end - i > 1
                    || self.chars.at(i) == '\n'
                    || !letter && !is_list_of_bodies(self.chars, trimmed.start, i))
            {
                draft.damage.push(self.damage(DamageKind::Blank, &(i..end)));
            }
            i = end.max(i) + 1;
        }
        let hands_on =
            letter || title.contains("印发") || title.contains("转发") || title.contains("下达");
        if title.ends_with("的通知") && !hands_on
            || title.ends_with("关于")
            || title.ends_with('的')
            || title.starts_with('的')
        {
            draft.damage.push(self.damage(DamageKind::HalfTitle, &trimmed));
        }
    }

    fn numbered(&mut self, index: usize) {
        let start = self.tokens[self.at].range.start;
        let mut draft = self.draft(start);
        self.take_number(&mut draft, index);
        self.at += 1;
        self.take_title_after(&mut draft);
        self.tail(draft);
    }

    /// 国务院令第711号《政府信息公开条例》 is as good as the other way round.
    fn take_title_after(&mut self, draft: &mut Citation) {
        let next = self.past_blanks(self.at);
        if matches!(self.tokens.get(next).map(|it| &it.kind), Some(TokenKind::Title)) {
            self.at = next;
            self.take_title(draft, "");
        }
    }

    /// Takes the number at `index`; a second one is an amendment's.
    pub(super) fn take_number(&self, draft: &mut Citation, index: usize) {
        let Some(found) = self.numbers.get(index) else { return };
        draft.damage.extend(found.damage.iter().map(|it| self.damage(it.0, &it.1)));
        draft.text.end = draft.text.end.max(self.chars.byte(found.range.end));
        if let Some(number) = &found.number {
            if draft.number.is_none() {
                draft.number = Some(number.clone());
            } else {
                draft.other_numbers.push(number.clone());
            }
        }
    }

    fn bracketed(&mut self, range: &Range<usize>) {
        let found = self.qualifiers(range);
        self.at += 1;
        if found.numbering {
            return;
        }
        let whole =
            !self.nested && found.kind.is_none() && self.chars.slice(range.clone()).contains('《');
        if found.kind.is_some() {
            self.kind = found.kind;
        } else if !found.numbers.is_empty() && !whole {
            let mut draft = self.draft(range.start);
            self.take_qualifiers(&mut draft, range, found);
            self.take_title_after(&mut draft);
            self.tail(draft);
        } else if (whole || !found.known && !self.nested)
            && !self.chars.starts_with(range.start, "【")
        {
            // （《土地管理法》第二条）: a citation in brackets is one all the same.
            let tokens =
                token::cut(self.chars, self.numbers, self.pairs, range.start + 1..range.end - 1);
            let mode = if tokens.iter().any(|it| matches!(it.kind, TokenKind::Title)) {
                Mode::Prose
            } else {
                self.mode
            };
            let mut inner = Reader {
                chars: self.chars,
                numbers: self.numbers,
                pairs: self.pairs,
                tokens,
                at: 0,
                mode,
                kind: self.kind,
                out: Vec::new(),
                loose: Vec::new(),
                nested: true,
            };
            inner.run();
            self.out.append(&mut inner.out);
            self.loose.append(&mut inner.loose);
        }
    }

    pub(super) fn take_qualifiers(
        &self,
        draft: &mut Citation,
        range: &Range<usize>,
        found: Qualifiers,
    ) {
        for index in found.numbers {
            self.take_number(draft, index);
        }
        draft.dates.extend(found.dates);
        draft.articles.extend(found.articles);
        if draft.edition.is_none() {
            draft.edition = found.edition;
        }
        draft.kind = found.kind.or(draft.kind);
        draft.text.end = self.chars.byte(range.end);
    }

    /// Articles without a head belong to the document cited before them.
    fn articles(&mut self) {
        let range = self.tokens[self.at].range.clone();
        let mut draft = self.out.pop().unwrap_or_else(|| {
            let mut draft = self.draft(range.start);
            draft.damage.push(self.damage(DamageKind::MissingTitle, &range));
            draft
        });
        self.take_articles(&mut draft);
        if self.mode == Mode::Prose && draft.title.is_none() && draft.number.is_none() {
            return;
        }
        self.tail(draft);
    }

    pub(super) fn take_articles(&mut self, draft: &mut Citation) {
        let Token { kind, range } = &self.tokens[self.at];
        if let TokenKind::Articles(read) = kind {
            draft.articles.extend(read.articles.iter().cloned());
            if read.blank {
                draft.damage.push(self.damage(DamageKind::Blank, range));
            }
            draft.text.end = self.chars.byte(range.end);
        }
        self.at += 1;
    }

    /// The range of the words at `at`, if words they are.
    pub(super) fn words(&self, at: usize) -> Option<Range<usize>> {
        self.tokens
            .get(at)
            .filter(|it| matches!(it.kind, TokenKind::Words))
            .map(|it| it.range.clone())
    }

    /// Takes the first `length` bytes of the words at hand.
    pub(super) fn advance(&mut self, draft: &mut Citation, length: usize) {
        let range = self.tokens[self.at].range.clone();
        let taken = self.text(&range)[..length].chars().count();
        draft.text.end = self.chars.byte(range.start + taken);
        if range.start + taken == range.end {
            self.at += 1;
        } else {
            self.tokens[self.at].range.start += taken;
        }
    }
}

/// Whether the words before the blank at `i` end in a body's name, as in 财政部 农业部.
fn is_list_of_bodies(chars: &Chars<'_>, start: usize, i: usize) -> bool {
    crate::model::basis::issuer::ends_as_body(chars.slice(start.max(i.saturating_sub(3))..i))
}
