//! A theme: templates compiled once, files copied as they are, and the list of style sheets and scripts that pages load.
//!
//! A theme is a folder `themes/<name>/` with `theme.yaml`, `templates/` and `static/`. With `extends:` it takes over from another theme
//! every file it does not have itself; `{% extends "standard/chapter.html" %}` names the other theme's file where both have one. Themes
//! on disk come first, those inside the program second, so a folder holding one small theme is enough. Templates can read nothing but
//! their [`crate::view::View`]: there is no function for files, addresses, the environment or the clock. This module never reads the disk.

mod dress;
pub mod error;
pub mod manifest;
mod names;
mod style;

use std::borrow::Cow;
use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};
use tera::Tera;

use crate::output::Dress;
use crate::theme::error::ThemeError;
use crate::theme::manifest::Manifest;
use crate::view::PAGE_TEMPLATES;

/// Files of a themes folder: path relative to it, with `/`, to bytes. `standard/templates/base.html`.
pub type ThemeFiles = BTreeMap<String, Vec<u8>>;

/// The theme that is used when nobody chose one.
pub const DEFAULT_THEME: &str = "standard";

/// More links than any sensible chain of `extends:` has.
const MAX_CHAIN: usize = 8;

static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes");

/// A theme that compiled: every page kind has its template, and every name a template speaks of exists.
#[derive(Debug)]
pub struct Theme {
    name: String,
    tera: Tera,
    texts: BTreeMap<String, String>,
    statics: BTreeMap<String, Vec<u8>>,
    loaded: Loaded,
    fingerprint: String,
}

impl Theme {
    /// Compiles the theme `name`. `disk` holds the files of the themes folder, if there is one.
    ///
    /// # Errors
    /// Every mistake found, in a stable order: unknown or circular themes, bad `theme.yaml`, syntax, unknown fields, missing templates.
    pub fn load(name: &str, disk: Option<&ThemeFiles>) -> Result<Self, Vec<ThemeError>> {
        let layers = chain(name, disk).map_err(|error| vec![error])?;
        let texts = template_texts(&layers)?;
        let tera = compile(&layers, &texts)?;
        let unknown = names::check(&tera, &texts);
        if !unknown.is_empty() {
            return Err(unknown);
        }
        let missing = missing_templates(name, &tera);
        if !missing.is_empty() {
            return Err(missing);
        }
        let statics = static_files(&layers);
        let foreign = foreign_loads(&layers);
        if !foreign.is_empty() {
            return Err(foreign);
        }
        let loaded = loaded_files(&layers, &statics)?;
        let fingerprint = fingerprint(&layers, &texts);
        Ok(Self { name: name.to_owned(), tera, texts, statics, loaded, fingerprint })
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Files to publish as they are: output path (`assets/site.css`) to bytes.
    #[must_use]
    pub fn statics(&self) -> &BTreeMap<String, Vec<u8>> {
        &self.statics
    }

    /// Style sheets and scripts that every page loads.
    #[must_use]
    pub fn loaded(&self) -> &Loaded {
        &self.loaded
    }

    /// What every page is given of it, as pages load it.
    #[must_use]
    pub fn dress(&self) -> Dress {
        dress::of(self)
    }

    /// Hash of everything that decides what a template makes of a view; part of a page job's own hash.
    #[must_use]
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    /// The compiled templates, for rendering.
    pub(crate) fn tera(&self) -> &Tera {
        &self.tera
    }

    /// Puts a template's mistake into our own words and at its place.
    pub(crate) fn explain(&self, error: &tera::Error) -> Vec<ThemeError> {
        error::from_tera(error, &self.texts)
    }
}

/// Names of all themes that can be chosen, sorted.
#[must_use]
pub fn available(disk: Option<&ThemeFiles>) -> Vec<String> {
    let embedded = EMBEDDED.dirs().filter_map(|dir| dir.path().to_str()).map(str::to_owned);
    let on_disk = disk.into_iter().flatten().filter_map(|(path, _)| path.strip_suffix("/theme.yaml")).map(str::to_owned);
    let mut names: Vec<String> = embedded.chain(on_disk).filter(|name| !name.contains('/')).collect();
    names.sort();
    names.dedup();
    names
}

/// What every page loads, in order, from the root of the output: `assets/site.css`.
#[derive(Clone, Debug, Default)]
pub struct Loaded {
    /// Style sheets.
    pub styles: Vec<String>,
    /// Scripts that run before the page is shown first, so that what they decide never makes it jump.
    pub early: Vec<String>,
    /// Scripts that run when the page is there.
    pub scripts: Vec<String>,
    /// Scripts that only the search page loads.
    pub search_scripts: Vec<String>,
}

/// One theme of a chain, nearest first.
struct Layer<'a> {
    name: String,
    manifest: Manifest,
    /// Path inside the theme to bytes.
    files: BTreeMap<String, Cow<'a, [u8]>>,
}

