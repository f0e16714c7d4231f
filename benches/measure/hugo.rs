//! The peer of `govcat build`: Hugo, with the tables and the entries of a corpus as its pages.
//!
//! Its templates print what they are given, with no layers, no checks, no links, no files to download.
use std::{fs, path::Path};

use crate::{Result, places::Corpus, process::Call};

/// The settings: none of the pages that Hugo makes besides.
const SETTINGS: &str = "\
baseURL = \"https://example.gov.cn/\"
disableKinds = [\"taxonomy\", \"term\", \"RSS\", \"sitemap\", \"home\", \"section\"]
";
/// A table's page.
const TABLE: &str = "\
<!DOCTYPE html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>{{ .Title }}</title></head><body><main>
<h1>{{ .Title }}</h1><table>{{ range $i, $it := .Params.entries }}
<tr><td>{{ add $i 1 }}</td><td>{{ $it.category }}</td><td>{{ $it.name }}</td><td>{{ $it.content }}</td>\
<td>{{ $it.basis }}</td><td>{{ $it.deadline }}</td><td>{{ $it.owner }}</td><td>{{ $it.channel }}</td>\
<td>{{ $it.audience }}</td><td>{{ $it.method }}</td><td>{{ $it.level }}</td></tr>{{ end }}
</table></main></body></html>
";
/// An entry's page.
const ENTRY: &str = "\
<!DOCTYPE html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>entry</title></head><body><main>
{{ range .Params.entry }}<h1>{{ .name }}</h1><dl><dt>公开内容</dt><dd>{{ .content }}</dd>
<dt>公开依据</dt><dd>{{ .basis }}</dd><dt>公开时限</dt><dd>{{ .deadline }}</dd><dt>公开主体</dt><dd>{{ .owner }}</dd>
<dt>公开渠道和载体</dt><dd>{{ .channel }}</dd><dt>公开对象</dt><dd>{{ .audience }}</dd><dt>公开方式</dt><dd>{{ .method }}</dd>
<dt>公开层级</dt><dd>{{ .level }}</dd></dl>{{ end }}</main></body></html>
";

/// Writes a corpus as a site of Hugo's: a page in YAML front matter for each table, and for each entry.
pub(crate) fn write(corpus: &Corpus, folder: &Path) -> Result<()> {
    put(&folder.join("config.toml"), SETTINGS)?;
    put(&folder.join("layouts/_default/single.html"), TABLE)?;
    put(&folder.join("layouts/entry/single.html"), ENTRY)?;
    for table in corpus.tables()? {
        let file = corpus.folder.join(&table);
        let text =
            fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
        let page = folder.join("content").join(&table).with_extension("md");
        put(&page, &format!("---\n{text}\n---\n"))?;
        let entries = text.split_once("entries:").map_or("", |it| it.1);
        let starts: Vec<usize> = entries.match_indices("- id:").map(|it| it.0).collect();
        for (number, start) in starts.iter().enumerate() {
            // With its indentation, and without that of the next one.
            let line = |at: usize| entries[..at].rfind('\n').map_or(0, |it| it + 1);
            let end = starts.get(number + 1).map_or(entries.len(), |it| line(*it));
            let entry = &entries[line(*start)..end];
            let page = page.with_extension("").join(format!("{number}.md"));
            put(&page, &format!("---\ntype: entry\nentry:\n{entry}\n---\n"))?;
        }
    }
    Ok(())
}

fn put(file: &Path, text: &str) -> Result<()> {
    let write = || {
        fs::create_dir_all(file.parent().unwrap_or(file))?;
        fs::write(file, text)
    };
    write().map_err(|error| format!("{}: {error}", file.display()))
}

/// Builds it.
pub(crate) fn call(folder: &Path, out: &Path) -> Call {
    Call::new(Path::new("hugo"), folder, ["--quiet", "--destination"]).with([out])
}
