//! `check --base`: what the program says of a change between a commit and now, in repositories made for the test.
//!
//! Cases are texts as in `tests/diagnostics`, in two states: `tests/record/<name>/<case>.txt` shows the code `record/<name>`, and
//! `tests/record/clean/` shows what must stay silent.
//!
//! ```text
//! === base        the files below are laid over the good project, and committed
//! === files       the files below are laid over that, and not committed
//! === arguments   `check --base HEAD` unless it says otherwise
//! === findings    what the program prints
//! === changes     the list of changes
//! ```

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod harness;

use harness::binary::{self, NOW, Run};
use harness::case::{findings, lay, parts};
use harness::project::Project;
use harness::{repository, tree, updating};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

const TARGETS: &str = "content/2022/01-education/targets.yaml";
const CHAPTER: &str = "content/2022/01-education/index.md";
const FIGURES: &str = "content/2022/figures/2022-h1.yaml";

/// Fewer means that they were not found.
const AT_LEAST: usize = 30;

/// A repository with the good project in it.
struct Office(Project);

impl Office {
    /// Nothing is committed yet.
    fn new() -> Self {
        let office = Self(Project::base());
        office.git(&["init", "--quiet", "--initial-branch", "main"]);
        office
    }

    /// The good project is committed.
    fn committed() -> Self {
        let office = Self::new();
        office.commit("first");
        office
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn git(&self, arguments: &[&str]) -> String {
        let identity = ["-c", "user.name=office", "-c", "user.email=office@localhost", "-c", "commit.gpgsign=false", "-c", "gc.auto=0"];
        let mut git = Command::new("git");
        git.args(identity).args(arguments).current_dir(self.path());
        git.env_remove("GIT_DIR").env_remove("GIT_INDEX_FILE").env("GIT_CONFIG_NOSYSTEM", "1").env("GIT_CONFIG_GLOBAL", "/dev/null");
        let output = git.output().unwrap();
        assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }

    fn commit(&self, message: &str) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--allow-empty", "--message", message]);
    }

    fn check(&self, base: &str) -> Run {
        binary::run_now(self.path(), &["check", "--base", base, "--jobs", "1"])
    }
}

/// The numbered lines after the run, without the sentence that counts them and names the commit.
fn changes(stdout: &str) -> String {
    let is_change = |line: &&str| line.split_once(". ").is_some_and(|(number, _)| number.parse::<usize>().is_ok());
    stdout.lines().filter(is_change).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_change_is_told_as_its_case_says() {
    let folder = repository().join("tests/record");
    let files: Vec<PathBuf> = tree::read(&folder).keys().filter(|path| path.ends_with(".txt")).map(|path| folder.join(path)).collect();
    assert!(files.len() >= AT_LEAST, "{} cases found", files.len());
    let next = AtomicUsize::new(0);
    let failed = Mutex::new(Vec::new());
    let work = || {
        while let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
            if let Err(failure) = play(file) {
                failed.lock().unwrap().push(format!("{}\n{failure}", file.display()));
            }
        }
    };
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(2, usize::from) {
            scope.spawn(work);
        }
    });
    let failures = failed.into_inner().unwrap();
    assert!(failures.is_empty(), "{} of {} cases\n\n{}", failures.len(), files.len(), failures.join("\n\n"));
}

