#![allow(clippy::unwrap_used)]

use super::origin::{Told, origins};
use super::source_revision;
use crate::source::load;
use std::fs;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

/// A repository made by git itself.
struct Repository(TempDir);

impl Repository {
    fn new() -> Self {
        let repository = Self(tempfile::tempdir().unwrap());
        repository.git(&["init", "--quiet", "--initial-branch", "main"]);
        repository
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn git(&self, arguments: &[&str]) -> String {
        let identity = ["-c", "user.name=office", "-c", "user.email=office@localhost", "-c", "commit.gpgsign=false", "-c", "gc.auto=0"];
        let mut git = Command::new("git");
        git.args(identity).args(arguments).current_dir(self.path()).env_remove("GIT_DIR").env_remove("GIT_INDEX_FILE");
        let output = git.output().unwrap();
        assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }

    fn commit(&self, path: &str, text: &str) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", "x"]);
    }

    fn ours(&self) -> Option<String> {
        source_revision(&self.path().join("content"), &self.path().join("themes"))
    }

    /// Asserts that we say what git says, and gives it.
    #[track_caller]
    fn agreed(&self) -> String {
        let theirs = self.git(&["log", "-1", "--format=%H", "--", "content", "themes"]);
        assert_eq!(self.ours().as_deref(), Some(theirs.as_str()));
        theirs
    }
}

#[test]
fn the_last_commit_that_touched_the_content_or_the_themes() {
    let repository = Repository::new();
    repository.commit("content/site.yaml", "a");
    let first = repository.agreed();
    repository.commit("notes.txt", "beside the content");
    assert_eq!(repository.agreed(), first);
    repository.commit("content/2022/report.yaml", "b");
    let second = repository.agreed();
    assert_ne!(second, first);
    repository.commit("themes/own/theme.yaml", "c");
    let third = repository.agreed();
    assert_ne!(third, second);
    // Not yet committed: the last commit stays the last commit.
    fs::write(repository.path().join("content/site.yaml"), "z").unwrap();
    assert_eq!(repository.agreed(), third);
    fs::remove_dir_all(repository.path().join("themes")).unwrap();
    repository.commit("content/site.yaml", "a");
    assert_ne!(repository.agreed(), third, "a deleted folder left a commit");
}

#[test]
fn merges_count_as_git_counts_them() {
    let repository = Repository::new();
    repository.commit("content/a.md", "a");
    repository.commit("content/b.md", "b");
    repository.git(&["switch", "--quiet", "--create", "side"]);
    repository.commit("content/a.md", "side");
    let side = repository.agreed();
    repository.git(&["switch", "--quiet", "main"]);
    repository.commit("notes.txt", "main");
    repository.git(&["merge", "--quiet", "--no-ff", "--message", "m", "side"]);
    assert_eq!(repository.agreed(), side, "a merge that brings one side's content is not the last change");

    repository.git(&["switch", "--quiet", "--create", "other", "HEAD"]);
    repository.commit("content/a.md", "other");
    repository.git(&["switch", "--quiet", "main"]);
    repository.commit("content/b.md", "main");
    repository.git(&["merge", "--quiet", "--no-ff", "--message", "m", "other"]);
    let merge = repository.git(&["rev-parse", "HEAD"]);
    assert_eq!(repository.agreed(), merge, "a merge that differs from both sides is");
    repository.commit("notes.txt", "later");
    assert_eq!(repository.agreed(), merge);
}

#[test]
fn a_packed_history_is_read_too_and_a_shallow_one_only_as_far_as_it_goes() {
    let repository = Repository::new();
    repository.commit("content/site.yaml", "a");
    repository.commit("content/site.yaml", "b");
    repository.commit("notes.txt", "c");
    let known = repository.agreed();
    repository.git(&["gc", "--quiet"]);
    assert_eq!(repository.agreed(), known);

    let url = format!("file://{}", repository.path().display());
    for (depth, expected) in [("1", None), ("2", None), ("3", Some(known))] {
        let clone = tempfile::tempdir().unwrap();
        repository.git(&["clone", "--quiet", "--depth", depth, &url, clone.path().to_str().unwrap()]);
        assert_eq!(source_revision(&clone.path().join("content"), &clone.path().join("themes")), expected, "--depth {depth}");
    }
}

