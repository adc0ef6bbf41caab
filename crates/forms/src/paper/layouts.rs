use std::collections::BTreeMap;

use super::{Form, Layout, Paper, Sheet};

/// The layouts of an installation: those of the company, and for the rest those that come with the program.
#[derive(Clone, Debug)]
pub struct Layouts {
    layouts: BTreeMap<Form, Layout>,
    /// The company's own drawing of a sheet, in the language of typst; none for the one that comes with the program.
    template: Option<String>,
}

impl Default for Layouts {
    fn default() -> Self {
        let built_in = |form: &Form| (*form, Layout::built_in(*form));
        Self {
            layouts: Form::ALL.iter().map(built_in).collect(),
            template: None,
        }
    }
}

impl Layouts {
    /// Puts a layout in the place of the one of its form.
    pub fn replace(&mut self, layout: Layout) {
        self.layouts.insert(layout.form, layout);
    }

    /// Puts a company's own drawing of a sheet in the place of the one that comes with the program.
    pub fn draw_by(&mut self, template: String) {
        self.template = Some(template);
    }

    /// The company's own drawing of a sheet.
    pub fn template(&self) -> Option<&str> {
        self.template.as_deref()
    }

    /// A paper laid out.
    pub fn sheet(&self, paper: &Paper) -> Sheet {
        match self.layouts.get(&paper.form) {
            Some(layout) => Sheet::of(layout, paper),
            None => Sheet::of(&Layout::built_in(paper.form), paper),
        }
    }
}
