//! Embeds the fonts of the papers, which script/web-assets puts beside the bundle of the pages.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

/// 繁體 and 简体, regular and bold.
const FONTS: [&str; 4] = [
    "NotoSansHant-Regular.otf",
    "NotoSansHant-Bold.otf",
    "NotoSansHans-Regular.otf",
    "NotoSansHans-Bold.otf",
];

fn main() -> ExitCode {
    // Asked at run time: what was built elsewhere may have been copied here.
    let Some(manifest) = env::var_os("CARGO_MANIFEST_DIR") else {
        return ExitCode::FAILURE;
    };
    let folder = Path::new(&manifest).join("../../web/dist/fonts");
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut list = String::from("static FONTS: &[&[u8]] = &[\n");
    for name in FONTS {
        let path = folder.join(name);
        let Ok(path) = path.canonicalize() else {
            println!(
                "cargo::error=the fonts of the papers are missing (web/dist/fonts/{name}); run script/web-assets, which needs node"
            );
            return ExitCode::FAILURE;
        };
        let _ = writeln!(list, "    include_bytes!({:?}),", path.to_string_lossy());
    }
    list.push_str("];\n");
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    if let Err(error) = fs::write(out.join("fonts.rs"), list) {
        println!("cargo::error={error}");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}