fn play(file: &Path) -> Result<(), String> {
    let text = fs::read_to_string(file).unwrap();
    let office = Office::new();
    let mut arguments = "check --base HEAD".to_owned();
    let (mut expected, mut list) = (None, None);
    for part in &parts(&text)? {
        match part.path {
            "base" => {}
            "files" => office.commit("base"),
            "arguments" => part.body.trim().clone_into(&mut arguments),
            "findings" => expected = Some(part.body.trim_end().to_owned()),
            "changes" => list = Some(part.body.trim_end().to_owned()),
            _ => lay(&office.0, part)?,
        }
    }
    let words: Vec<&str> = arguments.split_whitespace().chain(["--jobs", "1"]).collect();
    let run = binary::run_now(office.path(), &words);
    let (found, told) = (findings(&run.stderr), changes(&run.stdout));
    if updating() {
        let inputs = text.split("=== findings\n").next().unwrap_or(&text).trim_end_matches('\n');
        let found = if found.is_empty() { String::new() } else { format!("{found}\n") };
        fs::write(file, format!("{inputs}\n=== findings\n{found}=== changes\n{told}\n")).unwrap();
    }
    let name = file.parent().and_then(Path::file_name).unwrap().to_string_lossy().into_owned();
    let code = format!("[record/{name}]");
    if name != "clean" && !found.contains(&code) || name == "clean" && found.contains("[record/") {
        return Err(format!("shows {code} or not against its folder:\n{}\n{}", run.stderr, run.stdout));
    }
    if updating() {
        return Ok(());
    }
    if expected.as_deref() != Some(&found) || list.as_deref() != Some(&told) {
        return Err(format!("found:\n{found}\n\nchanges:\n{told}\n\nall of stderr:\n{}", run.stderr));
    }
    match run.code == Some(i32::from(found.contains("错误["))) {
        true => Ok(()),
        false => Err(format!("exit code {:?}\n{}", run.code, run.stderr)),
    }
}

#[test]
fn a_shallow_clone_is_never_an_answer() {
    let office = Office::committed();
    office.commit("second");
    office.0.edit(FIGURES, "schools: 87", "schools: 78");
    office.commit("third");
    let url = format!("file://{}", office.path().display());
    for (depth, base) in [("1", "main"), ("1", "HEAD~1"), ("2", "HEAD~1")] {
        let clone = tempfile::tempdir().unwrap();
        office.git(&["clone", "--quiet", "--depth", depth, &url, clone.path().to_str().unwrap()]);
        let run = binary::run_now(clone.path(), &["check", "--base", base]).expect(2);
        assert!(run.stderr.contains("错误[record/no-history] 仓库里没有完整的历史（浅克隆）"), "{}", run.stderr);
        assert!(run.stderr.contains("git fetch --unshallow") && run.stderr.contains("fetch-depth: 0"), "{}", run.stderr);
        assert_eq!(run.stdout, "");
        let run = binary::run_now(clone.path(), &["check", "--base", base, "--format", "json"]).expect(2);
        let document: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
        assert_eq!((&document["findings"][0]["code"], &document["summary"]["outcome"]), (&"record/no-history".into(), &"stopped".into()));
    }
}

#[test]
fn no_repository_no_such_revision_no_whole_repository() {
    let project = Project::base();
    let run = binary::run_now(project.path(), &["check", "--base", "main"]).expect(2);
    assert!(run.stderr.contains("错误[record/no-repository]"), "{}", run.stderr);

    let office = Office::committed();
    let blob = office.git(&["rev-parse", &format!("HEAD:{FIGURES}")]);
    for base in ["nowhere", "HEAD~7", "origin/main", blob.as_str(), "HEAD:content", "0123456789012345678901234567890123456789"] {
        let run = office.check(base).expect(2);
        assert!(run.stderr.contains(&format!("错误[record/no-revision] 仓库里没有“{base}”这个版本")), "{base}: {}", run.stderr);
    }
    for wrong in ["", "main..HEAD", "--all", "a b"] {
        let run = binary::run_now(office.path(), &["check", &format!("--base={wrong}")]).expect(2);
        assert!(run.stderr.contains("用法不对"), "{}", run.stderr);
    }
    for command in ["build", "serve"] {
        let run = binary::run(office.path(), &[command, "--base", "HEAD"]).expect(2);
        assert!(run.stderr.contains("不认识“--base”"), "{}", run.stderr);
    }
    let (folder, rest) = blob.split_at(2);
    fs::remove_file(office.path().join(".git/objects").join(folder).join(rest)).unwrap();
    let run = office.check("HEAD").expect(2);
    assert!(run.stderr.contains("错误[record/no-object]"), "{}", run.stderr);
}