fn chain<'a>(name: &str, disk: Option<&'a ThemeFiles>) -> Result<Vec<Layer<'a>>, ThemeError> {
    let mut layers: Vec<Layer<'a>> = Vec::new();
    let mut wanted = Some(name.to_owned());
    while let Some(next) = wanted.take() {
        let seen: Vec<&str> = layers.iter().map(|layer| layer.name.as_str()).collect();
        if seen.contains(&next.as_str()) {
            let by = seen.last().copied().unwrap_or(name);
            let round = format!("{} → {next}", seen.join(" → "));
            return Err(ThemeError::in_theme(by, format!("主题互相继承，绕成了一圈：{round}")).remedy("请删去其中一处 extends。"));
        }
        if layers.len() >= MAX_CHAIN {
            return Err(ThemeError::in_theme(name, format!("主题继承超过{MAX_CHAIN}层")).remedy("请减少 extends 的层数。"));
        }
        let files = files_of(&next, disk);
        let Some(text) = files.get(manifest::FILE) else {
            return Err(no_such_theme(&next, layers.last(), disk));
        };
        let manifest = Manifest::parse(&next, text)?;
        wanted.clone_from(&manifest.extends);
        layers.push(Layer { name: next, manifest, files });
    }
    Ok(layers)
}

fn no_such_theme(name: &str, asked_by: Option<&Layer<'_>>, disk: Option<&ThemeFiles>) -> ThemeError {
    let known = available(disk).join("、");
    let message = format!("没有名为“{name}”的主题");
    let error = match asked_by {
        Some(layer) => ThemeError::in_theme(&layer.name, message),
        None => ThemeError::in_theme(name, message),
    };
    error.remedy(&format!("可用的主题：{known}。"))
}

/// The files of one theme: the folder on disk if it has the theme, else the program's own copy.
fn files_of<'a>(name: &str, disk: Option<&'a ThemeFiles>) -> BTreeMap<String, Cow<'a, [u8]>> {
    let prefix = format!("{name}/");
    let from_disk: BTreeMap<String, Cow<'a, [u8]>> = disk
        .into_iter()
        .flatten()
        .filter_map(|(path, bytes)| Some((path.strip_prefix(&prefix)?.to_owned(), Cow::Borrowed(bytes.as_slice()))))
        .collect();
    if from_disk.is_empty() { embedded_files(name) } else { from_disk }
}

fn embedded_files(name: &str) -> BTreeMap<String, Cow<'static, [u8]>> {
    let mut files = BTreeMap::new();
    let mut open: Vec<&Dir<'static>> = EMBEDDED.get_dir(name).into_iter().collect();
    while let Some(dir) = open.pop() {
        open.extend(dir.dirs());
        for file in dir.files() {
            // `include_dir` keeps the host's separators.
            if let Some(path) = file.path().to_str().map(|path| path.replace('\\', "/"))
                && let Some(path) = path.strip_prefix(&format!("{name}/"))
            {
                files.insert(path.to_owned(), Cow::Borrowed(file.contents()));
            }
        }
    }
    files
}

