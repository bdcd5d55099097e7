//! The arguments, with the help people read. Every option that is offered works.

use crate::cli::moment;
use crate::link::settings::checked_base_url;
use clap::builder::PathBufValueParser;
use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};
use jiff::civil::DateTime;
use std::net::{Ipv4Addr, SocketAddr};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Where the preview is shown unless said otherwise.
const ADDRESS: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 8080);

const MAIN_HELP: &str = "\
{about}

用法：{usage}

命令：
{subcommands}

选项：
{options}

“gongkai 命令 --help”显示一个命令的选项。
退出代码：0 完成 · 1 内容有错误 · 2 用法或设置不对 · 3 机器的问题（磁盘、权限、端口） · 4 另一次生成正在进行 · 5 核对不通过
";

const COMMAND_HELP: &str = "\
{about}

用法：{usage}

选项：
{options}
";

const POSITIONAL_HELP: &str = "\
{about}

用法：{usage}

参数：
{positionals}

选项：
{options}
";

/// All arguments.
#[derive(Parser, Debug)]
#[command(
    name = "gongkai",
    version,
    about = "gongkai：把政府工作报告做成可以核对的公开网站",
    override_usage = "gongkai <命令> [选项]",
    help_template = MAIN_HELP,
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true,
    propagate_version = false
)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub(super) command: Command,
    /// 显示用法
    #[arg(short, long, global = true, action = ArgAction::Help, display_order = 900)]
    help: Option<bool>,
    /// 显示版本
    #[arg(short = 'V', long, action = ArgAction::Version, display_order = 901)]
    version: Option<bool>,
}

/// What is to be done.
#[derive(Subcommand, Debug)]
pub(super) enum Command {
    /// 生成网站
    #[command(override_usage = "gongkai build [选项]", help_template = COMMAND_HELP)]
    Build(BuildArgs),
    /// 只检查，不写任何文件
    #[command(override_usage = "gongkai check [选项]", help_template = COMMAND_HELP)]
    Check(CheckArgs),
    /// 边改边看：在本机预览，保存后自动刷新，不改动 public
    #[command(override_usage = "gongkai serve [选项]", help_template = COMMAND_HELP)]
    Serve(ServeArgs),
    /// 新建一个可以照着改的小例子
    #[command(override_usage = "gongkai new <文件夹>", help_template = POSITIONAL_HELP)]
    New(NewArgs),
    /// 核对已发布的文件夹或网址与它的清单是否一致
    #[command(override_usage = "gongkai verify <文件夹或网址> [选项]", help_template = POSITIONAL_HELP)]
    Verify(VerifyArgs),
    /// 说明一条提示的意思；不写代号则列出全部代号
    #[command(override_usage = "gongkai explain [代号]", help_template = POSITIONAL_HELP)]
    Explain(ExplainArgs),
    /// 写出各种 YAML 文件的格式说明，供编辑器补全和检查
    #[command(override_usage = "gongkai schema [选项]", help_template = COMMAND_HELP)]
    Schema(SchemaArgs),
}

/// What is read and how strictly it is judged; the same for building, checking and showing.
#[derive(Args, Clone, Debug)]
pub(super) struct InputArgs {
    /// 内容文件夹（默认 content）
    #[arg(long, value_name = "文件夹", default_value = "content", hide_default_value = true, value_parser = PathBufValueParser::new())]
    pub(super) content: PathBuf,
    /// 主题文件夹（默认 themes；没有时用内置主题）
    #[arg(long, value_name = "文件夹", default_value = "themes", hide_default_value = true, value_parser = PathBufValueParser::new())]
    pub(super) themes: PathBuf,
    /// 使用的主题，代替 site.yaml 里写的
    #[arg(long, value_name = "名称")]
    pub(super) theme: Option<String>,
    /// 网站的网址，代替 site.yaml 里写的
    #[arg(long, value_name = "网址", value_parser = base_url)]
    pub(super) base_url: Option<String>,
    /// 按这一时刻（北京时间）决定公布哪些数据，写作 “2023-04-15 09:00”；默认是现在
    #[arg(long, value_name = "日期 时间", value_parser = moment::parse)]
    pub(super) now: Option<DateTime>,
    /// 草稿预览：每页标明未经审核，不得外传
    #[arg(long)]
    pub(super) drafts: bool,
    /// 同时处理多少项（默认与处理器核数相同）
    #[arg(long, value_name = "个数", value_parser = jobs)]
    pub(super) jobs: Option<NonZeroUsize>,
}

