//! Titles without 《》, whole or half: words that must be told from the words around them.
use std::ops::Range;

use crate::model::basis::{
    citation::Citation,
    damage::DamageKind,
    kind::Kind,
    reader::Reader,
    token::{Token, TokenKind},
    wording,
};

/// A run of tokens that is one title.
struct Run {
    /// The first token that is not part of it.
    next: usize,
    end: usize,
    /// 关于 stands in it.
    about: bool,
}

impl Reader<'_> {
    /// Reads a citation whose head is words.
    pub(super) fn bare(&mut self) {
        let Some(mut range) = self.words(self.at) else {
            self.at += 1;
            return;
        };
        let text = self.text(&range);
        let joint = if self.out.is_empty() { 0 } else { wording::joint(text) };
        // 和《…》, and the 法规 of 等法律、法规.
        if let Some(last) = self.out.last_mut()
            && (wording::is_others(text) || last.and_others && wording::is_filler(text))
        {
            last.and_others = true;
            last.text.end = self.chars.byte(range.end);
            self.at += 1;
            return;
        }
        let kept = wording::without_lead_in(&text[joint..]);
        let lead = text[..text.len() - kept.len()].chars().count();
        // The label of 法律：《…》 says what it is.
        if let Some(kind) =
            Kind::parse(text[..text.len() - kept.len()].trim_end().trim_end_matches(['：', ':']))
        {
            self.kind = Some(kind);
        }
        range.start += lead;
        if kept.is_empty() {
            self.at += 1;
            return;
        }
        self.tokens[self.at].range.start = range.start;
        self.split_at_joint();
        let run = self.run_on();
        self.lay_down(range.start, &run);
    }

    /// 土地管理法和城乡规划法 are two laws; 招标投标法及其实施条例 too.
    fn split_at_joint(&mut self) {
        let Some(range) = self.words(self.at) else { return };
        let text = self.text(&range);
        if text.contains("关于") {
            return;
        }
        let split = text
            .char_indices()
            .filter(|it| matches!(it.1, '和' | '及' | '与' | '以'))
            .find(|(at, _)| {
                let (left, right) = text.split_at(*at);
                let named =
                    ["法", "条例", "办法", "规定", "细则"].iter().any(|it| left.ends_with(it))
                        && wording::is_complete(left, false);
                let joint = wording::joint(right);
                let right = &right[joint..];
                let right = right.strip_prefix('其').unwrap_or(right);
                named
                    && joint > 0
                    && (right.is_empty()
                        || wording::annex(right).is_some()
                        || wording::is_complete(right, false)
                        || wording::is_others(&text[*at..]))
            });
        if let Some((at, _)) = split {
            let middle = range.start + text[..at].chars().count();
            self.tokens[self.at].range.end = middle;
            self.tokens
                .insert(self.at + 1, Token { kind: TokenKind::Words, range: middle..range.end });
        }
    }

    /// How far the title that begins at hand goes.
    fn run_on(&self) -> Run {
        let mut run = Run { next: self.at, end: self.tokens[self.at].range.start, about: false };
        let mut last: Range<usize> = run.end..run.end;
        while let Some(Token { kind, range }) = self.tokens.get(run.next) {
            let complete = wording::is_complete(self.text(&last), run.about);
            match kind {
                TokenKind::Words => {
                    if run.next > self.at
                        && self.tokens[run.next - 1].range.end == range.start
                        && complete
                        && !last.is_empty()
                        && last.end == range.start
                    {
                        break;
                    }
                    run.about |= self.text(range).contains("关于");
                    last = range.clone();
                }
                TokenKind::Comma | TokenKind::Blank => {
                    let next = self.past_blanks(run.next + 1);
                    let titled =
                        matches!(self.tokens.get(next).map(|it| &it.kind), Some(TokenKind::Title));
                    let words = self.words(next).is_some();
                    let goes_on = words || titled && matches!(kind, TokenKind::Blank);
                    if complete || !goes_on {
                        break;
                    }
                    run.next += 1;
                    continue;
                }
                TokenKind::Bracket => {
                    let found = self.qualifiers(range);
                    if found.known || found.numbering {
                        break;
                    }
                    last = range.end..range.end;
                }
                TokenKind::Title | TokenKind::Angle
                    if wording::opens_title(self.text(&last))
                        || run.about && !complete
                        || self.ends_letter(run.next + 1) =>
                {
                    last = range.end..range.end;
                }
                _ => break,
            }
            run.next += 1;
            run.end = range.end;
        }
        run
    }

    fn ends_letter(&self, at: usize) -> bool {
        self.words(at).is_some_and(|it| wording::ends_letter(self.text(&it)))
    }

    fn lay_down(&mut self, start: usize, run: &Run) {
        let mut draft = self.draft(start);
        let range = start..run.end;
        self.at = self.past_blanks(run.next);
        let text = self.text(&range);
        let kind = self.tokens.get(self.at).map(|it| &it.kind);
        if matches!(kind, Some(TokenKind::Title | TokenKind::Angle))
            && !wording::is_complete(text, run.about)
            && self.is_next(run.end)
        {
            // 国务院《关于…的意见》: the words say whose it is.
            let issuer = self.clean(&range);
            let issuer =
                if issuer.ends_with(['了', '的', '：', ':']) { String::new() } else { issuer };
            self.take_title(&mut draft, &issuer);
            self.tail(draft);
            return;
        }
        self.at = run.next;
        let mut title_range = range.clone();
        if let Some(at) = text.rfind('等').filter(|at| *at > 0 && wording::is_others(&text[*at..]))
        {
            draft.and_others = true;
            title_range.end = start + text[..at].chars().count();
        }
        let title = self.clean(&title_range);
        draft.text.end = self.chars.byte(range.end);
        if matches!(self.tokens.get(self.at).map(|it| &it.kind), Some(TokenKind::CloseTitle)) {
            let close = self.tokens[self.at].range.clone();
            draft.damage.push(self.damage(DamageKind::UnopenedTitle, &(start..close.end)));
            draft.text.end = self.chars.byte(close.end);
            self.at += 1;
        } else if wording::is_vague(&title)
            || !title.is_empty() && !title.chars().any(char::is_alphanumeric)
        {
            draft.damage.push(self.damage(DamageKind::Vague, &title_range));
        }
        if title.is_empty() {
            self.loose = draft.damage;
            return;
        }
        self.check_title(&mut draft, &title, &title_range);
        draft.title = title.chars().any(char::is_alphanumeric).then_some(title);
        self.tail(draft);
    }

    /// Whether only blanks stand between `end` and the token at hand.
    fn is_next(&self, end: usize) -> bool {
        self.tokens.get(self.at).is_some_and(|it| self.chars.trim(end..it.range.start).is_empty())
    }

    /// Reads a title whose 《 is never closed: up to what cannot be part of a title.
    pub(super) fn unclosed(&mut self) {
        let first = self.tokens[self.at].range.start;
        while matches!(self.tokens.get(self.at).map(|it| &it.kind), Some(TokenKind::OpenTitle)) {
            self.at += 1;
        }
        let start = self.tokens[self.at - 1].range.end;
        let mut end = start;
        let mut angle = false;
        while let Some(Token { kind, range }) = self.tokens.get(self.at) {
            match kind {
                TokenKind::Words | TokenKind::Blank => {}
                TokenKind::Comma => {
                    let next = self.past_blanks(self.at + 1);
                    if self.words(next).is_none()
                        || wording::is_complete(
                            self.text(&(start..end)),
                            self.text(&(start..end)).contains("关于"),
                        )
                    {
                        break;
                    }
                }
                TokenKind::Bracket if !self.qualifiers(range).known => {}
                TokenKind::Title | TokenKind::Angle if end > start => {}
                TokenKind::CloseTitle => {
                    // 《土地管理法〉: closed after all, by the wrong sign.
                    angle = true;
                    self.at += 1;
                    break;
                }
                _ => break,
            }
            end = range.end;
            self.at += 1;
        }
        let mut draft: Citation = self.draft(first);
        let close = self.tokens.get(self.at).map_or(self.chars.len(), |it| it.range.start);
        let (kind, span) = if angle {
            (DamageKind::TitleMarks, first..close)
        } else {
            (DamageKind::UnclosedTitle, first..start)
        };
        draft.damage.push(self.damage(kind, &span));
        draft.text.end = self.chars.byte(if angle { close } else { end });
        let title = self.clean(&(start..end));
        if title.is_empty() {
            self.loose = draft.damage;
            return;
        }
        draft.title = Some(title);
        self.tail(draft);
    }
}
