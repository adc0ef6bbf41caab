//! The layouts of papers: those of the company, in a directory of its own, in the place of those built in.

use std::fs;
use std::path::Path;

use huiyin_domain::Lang;
use huiyin_forms::paper::{Form, Layout, Layouts, Paper};
use huiyin_paper::Job;

use crate::failure::Failure;
use crate::render::OwnProcess;

/// The file of a directory by which sheets are drawn.
pub(crate) const TEMPLATE: &str = "form.typ";

/// Reads and checks the layouts of a directory; those that come with the program where none is given. Everything that
/// is wrong is said at once, each with its file and line.
pub(crate) fn read(directory: Option<&Path>, lang: Lang) -> Result<Layouts, Failure> {
    let mut layouts = Layouts::default();
    let Some(directory) = directory else {
        return Ok(layouts);
    };
    let mut problems = Vec::new();
    let cannot = |path: &Path, error: &std::io::Error| format!("{}: {error}", path.display());
    let entries =
        fs::read_dir(directory).map_err(|error| Failure::new(cannot(directory, &error)))?;
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        let is = |extension: &str| path.extension().is_some_and(|it| it == extension);
        let is_template = path.file_name().is_some_and(|name| name == TEMPLATE);
        if !is("toml") && !is_template {
            continue;
        }
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) => {
                problems.push(cannot(&path, &error));
                continue;
            }
        };
        if is_template {
            layouts.draw_by(text);
            continue;
        }
        match Layout::read(&text) {
            Ok(layout) => layouts.replace(layout),
            Err(found) => problems.extend(found.iter().map(|problem| {
                let sentence = problem.sentence(lang);
                format!("{}: {sentence}", path.display())
            })),
        }
    }
    if problems.is_empty()
        && let Err(said) = try_template(&layouts)
    {
        let path = directory.join(TEMPLATE);
        let next = match lang {
            Lang::ZhHant => "請改正後再啟動，或移走這個檔案以使用內建的樣子。",
            Lang::ZhHans => "请改正后再启动，或移走这个文件以使用内建的样子。",
            Lang::En => "Please correct it, or take the file away to use the one built in.",
        };
        problems.push(format!("{}: {said}\n{next}", path.display()));
    }
    if problems.is_empty() {
        Ok(layouts)
    } else {
        Err(Failure::new(problems.join("\n")))
    }
}

/// Draws an empty sheet of every form by a company's own template, in a process of its own.
fn try_template(layouts: &Layouts) -> Result<(), String> {
    let Some(template) = layouts.template() else {
        return Ok(());
    };
    let sheets = Form::ALL.iter().map(|form| {
        let paper = Paper::new(*form, Lang::ZhHant).called(form.id(), "");
        layouts.sheet(&paper)
    });
    let job = Job {
        sheets: sheets.collect(),
        template: Some(template.to_owned()),
    };
    OwnProcess::new().tries(&job)
}