#[test]
fn linked_work_trees_and_folders_below() {
    let repository = Repository::new();
    repository.commit("office/content/site.yaml", "a");
    let known = repository.git(&["rev-parse", "HEAD"]);
    repository.commit("content/site.yaml", "another site");
    let office = repository.path().join("office");
    assert_eq!(source_revision(&office.join("content"), &office.join("themes")), Some(known.clone()));
    let linked = tempfile::tempdir().unwrap();
    let tree = linked.path().join("tree");
    repository.git(&["worktree", "add", "--quiet", "--detach", tree.to_str().unwrap()]);
    assert_eq!(source_revision(&tree.join("office/content"), &tree.join("office/themes")), Some(known));
}

#[test]
fn no_repository_no_commit_no_content_no_revision() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("content")).unwrap();
    assert_eq!(source_revision(&folder.path().join("content"), &folder.path().join("themes")), None);
    assert_eq!(source_revision(&folder.path().join("nowhere"), &folder.path().join("themes")), None);
    let repository = Repository::new();
    fs::create_dir(repository.path().join("content")).unwrap();
    assert_eq!(repository.ours(), None, "no commit yet");
    repository.commit("notes.txt", "a");
    assert_eq!(repository.ours(), None, "nothing of the content is committed");
    fs::write(repository.path().join(".git/HEAD"), "nonsense").unwrap();
    assert_eq!(repository.ours(), None, "a damaged repository");
}

#[test]
fn nothing_of_the_repository_runs() {
    let repository = Repository::new();
    repository.commit("content/site.yaml", "a");
    let mark = repository.path().join("mark");
    let command = format!("touch {}", mark.display());
    for key in ["core.fsmonitor", "core.sshCommand", "core.pager", "core.gitProxy", "core.editor"] {
        repository.git(&["config", key, &command]);
    }
    repository.ours().unwrap();
    assert!(!mark.exists());
}

impl Repository {
    /// Asserts that every line of every content file has the origin that git names, and gives how many lines were compared.
    #[track_caller]
    fn lines_agreed(&self) -> usize {
        let (sources, faults) = load::content(&self.path().join("content")).unwrap();
        assert!(faults.is_empty());
        let files: Vec<_> = sources.files().map(|(id, _)| id).collect();
        let found = origins(&self.path().join("content"), &sources, &files);
        let mut compared = 0;
        for file in files {
            let path = format!("content/{}", sources.path_below_root(file));
            let tracked = !self.git(&["ls-files", "--", &path]).is_empty();
            for (at, line) in sources.text(file).lines().enumerate() {
                compared += 1;
                if !tracked {
                    assert_eq!(found.of(file, at + 1), &Told::Uncommitted, "{path}:{}", at + 1);
                    continue;
                }
                let number = (at + 1).to_string();
                let theirs = self.git(&["blame", "-M0", "--porcelain", "-L", &format!("{number},{number}"), "--", &path]);
                let mut words = theirs.split_whitespace();
                let (hash, there) = (words.next().unwrap(), words.next().unwrap());
                match found.of(file, at + 1) {
                    Told::Committed(origin) => {
                        assert!(hash.starts_with(&origin.commit), "{path}:{number} {line}: {origin:?}, git says {hash}");
                        assert_eq!(origin.line.to_string(), there, "{path}:{number}");
                        // What people would do with it shows the line.
                        let then = self.git(&["show", &format!("{}:{path}", origin.commit)]);
                        assert_eq!(then.lines().nth(origin.line - 1).map(str::trim_end), Some(line.trim_end()));
                    }
                    Told::Uncommitted => assert!(hash.bytes().all(|byte| byte == b'0'), "{path}:{number} {line}: git says {hash}"),
                    Told::Unknown => assert_eq!("unknown", "", "{path}:{number}"),
                }
            }
        }
        compared
    }
}

