//! `govcat serve`: what a browser and an editor see of it.
use std::{
    fs,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::{TcpListener, TcpStream},
    process::{Child, Command, Stdio},
    time::Duration,
};

use crate::room::Room;

/// A preview of the room's workspace, ended when the test is.
struct Preview {
    child: Child,
    port: u16,
}

/// An answer: its head, and the bytes behind it.
struct Answer {
    head: String,
    body: String,
}

impl Preview {
    fn start(room: &Room) -> Self {
        let mut child =
            command(room, "0", "en").stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let line = lines.find(|it| it.as_ref().unwrap().starts_with("preview: ")).unwrap().unwrap();
        let port = line.split("127.0.0.1:").nth(1).unwrap().split('/').next().unwrap();
        let port = port.parse().unwrap();
        // Read on, or the preview stops at a full pipe.
        std::thread::spawn(move || lines.for_each(drop));
        Self { child, port }
    }

    fn connect(&self, line: &str) -> TcpStream {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_mins(1))).unwrap();
        write!(stream, "{line} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", self.port).unwrap();
        stream
    }

    fn ask(&self, line: &str) -> Answer {
        let mut bytes = Vec::new();
        self.connect(line).read_to_end(&mut bytes).unwrap();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        Answer { head: head.to_owned(), body: body.to_owned() }
    }

    fn page(&self, path: &str) -> Answer {
        self.ask(&format!("GET {path}"))
    }

    /// Waits until there is something newer than the page shows.
    fn reload(&self, page: &Answer) {
        let since = page.body.rsplit("since=").next().unwrap().split('"').next().unwrap();
        let stream = self.connect(&format!("GET /.govcat/events?since={since}"));
        let mut lines = BufReader::new(stream).lines();
        assert!(lines.any(|it| it.unwrap() == "event: reload"), "nothing came");
    }

    /// Sends a signal; gives the exit code.
    fn end(&mut self, signal: &str) -> Option<i32> {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args([signal, &id]).status().unwrap().success());
        self.child.wait().unwrap().code()
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn command(room: &Room, port: &str, lang: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_govcat"));
    command.args(["serve", "--lang", lang, "--workspace", "w", "--port", port]);
    let temporary = room.path("tmp");
    fs::create_dir_all(&temporary).unwrap();
    command.current_dir(room.folder.path()).env("TMPDIR", temporary);
    command
}

const TABLE: &str = "w/catalogs/nation/aid.yaml";

#[test]
fn an_edit_is_shown_and_an_error_keeps_the_last_good_site() {
    let room = Room::new();
    let mut preview = Preview::start(&room);
    let first = preview.page("/nation/aid/index.html");
    assert!(first.head.starts_with("HTTP/1.1 200 OK\r\n"), "{}", first.head);
    assert!(first.head.contains("Content-Type: text/html; charset=utf-8"), "{}", first.head);
    // As editors save: a new file takes the place of the old one.
    let text = fs::read_to_string(room.path(TABLE)).unwrap();
    fs::write(room.path("w/catalogs/nation/.aid.swp"), text.replace("title: ", "title: 新的"))
        .unwrap();
    fs::rename(room.path("w/catalogs/nation/.aid.swp"), room.path(TABLE)).unwrap();
    preview.reload(&first);
    let second = preview.page("/nation/aid/");
    assert!(second.body.contains("<h1>新的"), "{}", second.body);
    room.edit(TABLE, "channel: [政府网站]", "channel: [政府网战]");
    preview.reload(&second);
    let third = preview.page("/nation/aid/index.html");
    assert!(third.body.contains("<h1>新的") && third.body.contains("id=\"govcat-problems\""));
    assert!(third.body.contains("<code>catalogs/nation/aid.yaml:"), "{}", third.body);
    room.edit(TABLE, "channel: [政府网战]", "channel: [政府网站]");
    preview.reload(&third);
    let home = preview.page("/");
    assert!(!home.body.contains("govcat-problems"));
    // The page for missing addresses loads its style from where the site is to stand on a server.
    let missing = preview.page("/county/nothing/at/all.html");
    assert!(
        missing.head.starts_with("HTTP/1.1 404 ") && missing.body.contains("\"/gk/style.css\"")
    );
    for (path, kind) in [("/gk/style.css", "text/css"), ("/gk/", "text/html")] {
        let there = preview.page(path);
        assert!(there.head.starts_with("HTTP/1.1 200 ") && there.head.contains(kind), "{path}");
    }
    assert_eq!(preview.end("-INT"), Some(0));
    assert_eq!(fs::read_dir(room.path("tmp")).unwrap().count(), 0, "something was left behind");
    assert!(!room.path("dist").exists() && !room.path("w/dist").exists());
}

