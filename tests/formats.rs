//! The forms for programs, judged by what those programs ask for: SARIF by its official schema, the commands of GitHub and the code quality
//! report of GitLab by the fields of their documentation. And the one order of the findings in all of them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod harness;
#[path = "diagnostics/numbers.rs"]
mod numbers;

use harness::binary::{Run, run_now};
use harness::project::Project;
use harness::{repository, tree};
use jsonschema::{Draft, Validator};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const CHAPTER: &str = "content/2022/01-education/index.md";
const TARGETS: &str = "content/2022/01-education/targets.yaml";

/// The official schema, its formats (`uri-reference` …) judged too.
fn sarif_schema() -> Validator {
    let text = fs::read_to_string(repository().join("tests/formats/sarif-schema-2.1.0.json")).unwrap();
    let schema: Value = serde_json::from_str(&text).unwrap();
    jsonschema::options().with_draft(Draft::Draft4).should_validate_formats(true).build(&schema).unwrap()
}

/// What a run prints as SARIF, which has to be sound, and more: what the schema cannot say.
#[track_caller]
fn sarif(run: &Run) -> Value {
    let log: Value = serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{error}: {}", run.stdout));
    let faults: Vec<String> = sarif_schema().iter_errors(&log).map(|error| format!("{} {error}", error.instance_path())).collect();
    assert!(faults.is_empty(), "{}\n{log:#}", faults.join("\n"));
    let driver = &log["runs"][0];
    let rules = driver["tool"]["driver"]["rules"].as_array().unwrap();
    for result in driver["results"].as_array().unwrap() {
        let at = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[at]["id"], result["ruleId"], "the index of a rule points to it");
    }
    for rule in rules {
        for key in ["shortDescription", "fullDescription", "help"] {
            assert!(rule[key]["text"].as_str().is_some_and(|text| !text.is_empty()), "{rule} has no {key}");
        }
        assert!(["error", "warning", "note"].contains(&rule["defaultConfiguration"]["level"].as_str().unwrap()), "{rule}");
    }
    log
}

fn results(log: &Value) -> &Vec<Value> {
    log["runs"][0]["results"].as_array().unwrap()
}

/// A site with a table and texts full of what may not be published. The numbers are nobody's, made here.
fn leaky() -> Project {
    let project = Project::base();
    let mut attachment = ZipWriter::new(Cursor::new(Vec::new()));
    attachment.start_file("名单.txt", SimpleFileOptions::default()).unwrap();
    attachment.write_all(numbers::filled("甲某，{id-card}\n").as_bytes()).unwrap();
    tree::write(&project.join("content/2022/01-education/名单 一（公示）.zip"), attachment.finish().unwrap().into_inner());
    tree::write(
        &project.join("content/pages/about.md"),
        numbers::filled("---\ntitle: 关于本站\n---\n\n甲某，{id-card}，乙某，{id-card}。\n"),
    );
    project
}

/// A site whose data files have mistakes at two places.
fn mistaken() -> Project {
    let project = Project::base();
    let targets = fs::read_to_string(project.join(TARGETS)).unwrap();
    tree::write(&project.join(TARGETS), format!("{targets}{targets}"));
    project.edit("content/2022/figures/2022-h1.yaml", "schools: 87", "schools: 约87");
    tree::write(&project.join("content/pages/about us, 说明.md"), "x");
    project.edit("content/2022/report.yaml", "headline: [schools]", "headline: [schools]\n颜色: 红");
    project
}

