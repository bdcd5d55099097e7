//! Notices that files changed. Does not ask which: every build reads everything again, so nothing that was noticed late or twice can be wrong.

use crate::cli::say::Say;
use notify::event::{AccessKind, AccessMode};
use notify::{Config, ErrorKind, Event, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};
use notify_debouncer_full::{DebounceEventResult, Debouncer, NoCache, new_debouncer_opt};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

/// How long it must be quiet before a change counts: editors save in several steps.
const QUIET: Duration = Duration::from_millis(150);
/// How often files are looked at where the system cannot tell.
const POLL: Duration = Duration::from_millis(1000);

/// Watches folders and everything below them, whether they exist yet or not.
pub(super) struct Watch {
    folders: Vec<PathBuf>,
    sender: Sender<DebounceEventResult>,
    receiver: Receiver<DebounceEventResult>,
    watcher: Option<Armed>,
    is_polling: bool,
}

/// A watcher at work; it stops when dropped.
enum Armed {
    System { _watcher: Debouncer<RecommendedWatcher, NoCache> },
    Polling { _watcher: Debouncer<PollWatcher, NoCache> },
}

impl Watch {
    /// Begins to watch.
    pub(super) fn new<'a>(folders: impl IntoIterator<Item = &'a Path>) -> Self {
        let folders = folders.into_iter().map(|folder| std::path::absolute(folder).unwrap_or_else(|_| folder.to_path_buf())).collect();
        let (sender, receiver) = channel();
        let mut watch = Self { folders, sender, receiver, watcher: None, is_polling: false };
        watch.arm();
        watch
    }

    /// Waits until something changed. Changes that came while nobody waited count.
    pub(super) fn wait(&mut self) {
        let mut has_changed = false;
        while !has_changed {
            let Ok(first) = self.receiver.recv() else { return };
            let mut is_lost = false;
            for batch in std::iter::once(first).chain(self.receiver.try_iter()) {
                match batch {
                    Ok(events) => {
                        has_changed |= events.iter().any(|event| self.concerns(event));
                        is_lost |= events.iter().any(|event| event.need_rescan() || self.is_about_a_folder(event));
                    }
                    Err(errors) => {
                        self.is_polling |= errors.iter().any(|error| is_exhausted(&error.kind));
                        is_lost = true;
                    }
                }
            }
            if is_lost {
                self.arm();
                has_changed = true;
            }
        }
    }

    /// Whether an event says that something of ours may be different now. Mere reading, our own included, does not.
    fn concerns(&self, event: &Event) -> bool {
        let is_change = match event.kind {
            EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
            EventKind::Access(_) => false,
            EventKind::Any | EventKind::Create(_) | EventKind::Modify(_) | EventKind::Remove(_) | EventKind::Other => true,
        };
        is_change && event.paths.iter().any(|path| self.folders.iter().any(|folder| path.starts_with(folder)))
    }

    /// A watched folder itself came or went: the watcher follows the old one.
    fn is_about_a_folder(&self, event: &Event) -> bool {
        let came_or_went =
            matches!(event.kind, EventKind::Create(_) | EventKind::Remove(_) | EventKind::Modify(notify::event::ModifyKind::Name(_)));
        came_or_went && event.paths.iter().any(|path| self.folders.contains(path))
    }

    /// Starts watching anew, by asking now and then where the system cannot tell.
    fn arm(&mut self) {
        self.watcher = None;
        if !self.is_polling {
            match self.started(Config::default()).map(|watcher| Armed::System { _watcher: watcher }) {
                Ok(watcher) => {
                    self.watcher = Some(watcher);
                    return;
                }
                Err(_) => self.is_polling = true,
            }
        }
        Say::error("系统不能随时告知文件变化，改为每秒查看一次。");
        match self.started(Config::default().with_poll_interval(POLL)) {
            Ok(watcher) => self.watcher = Some(Armed::Polling { _watcher: watcher }),
            Err(error) => Say::error(&format!("无法查看文件变化（{error}）；改动后请重新运行。")),
        }
    }

    fn started<W: Watcher>(&self, config: Config) -> notify::Result<Debouncer<W, NoCache>> {
        let sender = self.sender.clone();
        let tell = move |result: DebounceEventResult| drop(sender.send(result));
        let mut watcher = new_debouncer_opt::<_, W, NoCache>(QUIET, None, tell, NoCache::new(), config)?;
        // The folders above tell when one of ours comes or goes.
        let above: BTreeSet<&Path> = self.folders.iter().filter_map(|folder| folder.parent()).filter(|folder| folder.is_dir()).collect();
        for folder in above {
            watcher.watch(folder, RecursiveMode::NonRecursive)?;
        }
        for folder in self.folders.iter().filter(|folder| folder.is_dir()) {
            watcher.watch(folder, RecursiveMode::Recursive)?;
        }
        Ok(watcher)
    }
}