/// How the findings are told.
#[derive(Args, Clone, Debug)]
pub(super) struct ReportArgs {
    /// 正式发布：缺少发布时间、标识码或含演示数据的，都是错误
    #[arg(long)]
    pub(super) official: bool,
    /// 有提醒也不通过
    #[arg(long)]
    pub(super) strict: bool,
    /// 发现的问题怎么列出：human（给人看，默认）、json、sarif、github、gitlab、markdown（合并请求里的表格）
    #[arg(long, value_enum, value_name = "格式", default_value = "human", hide_default_value = true, hide_possible_values = true)]
    pub(super) format: Format,
    /// 列出每个阶段用了多少时间
    #[arg(long)]
    pub(super) timings: bool,
    /// 只列出问题，不显示进度和总结
    #[arg(short, long)]
    pub(super) quiet: bool,
}

/// `build`.
#[derive(Args, Debug)]
pub(super) struct BuildArgs {
    #[command(flatten)]
    pub(super) input: InputArgs,
    /// 网站写到哪个文件夹（默认 public）
    #[arg(long, value_name = "文件夹", default_value = "public", hide_default_value = true, value_parser = PathBufValueParser::new())]
    pub(super) out: PathBuf,
    /// 同时把现在的网站存一份到 archive/数据截至日期/，以后生成时一直保留，不再改动
    #[arg(long, conflicts_with = "drafts")]
    pub(super) snapshot: bool,
    #[command(flatten)]
    pub(super) report: ReportArgs,
}

/// `check`: what `build` takes, so that one can be put in the place of the other, and what only a check is asked for.
#[derive(Args, Debug)]
pub(super) struct CheckArgs {
    #[command(flatten)]
    pub(super) input: InputArgs,
    /// 与 build 的写法一致；检查不生成网站，只看这个文件夹能不能用
    #[arg(long, value_name = "文件夹", value_parser = PathBufValueParser::new())]
    pub(super) out: Option<PathBuf>,
    /// 同时与 git 里的一个版本比较，列出改了什么：分支、标签、提交编号或 HEAD~1；合并请求写目标分支，例如 origin/main
    #[arg(long, value_name = "版本", value_parser = revision)]
    pub(super) base: Option<String>,
    /// 另把检查指标自查表写成一个可以打印的网页，例如 自查表.html；有没有问题都写
    #[arg(long = "report", value_name = "文件", value_parser = PathBufValueParser::new())]
    pub(super) sheet: Option<PathBuf>,
    /// 按网站列出全部站外链接和位置，供人工核对；本程序不访问它们
    #[arg(long)]
    pub(super) external_links: bool,
    #[command(flatten)]
    pub(super) report: ReportArgs,
}

/// `serve`.
#[derive(Args, Debug)]
pub(super) struct ServeArgs {
    #[command(flatten)]
    pub(super) input: InputArgs,
    /// 在哪个地址预览，只能是本机（默认 127.0.0.1:8080；端口写 0 由系统挑选）
    #[arg(long, value_name = "地址:端口", default_value_t = ADDRESS, hide_default_value = true, value_parser = address)]
    pub(super) addr: SocketAddr,
    /// 在终端里给出可以点开的链接（本程序不启动浏览器）
    #[arg(long)]
    pub(super) open: bool,
}

/// `new`.
#[derive(Args, Debug)]
pub(super) struct NewArgs {
    /// 新的文件夹；已经有的必须是空的
    #[arg(value_name = "文件夹", value_parser = PathBufValueParser::new())]
    pub(super) folder: PathBuf,
}

/// `verify`.
#[derive(Args, Debug)]
pub(super) struct VerifyArgs {
    /// 已发布的文件夹，例如 public；或者网址，例如 http://www.example.gov.cn/zwgk/（不能用 https）
    #[arg(value_name = "文件夹或网址", value_parser = PathBufValueParser::new())]
    pub(super) place: PathBuf,
    /// 再用内容重新生成一遍，逐个文件比较，不写任何文件；下面的选项要与生成时一样
    #[arg(long)]
    pub(super) rebuild: bool,
    #[command(flatten)]
    pub(super) input: InputArgs,
    /// 重新生成时按正式发布的要求检查
    #[arg(long)]
    pub(super) official: bool,
    /// 核对网址时，服务器最多可以多少秒没有动静（默认20）
    #[arg(long, value_name = "秒数", value_parser = seconds)]
    pub(super) timeout: Option<Duration>,
}