#[test]
fn a_branch_a_tag_a_hash_and_an_ancestor_name_the_same_commit() {
    let office = Office::committed();
    office.git(&["tag", "--annotate", "--message", "t", "v1"]);
    office.git(&["branch", "office/资料"]);
    let hash = office.git(&["rev-parse", "HEAD"]);
    office.0.edit(FIGURES, "schools: 87", "schools: 78");
    office.0.edit(CHAPTER, "[87所]", "[78所]");
    office.commit("second");
    office.git(&["gc", "--quiet"]);
    for base in ["v1", "office/资料", "HEAD~1", "HEAD^", &hash, &hash[..8]] {
        let run = office.check(base).expect(1);
        assert!(run.stderr.contains(&format!("说明：原来写在 {FIGURES}:6@{base}\n")), "{base}: {}", run.stderr);
        assert!(run.stdout.starts_with(&format!("与 {base}（{}）相比，有2处改动：\n", &hash[..8])), "{}", run.stdout);
    }
    assert!(office.check("HEAD").expect(0).stdout.contains("目标、数据、清单、正文和文章没有改动。"));
    // In a linked work tree and below the repository's own folder too.
    let linked = tempfile::tempdir().unwrap();
    let folder = linked.path().join("tree");
    office.git(&["worktree", "add", "--quiet", "--detach", folder.to_str().unwrap()]);
    binary::run_now(&folder, &["check", "--base", "v1"]).expect(1);
}

#[test]
fn a_renamed_content_folder_and_one_that_was_never_committed() {
    let office = Office::new();
    tree::write(&office.path().join("notes.txt"), "x");
    office.git(&["add", "notes.txt"]);
    office.git(&["commit", "--quiet", "--message", "nothing yet"]);
    let run = office.check("HEAD").expect(0);
    assert!(run.stderr.contains("提示[record/first] “HEAD”里没有内容文件夹，全部内容都是新的"), "{}", run.stderr);
    assert_eq!(changes(&run.stdout), "1. 新增：2022年的报告，1项目标，1个数据。");
}

