//! An answer to a browser.
use std::io::{self, Write};

/// A status, a media type, and the bytes.
#[derive(Debug)]
pub(super) struct Answer {
    status: u16,
    media: &'static str,
    /// Where to go instead.
    location: Option<String>,
    /// `None` for an answer that goes on.
    body: Option<Vec<u8>>,
}

impl Answer {
    /// A page.
    pub(super) fn html(status: u16, text: String) -> Self {
        Self::new(status, "text/html; charset=utf-8", text.into_bytes())
    }

    /// A few words.
    pub(super) fn plain(status: u16, text: &str) -> Self {
        Self::new(status, "text/plain; charset=utf-8", format!("{text}\n").into_bytes())
    }

    /// A file; a page has `panel` in it as well.
    pub(super) fn file(status: u16, path: &str, bytes: Vec<u8>, panel: &str) -> Self {
        let media = media(path);
        if !media.starts_with("text/html") {
            return Self::new(status, media, bytes);
        }
        let mut text = String::from_utf8_lossy(&bytes).into_owned();
        text.insert_str(text.rfind("</body>").unwrap_or(text.len()), panel);
        Self::html(status, text)
    }

    /// The way to another address.
    pub(super) fn moved(path: &str) -> Self {
        let href = crate::render::address::href(path).into_owned();
        Self { location: Some(href), ..Self::plain(301, "moved") }
    }

    /// The head of an answer that goes on for as long as the browser listens.
    pub(super) fn news() -> Self {
        Self { status: 200, media: "text/event-stream; charset=utf-8", location: None, body: None }
    }

    fn new(status: u16, media: &'static str, body: Vec<u8>) -> Self {
        Self { status, media, location: None, body: Some(body) }
    }

    /// Sends the head, and with it the bytes if they are wanted.
    pub(super) fn send(&self, stream: &mut impl Write, with_body: bool) -> io::Result<()> {
        let Self { status, media, location, body } = self;
        let mut head = format!(
            "HTTP/1.1 {status} {}\r\nContent-Type: {media}\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n",
            reason(*status)
        );
        if *status == 405 {
            head.push_str("Allow: GET, HEAD\r\n");
        }
        if let Some(location) = location {
            head.push_str("Location: ");
            head.push_str(location);
            head.push_str("\r\n");
        }
        if let Some(body) = body {
            head.push_str("Content-Length: ");
            head.push_str(&body.len().to_string());
            head.push_str("\r\n");
        }
        head.push_str("\r\n");
        stream.write_all(head.as_bytes())?;
        if let Some(body) = body.as_ref().filter(|_| with_body) {
            stream.write_all(body)?;
        }
        stream.flush()
    }
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        301 => "Moved Permanently",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        503 => "Service Unavailable",
        _ => "Bad Request",
    }
}

/// What a file of a site is, by its ending.
fn media(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or("").to_ascii_lowercase().as_str() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json; charset=utf-8",
        "jsonld" => "application/ld+json; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "ics" => "text/calendar; charset=utf-8",
        "xml" => "application/xml; charset=utf-8",
        "atom" => "application/atom+xml; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}
