//! Work on many things at once, whose results are handed on one by one and in order.
use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use rayon::Scope;

use crate::error::Error;

/// Does `work` on each of `items`, on as many at a time as there are threads, and hands the results on in the order
/// of the items. The next item is begun when one is done, so that no thread waits for the slowest of some; where the
/// results of as many as there are threads wait for one before them, none is begun.
///
/// # Errors
/// The first one in the order of the items. What comes far behind it is not begun.
pub(super) fn in_order<T: Sync, R: Send>(
    items: &[T],
    work: impl Fn(&T) -> Result<R, Error> + Sync,
    hand_on: impl FnMut(&T, R) -> Result<(), Error> + Send,
) -> Result<(), Error> {
    let queue = Queue {
        items,
        work,
        hand_on: Mutex::new(hand_on),
        state: Mutex::new(State {
            begun: 0,
            done: 0,
            next: 0,
            is_busy: false,
            ready: BTreeMap::new(),
            failed: None,
        }),
        threads: rayon::current_num_threads(),
    };
    rayon::scope(|scope| queue.begin(scope));
    let state = queue.state.into_inner().unwrap_or_else(PoisonError::into_inner);
    state.failed.map_or(Ok(()), |(_, error)| Err(error))
}

struct Queue<'q, T, R, W, H> {
    items: &'q [T],
    work: W,
    hand_on: Mutex<H>,
    state: Mutex<State<R>>,
    threads: usize,
}

struct State<R> {
    /// How many items were begun.
    begun: usize,
    /// On how many of these the work is done.
    done: usize,
    /// The item whose result is handed on next.
    next: usize,
    /// Whether somebody hands it on.
    is_busy: bool,
    /// The results from there on, by their items.
    ready: BTreeMap<usize, R>,
    /// The first item that failed, and why.
    failed: Option<(usize, Error)>,
}

impl<R> State<R> {
    fn fail(&mut self, at: usize, error: Error) {
        if self.failed.as_ref().is_none_or(|it| at < it.0) {
            self.failed = Some((at, error));
        }
    }
}

impl<T, R, W, H> Queue<'_, T, R, W, H>
where
    T: Sync,
    R: Send,
    W: Fn(&T) -> Result<R, Error> + Sync,
    H: FnMut(&T, R) -> Result<(), Error> + Send,
{
    fn state(&self) -> MutexGuard<'_, State<R>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Begins what there are threads for.
    fn begin<'s>(&'s self, scope: &Scope<'s>) {
        let mut state = self.state();
        let most =
            self.items.len().min(state.done + self.threads).min(state.next + 2 * self.threads);
        while state.begun < most && state.failed.is_none() {
            let at = state.begun;
            state.begun += 1;
            scope.spawn(move |scope| self.work_on(at, scope));
        }
    }

    fn work_on<'s>(&'s self, at: usize, scope: &Scope<'s>) {
        let result = (self.work)(&self.items[at]);
        let mut state = self.state();
        state.done += 1;
        match result {
            Ok(result) => _ = state.ready.insert(at, result),
            Err(error) => state.fail(at, error),
        }
        drop(state);
        self.begin(scope);
        self.pass(scope);
    }

    /// Hands on what is ready, unless somebody does, who sees it then.
    fn pass<'s>(&'s self, scope: &Scope<'s>) {
        loop {
            let mut state = self.state();
            let at = state.next;
            if state.is_busy {
                return;
            }
            let Some(result) = state.ready.remove(&at) else { return };
            state.is_busy = true;
            drop(state);
            let mut hand_on = self.hand_on.lock().unwrap_or_else(PoisonError::into_inner);
            let handed_on = hand_on(&self.items[at], result);
            drop(hand_on);
            let mut state = self.state();
            state.is_busy = false;
            match handed_on {
                Ok(()) => state.next += 1,
                Err(error) => state.fail(at, error),
            }
            drop(state);
            self.begin(scope);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::in_order;
    use crate::{diagnostic::message, error::Error};

    fn wrong(item: usize) -> Error {
        Error::new(message!("{item}", "{item}"))
    }

    #[test]
    fn results_come_in_order_and_few_wait() {
        let items: Vec<usize> = (0..200).collect();
        let (begun, mut handed_on) = (AtomicUsize::new(0), Vec::new());
        let work = |item: &usize| {
            begun.fetch_add(1, Ordering::SeqCst);
            // Every tenth takes longer than those behind it.
            if item.is_multiple_of(10) {
                std::thread::sleep(std::time::Duration::from_millis(2));
            }
            Ok(*item)
        };
        let most = 2 * rayon::current_num_threads();
        let hand_on = |item: &usize, result| {
            assert_eq!(*item, result);
            assert!(begun.load(Ordering::SeqCst) <= item + most, "too many before {item}");
            handed_on.push(result);
            Ok(())
        };
        in_order(&items, work, hand_on).expect("nothing failed");
        assert_eq!(handed_on, items);
    }

    #[test]
    fn the_first_that_fails_is_told_and_nothing_behind_it_is_handed_on() {
        let items: Vec<usize> = (0..100).collect();
        for (work, hand_on) in [([30, 31], 99), ([98, 99], 30)] {
            let mut handed_on = 0;
            let error = in_order(
                &items,
                |item| if work.contains(item) { Err(wrong(*item)) } else { Ok(()) },
                |item, ()| {
                    handed_on += 1;
                    if *item == hand_on { Err(wrong(*item)) } else { Ok(()) }
                },
            );
            assert_eq!(error.expect_err("some failed").to_string(), "30");
            assert_eq!(handed_on, if hand_on == 30 { 31 } else { 30 });
        }
        let none: [usize; 0] = [];
        in_order(&none, |_| Ok(()), |_, ()| Ok(())).expect("there is nothing to do");
    }
}
