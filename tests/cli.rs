//! The program as people and other programs meet it: exit codes, what it says where, what it writes and what it never touches.
//! Killed builds are in `killed.rs`, byte equality in `same_bytes.rs`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod harness;

use harness::binary::{NOW, command, finish, run, run_now};
use harness::project::Project;
use harness::tree;
use serde_json::Value;
use std::net::TcpListener;
use std::process::Stdio;

const FIGURES: &str = "content/2022/figures/2022-h1.yaml";

/// A project with one mistake in it.
fn mistaken() -> Project {
    let project = Project::base();
    project.edit(FIGURES, "schools: 87", "schools: 约87");
    project
}

/// A project that is built.
fn built() -> Project {
    let project = Project::base();
    run_now(project.path(), &["build"]).expect(0);
    project
}

#[test]
fn a_good_project_is_built_and_verified() {
    let project = built();
    let site = tree::read(&project.join("public"));
    for path in ["index.html", "404.html", "manifest.json", "2022/index.html", "2022/education/index.html", "data/2022/targets.json"] {
        assert!(site.contains_key(path), "{path} is missing: {:?}", site.keys());
    }
    run(project.path(), &["verify", "public"]).expect(0);
    run_now(project.path(), &["check", "--strict"]).expect(0);
}

#[test]
fn help_and_explanations_need_no_project() {
    let nowhere = Project::empty();
    let help = run(nowhere.path(), &["--help"]).expect(0);
    for word in ["build", "check", "serve", "new", "verify", "explain"] {
        assert!(help.stdout.contains(word), "{word} is not in the help:\n{}", help.stdout);
    }
    let check = run(nowhere.path(), &["check", "--help"]).expect(0);
    assert!(check.stdout.contains("--report <文件>") && check.stdout.contains("检查指标自查表"), "{}", check.stdout);
    let version = run(nowhere.path(), &["--version"]).expect(0);
    assert!(version.stdout.contains(env!("CARGO_PKG_VERSION")), "{}", version.stdout);
    let explained = run(nowhere.path(), &["explain", "figure/mismatch"]).expect(0);
    assert!(explained.stdout.chars().count() > 60, "{}", explained.stdout);
    run(nowhere.path(), &["explain", "no/such-rule"]).expect(2);
}

#[test]
fn a_mistake_in_the_content_is_exit_1_and_told_on_stderr() {
    let project = mistaken();
    let run = run_now(project.path(), &["build"]).expect(1);
    assert!(run.stderr.contains("错误[number/approximate]"), "{}", run.stderr);
    assert!(run.stderr.contains(&format!("{FIGURES}:6:12")), "{}", run.stderr);
    assert_eq!(run.stdout, "", "people are spoken to on stderr");
    assert!(!project.join("public").exists(), "nothing is written");
}

#[test]
fn warnings_stop_only_a_strict_run() {
    let project = Project::base();
    project.edit("content/2022/01-education/index.md", "上半年", "改建幼儿园15所，上半年");
    run_now(project.path(), &["check"]).expect(0);
    run_now(project.path(), &["check", "--strict"]).expect(1);
}

#[test]
fn wrong_use_is_exit_2() {
    let project = Project::base();
    for arguments in [
        &["build", "--no-such-option"][..],
        &["no-such-command"],
        &["build", "--now", "yesterday"],
        &["build", "--theme", "no-such-theme"],
        &["build", "--format", "morse"],
        &["build", "--jobs", "many"],
    ] {
        let run = run(project.path(), arguments).expect(2);
        assert!(!run.stderr.trim().is_empty(), "{arguments:?} says nothing");
    }
    assert!(!project.join("public").exists());
}

#[test]
fn content_that_is_not_there_is_told_like_any_mistake() {
    let project = Project::empty();
    let run = run_now(project.path(), &["build"]).expect(1);
    assert!(run.stderr.contains("错误[content/missing]"), "{}", run.stderr);
    assert_eq!(tree::read(project.path()).len(), 0, "nothing is written");
}

#[test]
fn the_clock_may_be_given_in_the_environment_but_only_in_one_form() {
    let project = Project::base();
    let build = |moment: &str| finish(command(project.path(), &["check"]).env("SOURCE_DATE_EPOCH", moment).output().unwrap());
    build("1675126800").expect(0);
    for nonsense in ["abc", "", "-1", "99999999999999999999"] {
        build(nonsense).expect(2);
    }
}

