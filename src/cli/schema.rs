//! `schema`: JSON Schemas of the YAML files, for editors that complete and check while one types.

use crate::cli::Exit;
use crate::cli::say::Say;
use crate::source::machine::MachineError;
use crate::syntax::schema;
use std::fs;
use std::path::Path;

/// Writes the schemas into a folder; files of other names there are let be.
pub(super) fn schema(folder: &Path) -> Exit {
    let made = fs::create_dir_all(folder).map_err(|source| (folder.to_path_buf(), source));
    let written = made.and_then(|()| {
        files().into_iter().try_for_each(|(name, text)| {
            let path = folder.join(name);
            fs::write(&path, text).map_err(|source| (path, source))
        })
    });
    if let Err((path, source)) = written {
        Say::error(&MachineError { action: "写入", path, source }.to_string());
        return Exit::Machine;
    }
    let shown = folder.display();
    let list: Vec<String> = schema::all().iter().map(|schema| format!("  {}.json  {}\n", schema.name, schema.title)).collect();
    Say::last(
        &format!(
            "已写入“{shown}”，供编辑器补全和检查 YAML 文件用：\n{}\
             在 YAML 文件第一行写 # yaml-language-server: $schema=相对路径/targets.json 即可（要装 YAML 插件）。\n",
            list.concat()
        ),
        Exit::Done,
    )
}

/// Name and text of every schema file.
pub(super) fn files() -> Vec<(String, String)> {
    schema::all().into_iter().map(|schema| (format!("{}.json", schema.name), format!("{:#}\n", schema.json))).collect()
}