/// Template name (`standard/base.html`) to text, without byte order mark and with plain line ends, so that an editor's habits change no byte.
fn template_texts(layers: &[Layer<'_>]) -> Result<BTreeMap<String, String>, Vec<ThemeError>> {
    let mut texts = BTreeMap::new();
    let mut errors = Vec::new();
    for layer in layers {
        for (path, bytes) in &layer.files {
            let Some(file) = path.strip_prefix("templates/") else { continue };
            let name = format!("{}/{file}", layer.name);
            match std::str::from_utf8(bytes) {
                Ok(text) => {
                    let text = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n");
                    errors.extend(html_comment(&name, &text));
                    texts.insert(name, text);
                }
                Err(_) => errors.push(ThemeError::in_template(&name, "文件不是 UTF-8 编码").remedy("请另存为 UTF-8 编码。")),
            }
        }
    }
    if errors.is_empty() { Ok(texts) } else { Err(errors) }
}

/// A comment in HTML would be published with every page.
fn html_comment(name: &str, text: &str) -> Option<ThemeError> {
    let at = text.find("<!--")?;
    Some(ThemeError::in_template(name, "模板里的 <!-- --> 注释会原样公开").at(text, at).remedy("请改用 {# #}。"))
}

fn compile(layers: &[Layer<'_>], texts: &BTreeMap<String, String>) -> Result<Tera, Vec<ThemeError>> {
    let mut tera = Tera::default();
    tera.autoescape_on([".html"]);
    let prefixes = layers.iter().map(|layer| format!("{}/", layer.name));
    let named = texts.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    tera.set_fallback_prefixes(prefixes).and_then(|()| tera.add_raw_templates(named)).map_err(|error| error::from_tera(&error, texts))?;
    Ok(tera)
}

fn missing_templates(name: &str, tera: &Tera) -> Vec<ThemeError> {
    let missing = PAGE_TEMPLATES.iter().filter(|file| !tera.contains_template(file));
    missing
        .map(|file| {
            ThemeError::in_theme(name, format!("缺少模板 templates/{file}")).remedy("请补上，或在 theme.yaml 里写 extends: standard。")
        })
        .collect()
}

/// Style sheets that would load from another site, or from the root of the host, where a column does not stand.
fn foreign_loads(layers: &[Layer<'_>]) -> Vec<ThemeError> {
    let sheets = layers.iter().flat_map(|layer| layer.files.iter().map(move |(path, bytes)| (layer, path, bytes)));
    let of = |(layer, path, bytes): (&Layer<'_>, &String, &Cow<'_, [u8]>)| {
        let text = std::str::from_utf8(bytes).ok().filter(|_| path.ends_with(".css"))?;
        let at = style::foreign_load(text)?;
        let error = ThemeError::in_file(&layer.name, path, "样式文件要加载别处的内容").at(text, at);
        Some(error.remedy("请把图片、字体放进 static，写相对地址；样式文件不用 @import，列在 theme.yaml 的 styles 里。"))
    };
    sheets.filter_map(of).collect()
}

/// The nearest theme's file wins.
fn static_files(layers: &[Layer<'_>]) -> BTreeMap<String, Vec<u8>> {
    let mut statics = BTreeMap::new();
    for layer in layers.iter().rev() {
        for (path, bytes) in &layer.files {
            if let Some(file) = path.strip_prefix("static/") {
                statics.insert(format!("assets/{file}"), bytes.to_vec());
            }
        }
    }
    statics
}

/// Style sheets and scripts of the whole chain, the farthest theme's first, so that the nearest has the last word.
fn loaded_files(layers: &[Layer<'_>], statics: &BTreeMap<String, Vec<u8>>) -> Result<Loaded, Vec<ThemeError>> {
    let mut loaded = Loaded::default();
    let mut errors = Vec::new();
    for layer in layers.iter().rev() {
        let asked = &layer.manifest;
        let lists = [
            (&asked.styles, &mut loaded.styles),
            (&asked.early, &mut loaded.early),
            (&asked.scripts, &mut loaded.scripts),
            (&asked.search_scripts, &mut loaded.search_scripts),
        ];
        for (files, list) in lists {
            for file in files {
                let path = format!("assets/{file}");
                if !statics.contains_key(&path) {
                    let error = ThemeError::in_theme(&layer.name, format!("没有文件 static/{file}"));
                    errors.extend((!errors.contains(&error)).then_some(error));
                } else if !list.contains(&path) {
                    list.push(path);
                }
            }
        }
    }
    if errors.is_empty() { Ok(loaded) } else { Err(errors) }
}

fn fingerprint(layers: &[Layer<'_>], texts: &BTreeMap<String, String>) -> String {
    let mut hasher = blake3::Hasher::new();
    let mut part = |text: &str| {
        hasher.update(&u64::try_from(text.len()).unwrap_or(u64::MAX).to_le_bytes());
        hasher.update(text.as_bytes());
    };
    // The order of the chain decides which of two templates is meant.
    layers.iter().for_each(|layer| part(&layer.name));
    for (name, text) in texts {
        part(name);
        part(text);
    }
    hasher.finalize().to_hex().to_string()
}

#[cfg(test)]
#[path = "theme/tests.rs"]
mod tests;