#[test]
fn a_machine_that_cannot_is_exit_3() {
    let project = Project::base();
    tree::write(&project.join("occupied"), "a file, not a folder");
    run_now(project.path(), &["build", "--out", "occupied/public"]).expect(3);
    let held = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = held.local_addr().unwrap().to_string();
    run(project.path(), &["serve", "--addr", &address]).expect(3);
}

#[test]
fn a_changed_or_missing_file_is_exit_5_and_named() {
    let project = built();
    let page = project.join("public/2022/education/index.html");
    let sound = std::fs::read(&page).unwrap();
    let mut flipped = sound.clone();
    flipped[100] ^= 1;
    tree::write(&page, &flipped);
    let run_flipped = run(project.path(), &["verify", "public"]).expect(5);
    assert!(run_flipped.stderr.contains("2022/education/index.html"), "{}", run_flipped.stderr);
    std::fs::remove_file(&page).unwrap();
    let run_missing = run(project.path(), &["verify", "public"]).expect(5);
    assert!(run_missing.stderr.contains("2022/education/index.html"), "{}", run_missing.stderr);
    tree::write(&page, &sound);
    run(project.path(), &["verify", "public"]).expect(0);
}

#[test]
fn machines_are_spoken_to_on_stdout() {
    let project = mistaken();
    let run = run_now(project.path(), &["check", "--format", "json"]).expect(1);
    let report: Value = serde_json::from_str(&run.stdout).expect("JSON and nothing else on stdout");
    let findings = report["findings"].as_array().expect("a list of findings");
    let finding = findings.iter().find(|finding| finding["severity"] == "error").expect("the error");
    for (key, value) in [("code", "number/approximate"), ("severity", "error"), ("file", FIGURES)] {
        assert_eq!(finding[key], value, "{report}");
    }
    assert_eq!((&finding["line"], &finding["column"]), (&Value::from(6), &Value::from(12)), "{report}");
    assert!(finding["message"].is_string() && finding["notes"].is_array(), "{report}");
    assert!(report["summary"].is_object(), "{report}");

    let sarif = run_now(project.path(), &["check", "--format", "sarif"]).expect(1);
    let sarif: Value = serde_json::from_str(&sarif.stdout).expect("SARIF is JSON");
    assert_eq!(sarif["version"], "2.1.0");
    let github = run_now(project.path(), &["check", "--format", "github"]).expect(1);
    let mark = format!("::error file={FIGURES},line=6,col=12");
    assert!(github.stdout.lines().any(|line| line.starts_with(&mark)), "{}", github.stdout);
}

#[test]
fn a_refusal_has_the_same_form_as_a_finding() {
    let project = Project::base();
    let refused = run_now(project.path(), &["build", "--out", "content", "--format", "json"]).expect(2);
    let report: Value = serde_json::from_str(&refused.stdout).expect("JSON and nothing else on stdout");
    assert_eq!(report["findings"][0]["code"], "output/unsafe", "{report}");
    assert_eq!(report["summary"]["outcome"], "stopped", "{report}");
}

#[test]
fn nobody_has_to_listen() {
    let project = built();
    let check = |out: Stdio, err: Stdio, format: &str| {
        let mut command = command(project.path(), &["check", "--now", NOW, "--format", format]);
        finish(command.stdout(out).stderr(err).spawn().unwrap().wait_with_output().unwrap())
    };
    let full = || Stdio::from(std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap());
    for format in ["human", "json"] {
        let told = check(full(), Stdio::piped(), format).expect(3);
        assert!(told.stderr.contains("标准输出"), "{}", told.stderr);
        check(Stdio::piped(), full(), format).expect(0);
        check(full(), full(), format).expect(3);
    }
    // A reader that has gone, as behind `| head`.
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    check(Stdio::from(writer), Stdio::piped(), "json").expect(0);
}

#[test]
fn quiet_is_quiet_and_loud_is_told() {
    let project = Project::base();
    let quiet = run_now(project.path(), &["build", "-q"]).expect(0);
    assert_eq!((quiet.stdout.as_str(), quiet.stderr.as_str()), ("", ""));
    let loud = run_now(project.path(), &["build", "--timings"]).expect(0);
    for word in ["1项目标", "进度较快1项", "没有写入任何文件", "sha256", "用时", "毫秒"] {
        assert!(loud.stdout.contains(word), "{word}: {}", loud.stdout);
    }
    assert!(!loud.stdout.contains('\u{1b}') && !loud.stderr.contains('\u{1b}'), "no colour, no bar: nobody is at a terminal");
}

