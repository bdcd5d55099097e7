//! git itself, for the repositories that tests make.

use std::path::Path;
use std::process::Command;

/// Runs git in a folder and gives what it says; the machine's own settings have no say.
#[track_caller]
pub(crate) fn git(folder: &Path, arguments: &[&str]) -> String {
    let identity = ["-c", "user.name=canaryname", "-c", "user.email=canary@mail.test", "-c", "commit.gpgsign=false", "-c", "gc.auto=0"];
    let mut git = Command::new("git");
    git.args(identity).args(arguments).current_dir(folder);
    git.env_remove("GIT_DIR").env_remove("GIT_INDEX_FILE").env("GIT_CONFIG_NOSYSTEM", "1").env("GIT_CONFIG_GLOBAL", "/dev/null");
    let output = git.output().expect("git");
    assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("text").trim_end().to_owned()
}
