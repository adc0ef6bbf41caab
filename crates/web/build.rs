//! Three things are made before the crate: a table of the bundled assets, typed functions for the texts, and the texts
//! that the page on the phone says itself.

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser;
use fluent_typed::{BuildOptions, FtlOutputOptions, LintLevel};

fn main() -> ExitCode {
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    let made = embed_assets(&out)
        .and_then(|()| write_texts(&out))
        .and_then(|()| write_phone_texts(&out));
    if let Err(error) = made {
        println!("cargo::error={error}");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

/// Writes `assets.rs`: one entry for each file of the manifest in `web/dist`, with the bytes and their gzip, and a
/// constant for its address: a page that links to what is not bundled does not compile.
///
/// The bundle is never made here: a build that reaches for the network would surprise people.
fn embed_assets(out: &Path) -> Result<(), Box<dyn Error>> {
    // Asked at run time: what was built elsewhere may have been copied here.
    let here = env::var_os("CARGO_MANIFEST_DIR").ok_or("this is run by cargo")?;
    let dist = Path::new(&here).join("../../web/dist");
    println!("cargo::rerun-if-changed={}", dist.display());
    let manifest = dist.join("manifest.json");
    println!("cargo::rerun-if-changed={}", manifest.display());
    let text = fs::read_to_string(&manifest).map_err(|_| {
        "the bundle of the pages is missing (web/dist); run script/web-assets, which needs node"
    })?;
    let assets: serde_json::Map<String, serde_json::Value> = serde_json::from_str(&text)?;
    let dist = dist.canonicalize()?;
    let mut table = String::from("static ASSETS: &[Asset] = &[\n");
    let mut urls = String::new();
    for (name, asset) in &assets {
        let [file, media_type] =
            ["file", "type"].map(|key| asset[key].as_str().unwrap_or_default());
        let path = dist.join(file).to_string_lossy().into_owned();
        let gzip = format!("{path}.gz");
        let url = format!("/assets/{file}");
        writeln!(
            table,
            "    Asset {{ name: {name:?}, url: {url:?}, media_type: {media_type:?}, body: include_bytes!({path:?}), \
             gzip: include_bytes!({gzip:?}) }},",
        )?;
        let constant = name.replace(['.', '-'], "_").to_uppercase();
        writeln!(
            urls,
            "/// Where `{name}` is.\n#[allow(dead_code, reason = \"some are looked up by name\")]\npub(crate) const {constant}: &str = {url:?};"
        )?;
    }
    table.push_str("];\n");
    table.push_str(&urls);
    fs::write(out.join("assets.rs"), table)?;
    Ok(())
}

/// Writes `texts.rs`: one typed function for each message of `texts/`, from which a missing translation is left out,
/// so that its use does not compile.
fn write_texts(out: &Path) -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=texts");
    let at = |name: &str| out.join(name).to_string_lossy().into_owned();
    fluent_typed::try_build_from_locales_folder(
        BuildOptions::default()
            .with_locales_folder("texts")
            .with_default_language("zh-Hant")
            .with_output_file_path(&at("texts.rs"))
            .with_ftl_output(FtlOutputOptions::single_file(&at("texts.ftl")))
            .with_prefix("")
            .without_format()
            .with_lint_level(LintLevel::Deny)
            .without_bidi_isolation(),
    )?;
    Ok(())
}

/// Writes `phone_texts.rs`: the messages of `today.ftl` as JSON, one object for each language, in the order of
/// `Lang::ALL`. An argument `{ $n }` becomes `{n}`, which the page's script fills in.
fn write_phone_texts(out: &Path) -> Result<(), Box<dyn Error>> {
    let mut list = String::from("static PHONE_TEXTS: [&str; 3] = [\n");
    for lang in ["zh-Hant", "zh-Hans", "en"] {
        let path = format!("texts/{lang}/today.ftl");
        let text = fs::read_to_string(&path).map_err(|error| format!("{path}: {error}"))?;
        let resource = parser::parse(text.as_str())
            .map_err(|(_, errors)| format!("{path} does not parse: {errors:?}"))?;
        let mut messages = serde_json::Map::new();
        for entry in &resource.body {
            let Entry::Message(message) = entry else {
                continue;
            };
            let id = message.id.name;
            let words = message.value.as_ref().and_then(plain);
            let words = words.ok_or_else(|| {
                format!("{path}: {id} may have words and arguments only: a script fills it in")
            })?;
            messages.insert(id.to_owned(), words.into());
        }
        // Inside a page, `<` could end the block that holds it.
        let json = serde_json::to_string(&messages)?.replace('<', "\\u003c");
        writeln!(list, "    {json:?},")?;
    }
    list.push_str("];\n");
    fs::write(out.join("phone_texts.rs"), list)?;
    Ok(())
}

/// A pattern as the page's script reads it; none for one that chooses between forms.
fn plain(pattern: &Pattern<&str>) -> Option<String> {
    let mut words = String::new();
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => words.push_str(value),
            PatternElement::Placeable {
                expression: Expression::Inline(InlineExpression::VariableReference { id }),
            } => {
                let _ = write!(words, "{{{}}}", id.name);
            }
            PatternElement::Placeable { .. } => return None,
        }
    }
    Some(words)
}
