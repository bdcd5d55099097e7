//! Plays the build server: a clone, a commit, the one script that both CI files call. Needs bash and git, so `cargo test` leaves
//! it out and `tests/all` runs it: `cargo test --test ci_play -- --ignored`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod harness;

use harness::project::Project;
use harness::tree::{self, Tree};
use harness::{binary, repository};
use std::process::Command;

/// An office's repository with the two CI files' script in it.
struct Clone(Project);

impl Clone {
    /// A first commit, published.
    fn published() -> Self {
        let project = Project::base();
        tree::copy(&repository().join(".ci"), &project.join(".ci"));
        tree::write(&project.join(".gitignore"), "/public/\n/.gongkai/\n");
        // Digits that stand nowhere else, so that a page which holds them is about the figure.
        project.edit(TARGETS, "value: 120", "value: 8000");
        project.edit(CHAPTER, "不少于120所", "不少于8000所");
        project.edit(CHAPTER, "[87所]", "[6173所]");
        project.edit(FIGURES, "schools: 87", "schools: 6173");
        let clone = Self(project);
        clone.git(&["init", "--quiet", "--initial-branch", "main"]);
        clone.commit("first");
        clone.script(&["publish"]).expect(0);
        clone
    }

    fn commit(&self, message: &str) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", message]);
    }

    fn git(&self, arguments: &[&str]) {
        let identity = ["-c", "user.name=office", "-c", "user.email=office@localhost", "-c", "commit.gpgsign=false"];
        let status = Command::new("git").args(identity).args(arguments).current_dir(self.0.path()).status().unwrap();
        assert!(status.success(), "git {arguments:?}");
    }

    /// Runs the script as a job does.
    fn script(&self, arguments: &[&str]) -> binary::Run {
        let mut command = Command::new("bash");
        command.arg(".ci/site").args(arguments).current_dir(self.0.path());
        command.env("GONGKAI", env!("CARGO_BIN_EXE_gongkai")).env("CI", "true");
        binary::finish(command.output().unwrap())
    }

    fn site(&self) -> Tree {
        tree::read(&self.0.join("public"))
    }
}

const TARGETS: &str = "content/2022/01-education/targets.yaml";
const CHAPTER: &str = "content/2022/01-education/index.md";
const FIGURES: &str = "content/2022/figures/2022-h1.yaml";

fn holds(bytes: Option<&Vec<u8>>, words: &str) -> bool {
    bytes.is_some_and(|bytes| bytes.windows(words.len()).any(|window| window == words.as_bytes()))
}

/// Whether a file changes with every commit of the content: the record, what is packed with it, and what lists files with hash or size.
fn tells_of_commits(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap();
    let lists = ["manifest.json", "data/datapackage.json", "data/index.html"];
    path.starts_with("changes/") || name.starts_with("changes.") || name == "all.zip" || lists.contains(&path)
}

#[test]
#[ignore = "needs bash and git; tests/all runs it"]
fn a_new_figure_changes_the_site_exactly_where_it_stands() {
    let clone = Clone::published();
    let old = clone.site();
    clone.0.edit(CHAPTER, "[6173所]", "[6174所]");
    clone.0.edit(FIGURES, "schools: 6173", "schools: 6174");
    clone.commit("correct a figure");
    clone.script(&["check", "github"]).expect(0);
    assert_eq!(clone.site(), old, "a check writes nothing");
    clone.script(&["publish"]).expect(0);
    let new = clone.site();
    let changed = tree::difference(&old, &new);
    // The manifest's hashes may hold any four digits by chance.
    let shown = |path: &&String| path.as_str() != "manifest.json" && holds(old.get(*path), "6173");
    let stood: Vec<&String> = old.keys().filter(shown).collect();
    assert!(stood.len() >= 3, "the figure stands on its chapter, its target and in the data at least: {stood:?}");
    for path in stood {
        assert!(changed.contains(path), "{path} still shows the old figure");
        assert!(holds(new.get(path), "6174"), "{path} lost the figure");
    }
    // The search holds the words of the chapter packed: of its texts and filters one goes and one comes, and the catalog names them.
    let (found, changed): (Vec<String>, Vec<String>) = changed.into_iter().partition(|path| path.starts_with("search/"));
    for (kind, most) in [("search/t-", 2), ("search/f-", 2), ("search/catalog.js", 1)] {
        assert!(found.iter().filter(|path| path.starts_with(kind)).count() <= most, "{found:?}");
    }
    assert!(found.iter().all(|path| ["t-", "f-", "catalog.js"].iter().any(|kind| path["search/".len()..].starts_with(kind))), "{found:?}");
    for path in &changed {
        // A picture shows the figure in pixels, and its drawing in words. Nothing else may change without showing the figure, but for what
        // tells of every commit and of every file.
        let words = path.strip_suffix(".png").map_or_else(|| path.clone(), |stem| format!("{stem}.svg"));
        let shows = holds(old.get(&words), "6173") || holds(old.get(&words.replace(".xlsx", ".csv")), "6173");
        assert!(shows || tells_of_commits(path), "{path} changed and does not show the figure");
    }
}