fn is_exhausted(kind: &ErrorKind) -> bool {
    matches!(kind, ErrorKind::MaxFilesWatch | ErrorKind::Io(_))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::Watch;
    use std::fs;
    use std::sync::mpsc::channel;
    use std::time::Duration;

    #[test]
    fn without_the_systems_help_files_are_looked_at_now_and_then() {
        let temp = tempfile::tempdir().unwrap();
        let content = temp.path().join("content");
        fs::create_dir(&content).unwrap();
        let mut watch = Watch::new([content.as_path()]);
        watch.is_polling = true;
        watch.arm();
        let (noticed, notices) = channel();
        std::thread::spawn(move || {
            watch.wait();
            let _ = noticed.send(());
        });
        fs::write(content.join("a.md"), "a").unwrap();
        assert!(notices.recv_timeout(Duration::from_secs(8)).is_ok());
    }

    #[test]
    fn every_way_of_saving_is_noticed() {
        let temp = tempfile::tempdir().unwrap();
        let content = temp.path().join("content");
        fs::create_dir(&content).unwrap();
        fs::write(content.join("a.md"), "a").unwrap();
        let mut watch = Watch::new([content.as_path(), temp.path().join("themes").as_path()]);
        let (noticed, notices) = channel();
        std::thread::spawn(move || {
            loop {
                watch.wait();
                if noticed.send(()).is_err() {
                    return;
                }
            }
        });
        let steps: [(&str, &dyn Fn()); 9] = [
            ("written", &|| fs::write(content.join("a.md"), "b").unwrap()),
            ("saved beside and moved over", &|| {
                fs::write(temp.path().join("a.tmp"), "c").unwrap();
                fs::rename(temp.path().join("a.tmp"), content.join("a.md")).unwrap();
            }),
            ("renamed", &|| fs::rename(content.join("a.md"), content.join("b.md")).unwrap()),
            ("removed", &|| fs::remove_file(content.join("b.md")).unwrap()),
            ("new folder with a file", &|| {
                fs::create_dir_all(content.join("2022/figures")).unwrap();
                fs::write(content.join("2022/figures/q1.yaml"), "a").unwrap();
            }),
            ("written in a new folder", &|| fs::write(content.join("2022/figures/q1.yaml"), "b").unwrap()),
            ("the folder itself replaced", &|| {
                fs::rename(&content, temp.path().join("old")).unwrap();
                fs::create_dir(&content).unwrap();
            }),
            ("written in the new one", &|| fs::write(content.join("x.md"), "x").unwrap()),
            ("themes appear", &|| {
                fs::create_dir_all(temp.path().join("themes/own")).unwrap();
            }),
        ];
        for (what, step) in steps {
            // Let the last step's echoes pass.
            while notices.recv_timeout(Duration::from_millis(500)).is_ok() {}
            step();
            assert!(notices.recv_timeout(Duration::from_secs(5)).is_ok(), "not noticed: {what}");
        }
        while notices.recv_timeout(Duration::from_millis(500)).is_ok() {}
        fs::read(content.join("x.md")).unwrap();
        fs::write(temp.path().join("beside.txt"), "x").unwrap();
        assert!(notices.recv_timeout(Duration::from_millis(700)).is_err(), "reading, and files beside, are no change");
    }
}