#[test]
fn programs_and_merge_requests_get_the_same_list() {
    let office = Office::committed();
    let corrected = "schools: {value: 78, changes: [{on: 2022-07-20, from: 87, kind: 更正, reason: 同一学校重复计数}]}";
    office.0.edit(FIGURES, "schools: 87", corrected);
    office.0.edit(CHAPTER, "[87所]", "[78所]");
    let run = binary::run_now(office.path(), &["check", "--base", "HEAD", "--format", "json", "-q"]).expect(0);
    let document: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let change = document["changes"].as_array().unwrap().iter().find(|change| change["kind"] == "更正").unwrap();
    let sentence = "更正：2022年7月20日，“新建学校”截至2022年6月30日的完成情况由87所更正为78所。原因：同一学校重复计数。";
    let expected = serde_json::json!({
        "kind": "更正", "report": 2022, "target": "schools", "name": "新建学校", "field": "value", "old": "87所", "new": "78所",
        "as_of": "2022-06-30", "on": "2022-07-20", "reason": "同一学校重复计数", "sentence": sentence, "file": FIGURES, "line": 6
    });
    assert_eq!(*change, expected);
    let run = binary::run_now(office.path(), &["check", "--base", "HEAD", "--format", "markdown"]).expect(0);
    let row = format!("| 更正 | 2022 | 新建学校 | 2022-06-30 | {sentence} | {FIGURES}:6 |");
    assert!(run.stdout.lines().any(|line| line == row), "{}", run.stdout);
    // Without --base there is no list, not an empty one.
    let run = binary::run_now(office.path(), &["check", "--format", "json"]).expect(0);
    assert!(!run.stdout.contains("changes"), "{}", run.stdout);
    // With a mistake in today's content nothing is compared, which is not “no changes”.
    office.0.edit(TARGETS, "measure: cumulative", "measure: cumulativ");
    let run = binary::run_now(office.path(), &["check", "--base", "HEAD", "--format", "json"]).expect(1);
    assert!(run.stdout.contains(r#""changes":null"#) && !run.stdout.contains("record/"), "{}", run.stdout);
    assert!(office.check("HEAD").expect(1).stdout.contains("的比较没有做完"));
}

#[test]
fn what_was_taken_back_is_not_told_again() {
    let office = Office::committed();
    office.0.edit(CHAPTER, "，上半年已经建成[87所](figure:schools/2022-06-30)", "");
    let withheld = "schools: {withheld: 涉及未公开的规划, changes: [{on: 2022-08-01, from: 87, kind: 撤回, reason: 涉及未公开的规划}]}";
    office.0.edit(FIGURES, "schools: 87", withheld);
    tree::write(
        &office.path().join("content/2022/figures/2022-q3.yaml"),
        "as_of: 2022-09-30\nstatus: official\nsource: {office: statistics}\npublished: 2023-04-20 09:01\nfigures: {schools: 6173}\n",
    );
    for format in ["human", "json", "markdown", "github", "gitlab", "sarif"] {
        let run = binary::run_now(office.path(), &["check", "--base", "HEAD", "--format", format]).expect(0);
        let said = run.stdout + &run.stderr;
        let list: Vec<&str> = said.lines().filter(|line| line.contains("撤回：")).collect();
        assert!(!list.is_empty() || !matches!(format, "human" | "json" | "markdown"), "{format}: {said}");
        assert!(!list.iter().any(|line| line.contains("由87") || line.contains("\"87")), "{format}: {said}");
        assert!(!said.contains("6173") && !said.contains("2022年9月30日") && !said.contains("2022-09-30"), "{format}: {said}");
    }
}

#[test]
fn nothing_of_the_repository_runs_and_the_environment_has_no_say() {
    let office = Office::new();
    tree::write(&office.path().join(".gitattributes"), "* filter=canary diff=canary\n*.yaml text eol=crlf\n");
    office.git(&["add", "--all"]);
    office.git(&["commit", "--quiet", "--message", "first"]);
    office.0.edit(FIGURES, "schools: 87", "schools: 78");
    office.0.edit(CHAPTER, "[87所]", "[78所]");
    let mark = office.path().join("canary-ran");
    let command = format!("touch {}", mark.display());
    let keys = "core.fsmonitor core.sshCommand core.pager core.editor core.gitProxy core.askPass credential.helper diff.external \
                diff.canary.textconv filter.canary.clean filter.canary.smudge filter.canary.process uploadpack.packObjectsHook alias.rev-parse";
    for key in keys.split_whitespace() {
        office.git(&["config", key, &command]);
    }
    office.git(&["config", "core.hooksPath", "hooks"]);
    for hook in ["post-checkout", "post-index-change", "fsmonitor-watchman", "reference-transaction"] {
        let path = office.path().join("hooks").join(hook);
        tree::write(&path, format!("#!/bin/sh\n{command}\n"));
        fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    }
    let elsewhere = Office::committed();
    let git_dir = elsewhere.path().join(".git");
    let before = tree::read(&office.path().join(".git"));
    let mut command = binary::command(office.path(), &["check", "--base", "HEAD", "--now", NOW]);
    command.env("GIT_DIR", &git_dir).env("GIT_WORK_TREE", elsewhere.path()).env("GIT_OBJECT_DIRECTORY", git_dir.join("objects"));
    command.env("GIT_CONFIG_COUNT", "1").env("GIT_CONFIG_KEY_0", "core.fsmonitor").env("GIT_CONFIG_VALUE_0", "false");
    let run = binary::finish(command.output().unwrap()).expect(1);
    assert!(run.stderr.contains("错误[record/figure-changed]"), "the repository's own commit is read: {}", run.stderr);
    assert!(!mark.exists(), "something of the repository ran");
    assert_eq!(tree::difference(&before, &tree::read(&office.path().join(".git"))), Vec::<String>::new(), "the repository is only read");
}