#[test]
fn what_never_was_whole_shows_its_errors() {
    let room = Room::new();
    room.edit(TABLE, "channel: [政府网站]", "channel: [政府网战]");
    let mut preview = Preview::start(&room);
    let page = preview.page("/");
    assert!(page.head.starts_with("HTTP/1.1 503 "), "{}", page.head);
    assert!(page.body.contains("<code>catalogs/nation/aid.yaml:"), "{}", page.body);
    room.edit(TABLE, "channel: [政府网战]", "channel: [政府网站]");
    preview.reload(&page);
    assert!(preview.page("/").head.starts_with("HTTP/1.1 200 "));
    fs::create_dir(room.path("w/templates")).unwrap();
    let page = preview.page("/");
    fs::write(room.path("w/templates/404.html"), "{% nonsense %}\n").unwrap();
    preview.reload(&page);
    let mut page = preview.page("/");
    // The folder was seen before the file in it was.
    while !page.body.contains("templates/404.html:1") {
        preview.reload(&page);
        page = preview.page("/");
    }
    assert_eq!(preview.end("-TERM"), Some(0));
}

#[test]
fn only_the_site_is_served_and_only_read() {
    let room = Room::new();
    let preview = Preview::start(&room);
    let status = |line: &str| preview.ask(line).head.lines().next().unwrap()[9..12].to_owned();
    for (line, expected) in [
        ("GET /", "200"),
        ("GET /style.css", "200"),
        ("HEAD /index.html", "200"),
        ("GET /nation", "301"),
        ("GET /no-such-page.html", "404"),
        ("GET /../../etc/passwd", "404"),
        ("GET /%2e%2e/%2e%2e/etc/passwd", "404"),
        ("GET /.govcat-site", "404"),
        ("POST /", "405"),
        ("DELETE /index.html", "405"),
    ] {
        assert_eq!(status(line), expected, "{line}");
    }
    assert!(preview.ask("HEAD /index.html").body.is_empty());
    assert!(preview.page("/no-such-page.html").body.contains("没有找到这个页面"));
    for (path, media) in [
        ("/style.css", "text/css; charset=utf-8"),
        ("/nation/nation.csv", "text/csv; charset=utf-8"),
        ("/nation/nation.json", "application/json; charset=utf-8"),
        (
            "/nation/nation.xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
    ] {
        assert!(preview.page(path).head.contains(&format!("Content-Type: {media}\r\n")), "{path}");
    }
    let mut stranger = TcpStream::connect(("127.0.0.1", preview.port)).unwrap();
    write!(stranger, "GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n").unwrap();
    let mut text = String::new();
    stranger.read_to_string(&mut text).unwrap();
    assert!(text.starts_with("HTTP/1.1 403 "), "{text}");
}

#[test]
fn a_taken_port_is_said_in_words() {
    let room = Room::new();
    let other = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = other.local_addr().unwrap().port().to_string();
    for (lang, words) in
        [("en", format!("port {port} is taken")), ("zh", format!("端口 {port} 已被占用"))]
    {
        let output = command(&room, &port, lang).output().unwrap();
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{text}");
        assert!(text.contains(&words), "{text}");
    }
}