impl VerifyArgs {
    /// An option that only a second build has a use for.
    pub(super) fn only_for_rebuilding(&self) -> Option<&'static str> {
        let input = &self.input;
        let given = [
            ("--content", input.content != Path::new("content")),
            ("--themes", input.themes != Path::new("themes")),
            ("--theme", input.theme.is_some()),
            ("--base-url", input.base_url.is_some()),
            ("--now", input.now.is_some()),
            ("--drafts", input.drafts),
            ("--jobs", input.jobs.is_some()),
            ("--official", self.official),
        ];
        given.into_iter().find(|(_, given)| *given).map(|(name, _)| name)
    }
}

/// `explain`.
#[derive(Args, Debug)]
pub(super) struct ExplainArgs {
    /// 提示里方括号中的代号，例如 figure/mismatch；也可以是 charts 或 themes
    #[arg(value_name = "代号")]
    pub(super) code: Option<String>,
}

/// `schema`.
#[derive(Args, Debug)]
pub(super) struct SchemaArgs {
    /// 写到哪个文件夹（默认 schema）
    #[arg(long, value_name = "文件夹", default_value = "schema", hide_default_value = true, value_parser = PathBufValueParser::new())]
    pub(super) out: PathBuf,
}

/// The form in which findings are told.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum, Debug)]
pub(super) enum Format {
    /// For people, on standard error.
    Human,
    /// For programs, on standard output.
    Json,
    /// SARIF 2.1.0.
    Sarif,
    /// Workflow commands of GitHub.
    Github,
    /// A code quality report of GitLab.
    Gitlab,
    /// Tables for the description or a comment of a merge request.
    Markdown,
}

/// A name of a commit: nothing that git itself would take for an option or a range.
fn revision(text: &str) -> Result<String, String> {
    let is_name = !text.is_empty() && !text.starts_with('-') && !text.contains("..") && !text.chars().any(|c| c.is_control() || c == ' ');
    is_name.then(|| text.to_owned()).ok_or_else(|| "请写一个版本：分支、标签、提交编号或 HEAD~1".to_owned())
}

fn base_url(text: &str) -> Result<String, String> {
    checked_base_url(text).ok_or_else(|| "请写成 https://域名/路径 的样子，不带“?”和“#”".to_owned())
}

fn seconds(text: &str) -> Result<Duration, String> {
    let seconds = text.parse().ok().filter(|seconds: &u64| (1..=600).contains(seconds));
    seconds.map(Duration::from_secs).ok_or_else(|| "请写1到600之间的整数".to_owned())
}

fn jobs(text: &str) -> Result<NonZeroUsize, String> {
    text.parse().ok().filter(|count: &NonZeroUsize| count.get() <= 256).ok_or_else(|| "请写1到256之间的整数".to_owned())
}

/// An address of this machine only: the preview is nobody else's business.
fn address(text: &str) -> Result<SocketAddr, String> {
    let plain = text.strip_prefix("localhost:").map(|port| format!("127.0.0.1:{port}"));
    let address: SocketAddr = plain.as_deref().unwrap_or(text).parse().map_err(|_| "请写成 127.0.0.1:8080 的样子".to_owned())?;
    if !address.ip().is_loopback() {
        return Err("预览只能在本机打开，请用 127.0.0.1 或 [::1]".to_owned());
    }
    Ok(address)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{Cli, address};
    use clap::CommandFactory;

    #[test]
    fn the_definition_is_sound_and_speaks_chinese_only() {
        let mut command = Cli::command();
        command.clone().debug_assert();
        let subcommands: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
        let mut helps = vec![command.render_help().to_string()];
        for name in subcommands {
            helps.push(command.find_subcommand_mut(&name).unwrap().render_help().to_string());
        }
        for help in helps {
            for word in ["Usage", "Options", "Commands", "Print", "[default", "possible values", "OPTIONS", "COMMAND"] {
                assert!(!help.contains(word), "“{word}” in\n{help}");
            }
        }
    }

    #[test]
    fn only_this_machine() {
        for good in ["127.0.0.1:8080", "localhost:0", "[::1]:80", "127.0.0.2:1"] {
            assert!(address(good).is_ok(), "{good}");
        }
        for bad in ["0.0.0.0:8080", "192.168.1.2:80", "[::]:80", "127.0.0.1", "127.0.0.1:99999", "example.test:80", ""] {
            assert!(address(bad).is_err(), "{bad}");
        }
    }
}