#[test]
fn all_findings_of_a_run_are_listed() {
    let project = mistaken();
    project.edit("content/2022/01-education/targets.yaml", "lead: [education]", "lead: [educaton]");
    project.edit("content/2022/report.yaml", "headline: [schools]", "headline: [schools]\ncolour: red");
    let run = run_now(project.path(), &["check"]).expect(1);
    for code in ["number/approximate", "office/unknown", "yaml/unknown-key"] {
        assert!(run.stderr.contains(code), "{code} is not told:\n{}", run.stderr);
    }
}

#[test]
fn a_second_build_writes_nothing() {
    let project = built();
    // One day is enough for a clock to have moved on: only the content decides.
    let before = tree::stamps(project.path());
    let second = run(project.path(), &["build", "--now", "2023-04-21 09:00"]).expect(0);
    assert_eq!(tree::stamps(project.path()), before, "public/, the ledger and everything else keep number, bytes and times");
    assert!(second.stdout.contains("没有写入任何文件"), "{}", second.stdout);
}

#[test]
fn the_same_output_may_be_named_in_many_ways() {
    let project = built();
    let before = tree::stamps(project.path());
    let whole = project.path().canonicalize().unwrap();
    let (content, out) = (whole.join("content"), whole.join("content/../public"));
    let (content, out) = (content.to_str().unwrap(), out.to_str().unwrap());
    for arguments in [
        &["build", "--out", "public/"][..],
        &["build", "--out", "./public"],
        &["build", "--out", out],
        &["build", "--content", content, "--out", out],
        &["build", "--content", "./content/"],
    ] {
        run_now(project.path(), arguments).expect(0);
        assert_eq!(tree::stamps(project.path()), before, "{arguments:?}");
    }
}

#[test]
fn a_site_without_its_manifest_is_nobodys_and_stays() {
    let project = built();
    std::fs::remove_file(project.join("public/manifest.json")).unwrap();
    tree::write(&project.join("public/by-hand.html"), "by hand");
    let before = tree::read(&project.join("public"));
    run_now(project.path(), &["build"]).expect(2);
    assert_eq!(tree::difference(&before, &tree::read(&project.join("public"))), Vec::<String>::new());
}

#[test]
fn a_folder_where_everything_of_a_person_lies_is_refused() {
    let project = Project::base();
    let home = project.join("home");
    tree::write(&home.join("letters/mine.txt"), "keep");
    for out in [home.clone(), project.path().to_path_buf()] {
        let mut build = command(project.path(), &["build", "--now", harness::binary::NOW, "--out"]);
        finish(build.arg(&out).env("HOME", &home).output().unwrap()).expect(2);
    }
    assert_eq!(std::fs::read_to_string(home.join("letters/mine.txt")).unwrap(), "keep");
}

#[test]
fn what_is_no_plain_file_is_refused_at_once() {
    for make in [
        |project: &Project| std::os::unix::fs::symlink("/etc/passwd", project.join("content/2022/01-education/p.png")).unwrap(),
        |project: &Project| std::os::unix::fs::symlink(".", project.join("content/2022/self")).unwrap(),
        |project: &Project| std::os::unix::fs::symlink("nowhere", project.join("content/pages")).unwrap(),
        |project: &Project| {
            let fifo = project.join("content/2022/figures/pipe.yaml");
            rustix::fs::mknodat(rustix::fs::CWD, &fifo, rustix::fs::FileType::Fifo, rustix::fs::Mode::from_raw_mode(0o600), 0).unwrap();
        },
    ] {
        let project = built();
        let before = tree::stamps(&project.join("public"));
        make(&project);
        let since = std::time::Instant::now();
        let run = run_now(project.path(), &["build"]).expect(1);
        assert!(since.elapsed().as_secs() < 20, "it waits for something");
        assert!(run.stderr.contains("错误[file/"), "{}", run.stderr);
        assert_eq!(tree::stamps(&project.join("public")), before);
    }
}

#[test]
fn a_check_writes_nothing_anywhere() {
    for project in [Project::base(), built(), mistaken()] {
        let before = tree::stamps(project.path());
        run_now(project.path(), &["check"]);
        assert_eq!(tree::stamps(project.path()), before);
    }
}

#[test]
fn a_failed_build_leaves_the_site_untouched_and_a_mended_one_equals_a_clean_one() {
    let project = built();
    let before = tree::stamps(&project.join("public"));
    project.edit(FIGURES, "schools: 87", "schools: 八十七");
    run_now(project.path(), &["build"]).expect(1);
    assert_eq!(tree::stamps(&project.join("public")), before);
    project.edit(FIGURES, "schools: 八十七", "schools: 88");
    project.edit("content/2022/01-education/index.md", "[87所]", "[88所]");
    run_now(project.path(), &["build"]).expect(0);
    let clean = Project::empty();
    tree::copy(&project.join("content"), &clean.join("content"));
    run_now(clean.path(), &["build"]).expect(0);
    assert_eq!(tree::difference(&tree::read(&project.join("public")), &tree::read(&clean.join("public"))), Vec::<String>::new());
}

