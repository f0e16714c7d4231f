//! The live preview: a site on this machine's own address, shown as it is now or with what is wrong.
//!
//! It answers `GET` and `HEAD` for files of one folder and tells the browser when to load again. Requests are
//! parsed by `httparse`; an answer closes its connection, so there is no protocol beyond one question and one
//! answer, and no need of an asynchronous runtime.
mod answer;
mod page;
mod request;
pub mod watch;

use std::{
    io::{self, Write as _},
    net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream},
    path::PathBuf,
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    thread,
    time::Duration,
};

pub use self::page::Problem;
use self::{
    answer::Answer,
    request::{Asked, Request},
};
use crate::{
    diagnostic::{Lang, message},
    error::Error,
    source::{self, Served},
};

/// After so long a browser is written to, for else nobody hears that it has gone.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// How long a browser may take to ask its question.
const PATIENCE: Duration = Duration::from_secs(10);

/// What the browser is shown.
#[derive(Debug)]
struct State {
    /// Grows with every change.
    version: u64,
    /// Whether there is a site: none has been whole so far if not.
    has_site: bool,
    /// Where the site is to stand on its server, with a slash at both ends; empty where that is not
    /// known. Its page for missing addresses leads there.
    base: String,
    /// What is wrong now.
    problems: Vec<Problem>,
}

/// A running preview.
#[derive(Clone, Debug)]
pub struct Preview {
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    folder: PathBuf,
    address: SocketAddr,
    lang: Lang,
    state: Mutex<State>,
    changed: Condvar,
}

impl Preview {
    /// Begins to answer for the site that stands, or will stand, in `folder`. Port 0 is any free one.
    ///
    /// # Errors
    /// When the port is taken or not allowed.
    pub fn start(folder: PathBuf, port: u16, lang: Lang) -> Result<Self, Error> {
        let bound = TcpListener::bind((Ipv4Addr::LOCALHOST, port));
        let listener = bound.map_err(|error| cannot_listen(port, &error))?;
        let address = listener.local_addr().map_err(|error| cannot_listen(port, &error))?;
        let state =
            State { version: 0, has_site: false, base: String::new(), problems: Vec::new() };
        let shared = Arc::new(Shared {
            folder,
            address,
            lang,
            state: Mutex::new(state),
            changed: Condvar::new(),
        });
        let preview = Self { shared };
        let answering = preview.clone();
        thread::spawn(move || answering.listen(&listener));
        Ok(preview)
    }

    /// The address to open.
    #[must_use]
    pub fn address(&self) -> String {
        format!("http://{}/", self.shared.address)
    }

    /// Shows the site that was just written, also at the path that is its own on a server.
    pub fn show_site(&self, base: &str) {
        self.change(|state| {
            state.has_site = true;
            base.clone_into(&mut state.base);
            state.problems.clear();
        });
    }

    /// Shows what is wrong, over the last site that was whole.
    pub fn show_problems(&self, problems: Vec<Problem>) {
        self.change(|state| state.problems = problems);
    }

    fn change(&self, change: impl FnOnce(&mut State)) {
        let mut state = self.state();
        change(&mut state);
        state.version += 1;
        drop(state);
        self.shared.changed.notify_all();
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.shared.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn listen(&self, listener: &TcpListener) {
        for stream in listener.incoming() {
            // A connection that failed before it began is the browser's to try again.
            let Ok(stream) = stream else { continue };
            let preview = self.clone();
            thread::spawn(move || preview.converse(stream));
        }
    }

    /// One question and its answer. A browser that goes away meanwhile is no failure.
    fn converse(&self, mut stream: TcpStream) {
        let _ = stream.set_read_timeout(Some(PATIENCE));
        let Some(request) = Request::read(&mut stream) else {
            let _ = Answer::plain(400, "bad request").send(&mut stream, true);
            return;
        };
        let with_body = !request.is_head;
        let _ = match request.asked(self.shared.address.port()) {
            Asked::Refused(status, why) => Answer::plain(status, why).send(&mut stream, with_body),
            Asked::News(since) if with_body => self.tell(&mut stream, since),
            Asked::News(_) => Answer::news().send(&mut stream, false),
            Asked::Path(path) => self.answer(&path).send(&mut stream, with_body),
        };
    }

    /// What there is at a path, whose parts are names of files and nothing else.
    fn answer(&self, path: &str) -> Answer {
        let state = self.state();
        let (version, lang) = (state.version, self.shared.lang);
        if !state.has_site {
            return Answer::html(503, page::alone(&state.problems, version, lang));
        }
        let panel = page::panel(&state.problems, version, lang);
        let below = path.strip_prefix(state.base.trim_start_matches('/')).map(str::to_owned);
        drop(state);
        let read = |path: &str| source::served(&self.shared.folder, path);
        let find = |path: &str| {
            let is_folder = path.is_empty() || path.ends_with('/');
            let wanted = if is_folder { format!("{path}index.html") } else { path.to_owned() };
            Some(match read(&wanted).ok()? {
                Served::File(bytes) => Answer::file(200, &wanted, bytes, &panel),
                Served::Folder => Answer::moved(&format!("/{path}/")),
            })
        };
        find(path).or_else(|| find(&below?)).unwrap_or_else(|| match read("404.html") {
            Ok(Served::File(bytes)) => Answer::file(404, "404.html", bytes, &panel),
            _ => Answer::plain(404, "not found"),
        })
    }

    /// Keeps the line open and says when there is something newer than what the page shows.
    fn tell(&self, stream: &mut TcpStream, since: u64) -> io::Result<()> {
        Answer::news().send(stream, false)?;
        let mut told = since;
        loop {
            let wait = self
                .shared
                .changed
                .wait_timeout_while(self.state(), HEARTBEAT, |state| state.version == told);
            let version = wait.unwrap_or_else(PoisonError::into_inner).0.version;
            if version == told {
                stream.write_all(b": still here\n\n")?;
            } else {
                told = version;
                write!(stream, "event: reload\ndata: {version}\n\n")?;
            }
            stream.flush()?;
        }
    }
}

fn cannot_listen(port: u16, error: &io::Error) -> Error {
    let what = if error.kind() == io::ErrorKind::AddrInUse {
        message!("端口 {port} 已被占用", "port {port} is taken")
    } else {
        message!("不能使用端口 {port}：{error}", "cannot listen on port {port}: {error}")
    };
    Error::new(what).with_help(message!(
        "用 --port 换一个端口；--port 0 由系统选一个空闲的",
        "name another with --port; --port 0 takes any free one"
    ))
}