#[test]
fn sarif_fits_its_schema_whatever_is_found() {
    // The schema is alive: a log with a slip does not fit.
    let broken = serde_json::json!({"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "a"}}, "results": [{"ruleId": "a"}]}]});
    assert!(!sarif_schema().is_valid(&broken));
    let broken = serde_json::json!({"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "a"}}, "columnKind": "bytes"}]});
    assert!(!sarif_schema().is_valid(&broken));

    // Mistakes with a second place.
    let log = sarif(&run_now(mistaken().path(), &["check", "--format", "sarif"]).expect(1));
    let twice = results(&log).iter().find(|result| result["ruleId"] == "id/duplicate").unwrap_or_else(|| panic!("{log:#}"));
    let related = &twice["relatedLocations"][0];
    assert_eq!(related["physicalLocation"]["artifactLocation"]["uri"], TARGETS);
    assert!(related["physicalLocation"]["region"]["startLine"].is_u64() && related["message"]["text"].is_string(), "{twice:#}");
    assert_eq!(log["runs"][0]["columnKind"], "unicodeCodePoints");

    // Without a place: a refused output folder.
    let log = sarif(&run_now(Project::base().path(), &["build", "--out", "content", "--format", "sarif"]).expect(2));
    assert_eq!(results(&log).len(), 1);
    assert!(results(&log)[0].get("locations").is_none(), "{log:#}");

    // Nothing above a notice, and with all that is asked for nothing at all.
    let project = Project::base();
    sarif(&run_now(project.path(), &["check", "--format", "sarif"]).expect(0));
}

#[test]
fn sarif_of_a_site_without_findings_has_an_empty_list() {
    let project = Project::base();
    let ask = |format: &str| run_now(project.path(), &["check", "--format", format]).expect(0);
    let log = sarif(&ask("sarif"));
    assert_eq!((results(&log).len(), &log["runs"][0]["tool"]["driver"]["rules"]), (0, &serde_json::json!([])), "{log:#}");
    assert_eq!(ask("gitlab").stdout, "[]\n");
    assert_eq!(ask("github").stdout, "");
}

#[test]
fn places_are_uris_and_columns_are_characters() {
    let project = leaky();
    let log = sarif(&run_now(project.path(), &["check", "--format", "sarif"]).expect(1));
    let uris: BTreeSet<&str> =
        results(&log).iter().filter_map(|result| result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].as_str()).collect();
    let name = "content/2022/01-education/%E5%90%8D%E5%8D%95%20%E4%B8%80%EF%BC%88%E5%85%AC%E7%A4%BA%EF%BC%89.zip";
    assert!(uris.contains(name), "{uris:?}");
    assert!(uris.iter().all(|uri| uri.is_ascii() && !uri.contains([' ', '\\', ':', '?', '#'])), "{uris:?}");
    let regions: Vec<(u64, u64, u64)> = results(&log)
        .iter()
        .filter(|result| result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "content/pages/about.md")
        .map(|result| &result["locations"][0]["physicalLocation"]["region"])
        .map(|region| ["startLine", "startColumn", "endColumn"].map(|key| region[key].as_u64().unwrap()).into())
        .collect();
    // 甲某， are three characters and nine bytes; a column is the first of the number, the end the first after it.
    assert_eq!(regions, [(5, 4, 22), (5, 26, 44)]);
}

/// No format prints what is hidden.
#[test]
fn numbers_of_people_are_stars_in_every_form() {
    let project = leaky();
    let number = numbers::filled("{id-card}");
    for format in ["human", "json", "sarif", "github", "gitlab", "markdown"] {
        let run = run_now(project.path(), &["check", "--format", format]).expect(1);
        let said = run.stdout + &run.stderr;
        assert!(said.contains("leak/id-card") || format == "markdown" && said.contains("身份号码"), "{format}: {said}");
        assert!(!said.contains(&number) && !said.contains(&number[..14]), "{format} prints the number");
    }
}

/// The value of a property of a workflow command, as GitHub's runner takes it apart.
fn command(line: &str) -> (String, BTreeMap<String, String>, String) {
    let (head, data) = line.strip_prefix("::").and_then(|rest| rest.split_once("::")).unwrap_or_else(|| panic!("no command: {line}"));
    let (name, properties) = head.split_once(' ').unwrap_or((head, ""));
    let plain = |text: &str| text.replace("%0D", "\r").replace("%0A", "\n").replace("%3A", ":").replace("%2C", ",").replace("%25", "%");
    let pairs = properties.split(',').map(|pair| pair.split_once('=').unwrap_or_else(|| panic!("{pair} is no property: {line}")));
    (name.to_owned(), pairs.map(|(key, value)| (key.to_owned(), plain(value))).collect(), plain(data))
}

/// A site with a file whose name and words try to break out of a line.
fn nasty() -> Project {
    let project = Project::base();
    tree::write(&project.join("content/2022/01-education/表,100%::a.txtx"), "x");
    project.edit("content/2022/report.yaml", "headline: [schools]", "headline: [\"50%::error file=a,b\\n::warning::c\"]");
    project
}

#[test]
fn github_reads_every_command_as_it_was_meant() {
    for project in [nasty(), leaky(), mistaken()] {
        let github = run_now(project.path(), &["check", "--format", "github"]).expect(1);
        let json = run_now(project.path(), &["check", "--format", "json"]).expect(1);
        let json: Value = serde_json::from_str(&json.stdout).unwrap();
        let findings = json["findings"].as_array().unwrap();
        let lines: Vec<&str> = github.stdout.lines().collect();
        assert_eq!(lines.len(), findings.len(), "one line a finding:\n{}", github.stdout);
        for (line, finding) in lines.iter().zip(findings) {
            let (name, properties, data) = command(line);
            assert_eq!(name, finding["severity"].as_str().unwrap(), "{line}");
            let known = ["file", "line", "col", "title"];
            assert!(properties.keys().all(|key| known.contains(&key.as_str())), "{line}");
            assert_eq!(properties.get("title").unwrap(), finding["code"].as_str().unwrap());
            assert_eq!(properties.get("file").map(String::as_str), finding["file"].as_str(), "{line}");
            for (key, from) in [("line", "line"), ("col", "column")] {
                assert_eq!(properties.get(key).map(|at| at.parse().unwrap()), finding[from].as_u64(), "{line}");
            }
            assert!(data.starts_with(finding["message"].as_str().unwrap()), "{line}\n{finding}");
        }
    }
    let said = run_now(nasty().path(), &["check", "--format", "github"]).expect(1).stdout;
    assert!(said.contains("50%25::error file=a,b"), "{said}");
    assert!(said.contains("file=content/2022/01-education/表%2C100%25%3A%3Aa.txtx"), "{said}");
}

#[test]
fn gitlab_finds_the_fields_of_its_documentation() {
    for project in [nasty(), leaky(), mistaken()] {
        let gitlab = run_now(project.path(), &["check", "--format", "gitlab"]).expect(1);
        assert_eq!(gitlab.stdout.lines().count(), 1, "no byte order mark, one document");
        let issues: Vec<Value> = serde_json::from_str(&gitlab.stdout).unwrap();
        let json = run_now(project.path(), &["check", "--format", "json"]).expect(1);
        let json: Value = serde_json::from_str(&json.stdout).unwrap();
        let findings = json["findings"].as_array().unwrap();
        assert_eq!(issues.len(), findings.len());
        let mut fingerprints = BTreeSet::new();
        for (issue, finding) in issues.iter().zip(findings) {
            assert_eq!(issue["check_name"], finding["code"]);
            assert!(issue["description"].as_str().unwrap().starts_with(finding["message"].as_str().unwrap()), "{issue}");
            let severities = ["info", "minor", "major", "critical", "blocker"];
            assert!(severities.contains(&issue["severity"].as_str().unwrap()), "{issue}");
            let path = issue["location"]["path"].as_str().unwrap();
            assert!(!path.is_empty() && !path.starts_with(['/', '.']), "relative to the repository, without ./: {path}");
            assert!(issue["location"]["lines"]["begin"].as_u64().unwrap() >= 1, "{issue}");
            assert!(fingerprints.insert(issue["fingerprint"].as_str().unwrap().to_owned()), "two of one fingerprint: {issue}");
        }
    }
}

/// GitLab and the readers of SARIF know a finding again by its fingerprint.
#[test]
fn a_finding_is_known_again_when_lines_are_added_above() {
    let fingerprints = |project: &Project| -> [BTreeSet<String>; 2] {
        let gitlab = run_now(project.path(), &["check", "--format", "gitlab"]).expect(1);
        let issues: Vec<Value> = serde_json::from_str(&gitlab.stdout).unwrap();
        let log = sarif(&run_now(project.path(), &["check", "--format", "sarif"]).expect(1));
        let of = |value: &Value| value.as_str().unwrap().to_owned();
        let prints = results(&log).iter().map(|result| of(&result["partialFingerprints"]["finding/v1"])).collect();
        [issues.iter().map(|issue| of(&issue["fingerprint"])).collect(), prints]
    };
    let project = leaky();
    let before = fingerprints(&project);
    assert!(before[0].len() >= 3 && before[0] == before[1], "{before:?}");
    project.edit("content/pages/about.md", "甲某", "新的一段。\n\n又一段。\n\n甲某");
    assert_eq!(fingerprints(&project), before);
    // Another number is another finding.
    project.edit("content/pages/about.md", "新的一段。", &numbers::filled("新的一段，{id-card-x}。"));
    let after = fingerprints(&project);
    assert!(after[0].is_superset(&before[0]) && after[0].len() == before[0].len() + 1, "{before:?}\n{after:?}");
}

/// Findings stand by file and place, in every form and at every door; what came of the run comes last.
#[test]
fn findings_stand_by_file_and_the_summary_last() {
    let project = leaky();
    project.edit(CHAPTER, "上半年已经建成", "TODO，上半年已经建成");
    project.edit("content/2022/figures/2022-h1.yaml", "schools: 87", &numbers::filled("schools: 86 # {id-card}"));
    let human = run_now(project.path(), &["check"]).expect(1).stderr;
    let place = |line: &str| line.strip_prefix(" --> ").map(str::to_owned);
    let places: Vec<String> = human.lines().filter_map(place).collect();
    let file = |place: &String| place.split(':').next().unwrap().to_owned();
    let mut files: Vec<String> = places.iter().map(file).collect();
    files.dedup();
    let once: BTreeSet<&String> = files.iter().collect();
    assert_eq!(once.len(), files.len(), "a file is taken up twice: {places:?}");
    assert!(files.is_sorted(), "{files:?}");
    for ending in [".yaml", ".md", ".zip"] {
        assert!(files.iter().any(|file| file.ends_with(ending)), "{ending}: {files:?}");
    }
    let numbers = |place: &String| -> Vec<usize> { place.split(':').skip(1).map(|part| part.parse().unwrap()).collect() };
    for pair in places.windows(2).filter(|pair| file(&pair[0]) == file(&pair[1])) {
        assert!(numbers(&pair[0]) <= numbers(&pair[1]), "{pair:?}");
    }
    let last = human.rfind("检查没有通过：").expect("the summary");
    assert!(human.rfind(" --> ").unwrap() < last && human.rfind("怎么改：").unwrap() < last, "the summary comes last:\n{human}");
    let json = run_now(project.path(), &["check", "--format", "json"]).expect(1);
    let json: Value = serde_json::from_str(&json.stdout).unwrap();
    let of = |finding: &Value| {
        let at = |key: &str| finding[key].as_u64().map_or_else(String::new, |at| format!(":{at}"));
        format!("{}{}{}", finding["file"].as_str().unwrap(), at("line"), at("column"))
    };
    assert_eq!(json["findings"].as_array().unwrap().iter().map(of).collect::<Vec<_>>(), places, "one order in every form");
}
