//! The questions, asked where somebody sits at a terminal.
use std::io::{BufRead, Write as _};

use crate::{
    cli::printer::Printer,
    diagnostic::{Lang, Message},
};

/// Who answers.
pub(super) struct Asker<'a, 'p> {
    /// Where answers come from; nowhere where nobody can answer.
    pub(super) answers: Option<&'a mut dyn BufRead>,
    /// Where questions are put.
    pub(super) out: &'a mut Printer<'p>,
    /// The language of the questions.
    pub(super) lang: Lang,
}

impl Asker<'_, '_> {
    /// Asks one question; an empty answer, and the end of the answers, is the usual one.
    pub(super) fn ask(&mut self, question: &Message, usual: Option<&str>) -> Option<String> {
        let usual = usual.map(str::to_owned);
        let Some(answers) = self.answers.as_mut() else { return usual };
        let text = question.text(self.lang);
        match &usual {
            Some(usual) => self.out.print(format_args!("{text} [{usual}] ")),
            None => self.out.print(format_args!("{text} ")),
        }
        // The question must be seen before the answer is waited for.
        let _ = self.out.flush();
        let mut line = String::new();
        let is_read = answers.read_line(&mut line).is_ok_and(|it| it > 0);
        let answer = line.trim();
        if !is_read {
            self.answers = None;
        }
        if answer.is_empty() { usual } else { Some(answer.to_owned()) }
    }
}
