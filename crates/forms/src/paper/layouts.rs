use std::collections::BTreeMap;

use super::{Form, Layout, Paper, Sheet};

/// The layouts of an installation: those of the company, and for the rest those that come with the program.
#[derive(Clone, Debug)]
pub struct Layouts {
    of_form: BTreeMap<Form, Layout>,
    /// The company's own drawing of a sheet, in the language of typst; none for the one that comes with the program.
    template: Option<String>,
    /// Whether what is laid out is of a demo.
    demo: bool,
}

impl Default for Layouts {
    fn default() -> Self {
        let built_in = |form: &Form| (*form, Layout::built_in(*form));
        Self {
            of_form: Form::ALL.iter().map(built_in).collect(),
            template: None,
            demo: false,
        }
    }
}

impl Layouts {
    /// Puts a layout in the place of the one of its form.
    pub fn replace(&mut self, layout: Layout) {
        self.of_form.insert(layout.form, layout);
    }

    /// Puts a company's own drawing of a sheet in the place of the one that comes with the program.
    pub fn draw_by(&mut self, template: String) {
        self.template = Some(template);
    }

    /// The company's own drawing of a sheet.
    pub fn template(&self) -> Option<&str> {
        self.template.as_deref()
    }

    /// Marks every sheet as one of a demo.
    pub fn mark_as_demo(&mut self) {
        self.demo = true;
    }

    /// A paper laid out.
    pub fn sheet(&self, paper: &Paper) -> Sheet {
        let sheet = match self.of_form.get(&paper.form) {
            Some(layout) => Sheet::of(layout, paper),
            None => Sheet::of(&Layout::built_in(paper.form), paper),
        };
        Sheet {
            demo: self.demo,
            ..sheet
        }
    }
}