#[test]
fn places_that_are_not_ours_are_refused_and_stay_as_they_are() {
    let project = Project::base();
    std::fs::create_dir_all(project.join("theirs/.git")).unwrap();
    tree::write(&project.join("theirs/.git/HEAD"), "ref: refs/heads/main\n");
    tree::write(&project.join("theirs/mine.txt"), "keep");
    std::fs::create_dir_all(project.join("elsewhere")).unwrap();
    std::os::unix::fs::symlink("elsewhere", project.join("link")).unwrap();
    let before = tree::read(project.path());
    for out in [".", "content", "content/public", "..", "/", "theirs", "link", "themes", "content/../content"] {
        run_now(project.path(), &["build", "--out", out]).expect(2);
        assert_eq!(tree::difference(&before, &tree::read(project.path())), Vec::<String>::new(), "--out {out}");
    }
}

#[test]
fn foreign_files_are_carried_over() {
    let project = built();
    tree::write(&project.join("public/CNAME"), "example.test\n");
    project.edit("content/2022/01-education/index.md", "办好教育", "办强教育");
    run_now(project.path(), &["build"]).expect(0);
    assert_eq!(std::fs::read_to_string(project.join("public/CNAME")).unwrap(), "example.test\n");
    let verified = run(project.path(), &["verify", "public"]).expect(0);
    assert!(verified.stderr.contains("CNAME"), "it is named: {}", verified.stderr);
}

#[test]
fn a_new_site_builds_without_a_word_of_blame() {
    let project = Project::empty();
    run(project.path(), &["new", "office"]).expect(0);
    let office = project.join("office");
    let built = run_now(&office, &["build", "--strict"]).expect(0);
    assert!(!built.stderr.contains("错误[") && !built.stderr.contains("提醒["), "{}", built.stderr);
    let files = tree::read(&office);
    for path in [".ci/site", ".github/workflows/site.yml", ".gitlab-ci.yml"] {
        let own = std::fs::read(harness::repository().join(path)).unwrap();
        assert_eq!(files.get(path), Some(&own), "{path} is the one this repository uses itself");
    }
    assert!(!files.iter().any(|(path, bytes)| path.starts_with("content/") && String::from_utf8_lossy(bytes).contains("status: demo")));
    run(project.path(), &["new", "office"]).expect(2);
}

#[test]
fn external_links_are_listed_and_never_called() {
    let project = Project::base();
    let page =
        "---\ntitle: 关于本站\n---\n\n见[甲](https://B.example.test/x)、[乙](https://a.example.test)、[丙](https://b.example.test/y)。\n";
    tree::write(&project.join("content/pages/about.md"), page);
    let people = run_now(project.path(), &["check", "--external-links"]).expect(0).stdout;
    for line in [
        "站外链接3处，通向2个网站（本程序没有访问它们，请人工打开核对）：",
        "a.example.test（1处）",
        "b.example.test（2处）",
        "  content/pages/about.md:5:2 https://B.example.test/x",
    ] {
        assert!(people.contains(&format!("{line}\n")), "{people}");
    }
    let json = run_now(project.path(), &["check", "--external-links", "--format", "json"]).expect(0).stdout;
    let document: serde_json::Value = serde_json::from_str(&json).unwrap();
    let hosts: Vec<&str> = document["external_links"].as_array().unwrap().iter().filter_map(|host| host["host"].as_str()).collect();
    assert_eq!(hosts, ["a.example.test", "b.example.test"]);
    assert_eq!(document["external_links"][1]["links"][1]["line"], 5);
    let table = run_now(project.path(), &["check", "--external-links", "--format", "markdown"]).expect(0).stdout;
    assert!(table.contains("| a.example.test | https://a.example.test | content/pages/about.md:5 |"), "{table}");
    let plain = run_now(project.path(), &["check", "--format", "json"]).expect(0).stdout;
    assert!(!plain.contains("external_links"), "only on demand");
    // What was not looked for is not none.
    project.edit("content/site.yaml", "publisher:", "publsher:");
    let stopped = run_now(project.path(), &["check", "--external-links"]).expect(1).stdout;
    assert!(stopped.contains("没有列出站外链接：请先改正上面的错误。") && !stopped.contains("没有站外链接"), "{stopped}");
}