#[test]
fn every_line_is_followed_to_the_commit_that_changed_it() {
    let repository = Repository::new();
    let file = "content/2022/figures/h1.yaml";
    repository.commit(file, "as_of: 2022-06-30\nfigures:\n  a: 1\n  b: 2\n  c: 3\n");
    repository.commit("content/2022/report.yaml", "title: x\n");
    repository.commit(file, "as_of: 2022-06-30\nstatus: official\nfigures:\n  a: 1\n  b: 20\n  c: 3\n");
    repository.commit("beside.txt", "no content");
    repository.commit(file, "# a remark\nas_of: 2022-06-30\nstatus: official\nfigures:\n  a: 1\n  b: 20\n  c: 3\n  d: 4\n");
    assert_eq!(repository.lines_agreed(), 9);
    // Two branches that both add a figure.
    repository.git(&["switch", "--quiet", "--create", "other", "HEAD~2"]);
    repository.commit("content/2022/figures/q3.yaml", "as_of: 2022-09-30\nfigures:\n  a: 9\n");
    repository.commit(file, "as_of: 2022-06-30\nstatus: official\nfigures:\n  z: 0\n  a: 1\n  b: 20\n  c: 3\n");
    repository.git(&["switch", "--quiet", "main"]);
    repository.git(&["merge", "--quiet", "--no-edit", "other"]);
    assert_eq!(repository.lines_agreed(), 13);
    // Taken back, and put there again.
    repository.commit(file, "as_of: 2022-06-30\nfigures:\n  a: 1\n");
    repository.commit(file, "as_of: 2022-06-30\nstatus: official\nfigures:\n  a: 1\n  c: 3\n");
    repository.lines_agreed();
    // Not yet committed: a line, and a file.
    fs::write(repository.path().join(file), "as_of: 2022-06-30\r\nstatus: official\r\nfigures:\r\n  a: 2\r\n  c: 3\r\n").unwrap();
    fs::write(repository.path().join("content/2022/figures/new.yaml"), "as_of: 2022-12-31\n").unwrap();
    let (sources, _) = load::content(&repository.path().join("content")).unwrap();
    let all: Vec<_> = sources.files().map(|(id, _)| id).collect();
    let found = origins(&repository.path().join("content"), &sources, &all);
    let told = |name: &str, line: usize| {
        let (id, _) = sources.files().find(|(_, file)| file.path.ends_with(name)).unwrap();
        found.of(id, line).clone()
    };
    assert_eq!((told("h1.yaml", 4), told("new.yaml", 1)), (Told::Uncommitted, Told::Uncommitted));
    assert!(matches!((told("h1.yaml", 3), told("h1.yaml", 5)), (Told::Committed(_), Told::Committed(_))));
}

#[test]
fn beyond_a_shallow_clone_and_outside_git_nothing_is_known_of_a_line() {
    let repository = Repository::new();
    repository.commit("content/a.yaml", "a: 1\n");
    repository.commit("content/a.yaml", "a: 1\nb: 2\n");
    let clone = tempfile::tempdir().unwrap();
    let from = format!("file://{}", repository.path().display());
    let into = clone.path().join("clone");
    repository.git(&["clone", "--quiet", "--depth", "1", &from, into.to_str().unwrap()]);
    let outside = tempfile::tempdir().unwrap();
    fs::create_dir_all(outside.path().join("content")).unwrap();
    fs::write(outside.path().join("content/a.yaml"), "a: 1\n").unwrap();
    for content in [into.join("content"), outside.path().join("content")] {
        let (sources, _) = load::content(&content).unwrap();
        let all: Vec<_> = sources.files().map(|(id, _)| id).collect();
        assert_eq!(origins(&content, &sources, &all).of(all[0], 1), &Told::Unknown);
    }
}