#[test]
#[ignore = "needs bash and git; tests/all runs it"]
fn a_published_figure_that_changes_without_a_word_fails_the_request() {
    let clone = Clone::published();
    clone.0.edit(CHAPTER, "[6173所]", "[6174所]");
    clone.0.edit(FIGURES, "schools: 6173", "schools: 6174");
    clone.commit("another figure");
    clone.script(&["check", "github"]).expect(0);
    let check = clone.script(&["check", "github", "HEAD^1"]).expect(1);
    assert!(check.stdout.contains("::error ") && check.stdout.contains("record/figure-changed"), "{}", check.stdout);
    assert!(check.stderr.contains("由6173所改为6174所"), "{}", check.stderr);
    let corrected = "schools: {value: 6174, changes: [{on: 2022-08-01, from: 6173, kind: 更正, reason: 漏计一所}]}";
    clone.0.edit(FIGURES, "schools: 6174", corrected);
    clone.commit("with its reason");
    clone.script(&["check", "gitlab", "HEAD~2"]).expect(0);
}

#[test]
#[ignore = "needs bash and git; tests/all runs it"]
fn nothing_is_written_when_no_content_changed() {
    let clone = Clone::published();
    let before = tree::stamps(&clone.0.join("public"));
    clone.script(&["publish"]).expect(0);
    tree::write(&clone.0.join("notes.txt"), "not content");
    clone.commit("a commit beside the content");
    clone.script(&["publish"]).expect(0);
    assert_eq!(tree::stamps(&clone.0.join("public")), before);
}

#[test]
#[ignore = "needs bash and git; tests/all runs it"]
fn a_mistake_fails_at_its_line_and_the_last_site_stays() {
    let clone = Clone::published();
    let old = clone.site();
    clone.0.edit(CHAPTER, "[6173所]", "[6137所]");
    clone.commit("a slip of the finger");
    let line = std::fs::read_to_string(clone.0.join(CHAPTER)).unwrap().lines().position(|line| line.contains("6137")).unwrap() + 1;

    let check = clone.script(&["check", "github"]).expect(1);
    let marks = format!("file={CHAPTER},line={line}");
    assert!(check.stdout.lines().any(|said| said.starts_with("::error ") && said.contains(&marks)), "{}", check.stdout);
    let check = clone.script(&["check", "gitlab"]).expect(1);
    let report: serde_json::Value = serde_json::from_str(&check.stdout).expect("a code quality report");
    let places: Vec<_> =
        report.as_array().unwrap().iter().map(|one| (&one["location"]["path"], &one["location"]["lines"]["begin"])).collect();
    assert!(places.iter().any(|(path, begin)| **path == CHAPTER && **begin == line), "{report}");

    let publish = clone.script(&["publish"]).expect(1);
    assert!(publish.stderr.contains(&format!("{CHAPTER}:{line}:")), "{}", publish.stderr);
    assert_eq!(clone.site(), old, "the last site stays");

    clone.0.edit(CHAPTER, "[6137所]", "[6173所]");
    clone.commit("mended");
    clone.script(&["publish"]).expect(0);
    // The site says what it said; what changed are the commits: the record tells of them, and the line's page names the newest.
    let new = clone.site();
    let told = ["2022/education/index.html", "2022/targets/schools/index.html"];
    for path in tree::difference(&old, &new) {
        assert!(tells_of_commits(&path) || path.starts_with("search/") || told.contains(&path.as_str()), "mended, {path} is another one");
    }
    // A hash may hold any four digits by chance, but not with their unit.
    assert_eq!(new.keys().find(|path| holds(new.get(*path), "6137所")), None, "what was never published is not told either");
}
