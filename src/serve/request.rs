//! A question of a browser: its first lines, and what of the site it asks for.
use std::{io::Read, net::TcpStream};

/// The folder of the preview's own addresses; no file of a site begins with a dot.
pub(super) const OWN: &str = ".govcat/events";
/// No question is longer.
const LONGEST: usize = 16 * 1024;
/// No browser sends more headers.
const HEADERS: usize = 64;

/// The first lines of a question.
#[derive(Debug)]
pub(super) struct Request {
    method: String,
    target: String,
    host: String,
    /// Whether only the head of the answer is wanted.
    pub(super) is_head: bool,
}

/// What is asked for.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// A path of the site, without a slash before it: its parts are plain names.
    Path(String),
    /// To be told of what is newer than a version.
    News(u64),
    /// What is not answered, and why.
    Refused(u16, &'static str),
}

impl Request {
    /// Reads a question; `None` for what is none.
    pub(super) fn read(stream: &mut TcpStream) -> Option<Self> {
        let mut bytes = Vec::new();
        let mut chunk = [0; 2048];
        loop {
            let length = stream.read(&mut chunk).ok().filter(|it| *it > 0)?;
            bytes.extend_from_slice(&chunk[..length]);
            match Self::parse(&bytes) {
                Ok(Some(request)) => return Some(request),
                Ok(None) if bytes.len() <= LONGEST => {}
                _ => return None,
            }
        }
    }

    fn parse(bytes: &[u8]) -> Result<Option<Self>, httparse::Error> {
        let mut headers = [httparse::EMPTY_HEADER; HEADERS];
        let mut request = httparse::Request::new(&mut headers);
        if request.parse(bytes)?.is_partial() {
            return Ok(None);
        }
        let (method, target) = (request.method.unwrap_or(""), request.path.unwrap_or(""));
        let host = request.headers.iter().find(|it| it.name.eq_ignore_ascii_case("host"));
        let host = host.and_then(|it| std::str::from_utf8(it.value).ok()).unwrap_or("");
        Ok(Some(Self {
            is_head: method == "HEAD",
            method: method.to_owned(),
            target: target.to_owned(),
            host: host.to_owned(),
        }))
    }

    /// What is asked for of a preview on this port.
    pub(super) fn asked(&self, port: u16) -> Asked {
        if !matches!(self.method.as_str(), "GET" | "HEAD") {
            return Asked::Refused(405, "only GET and HEAD");
        }
        // A page of another site could have its name lead here, and read the answer as its own.
        let own = ["127.0.0.1", "localhost"].map(|it| match port {
            80 => it.to_owned(),
            port => format!("{it}:{port}"),
        });
        if !own.contains(&self.host.to_ascii_lowercase()) {
            return Asked::Refused(403, "ask for 127.0.0.1");
        }
        let (path, query) = self.target.split_once('?').unwrap_or((&self.target, ""));
        let Some(path) = path.strip_prefix('/').and_then(decoded) else {
            return Asked::Refused(400, "not a path");
        };
        if path == OWN {
            let since = query.strip_prefix("since=").and_then(|it| it.parse().ok());
            return Asked::News(since.unwrap_or(0));
        }
        // Neither out of the folder nor to what is hidden in it.
        let is_plain = |part: &str| !part.starts_with('.') && !part.contains(['\\', '\0', ':']);
        let inner = path.strip_suffix('/').unwrap_or(&path);
        if !inner.is_empty() && !inner.split('/').all(|it| !it.is_empty() && is_plain(it)) {
            return Asked::Refused(404, "not found");
        }
        Asked::Path(path)
    }
}

/// A path without percent signs; `None` where they are wrong, or give no text.
fn decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
        let (high, low) = (digit(rest.next())?, digit(rest.next())?);
        bytes.push(u8::try_from(high * 16 + low).ok()?);
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::{Asked, Request};

    fn asked(line: &str, host: &str) -> Asked {
        let text = format!("{line} HTTP/1.1\r\nHost: {host}\r\n\r\n");
        Request::parse(text.as_bytes()).expect("it is HTTP").expect("it is whole").asked(8000)
    }

    #[test]
    fn a_path_never_leaves_the_site() {
        for bad in [
            "/../x",
            "/a/../../x",
            "/%2e%2e/x",
            "/..%2fx",
            "/a//b",
            "/.git/x",
            "/a\\..\\x",
            "/a%00",
            "/c:/x",
            "/..",
            "//etc/passwd",
        ] {
            let asked = asked(&format!("GET {bad}"), "127.0.0.1:8000");
            assert!(matches!(asked, Asked::Refused(404 | 400, _)), "{bad}: {asked:?}");
        }
        for (good, path) in [
            ("/", ""),
            ("/a/", "a/"),
            ("/a/b.html?x=../y", "a/b.html"),
            ("/%E5%B2%AB.csv", "岫.csv"),
            ("/a..b", "a..b"),
        ] {
            assert_eq!(
                asked(&format!("GET {good}"), "localhost:8000"),
                Asked::Path(path.to_owned())
            );
        }
        assert!(matches!(asked("GET /%zz", "127.0.0.1:8000"), Asked::Refused(400, _)));
    }

    #[test]
    fn only_reading_and_only_from_here() {
        assert!(matches!(asked("POST /", "127.0.0.1:8000"), Asked::Refused(405, _)));
        assert!(matches!(asked("GET /", "evil.example:8000"), Asked::Refused(403, _)));
        assert_eq!(asked("GET /.govcat/events?since=3", "127.0.0.1:8000"), Asked::News(3));
    }
}
