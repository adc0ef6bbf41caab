//! Papers as pictures, held to approved ones in `tests/it/looks/`. After a wanted change:
//! `HUIYIN_WRITE=1 cargo test -p huiyin --test it -- looks`, and look at them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use huiyin_domain::{Lang, Percent};
use huiyin_forms::paper::{Cell, Form, Paper};
use tempfile::tempdir;

use crate::paper::{job, record, render};
use crate::run::text;

/// A page in shades of grey: its width, and its points from the left and the top.
struct Picture {
    width: usize,
    points: Vec<u8>,
}

/// Points of a picture are compared as the shade of squares of so many: how edges are smoothed differs from one version
/// of poppler to another.
const SQUARE: usize = 6;
/// The most that a square may differ, of 255.
const MOST: i64 = 26;

impl Picture {
    /// The first page, at 40 points an inch.
    fn of(paper: &Paper) -> Self {
        let folder = tempdir().unwrap();
        let pdf = folder.path().join("paper.pdf");
        let job = job(std::slice::from_ref(paper));
        fs::write(&pdf, render(&job, &[]).unwrap()).unwrap();
        let drawn = Command::new("pdftoppm")
            .args([
                "-r",
                "40",
                "-gray",
                "-png",
                "-f",
                "1",
                "-l",
                "1",
                "-singlefile",
            ])
            .args([text(&pdf), text(&folder.path().join("page"))])
            .output();
        let drawn = drawn.expect("pdftoppm (poppler-utils)");
        assert!(drawn.status.success(), "{drawn:?}");
        Self::read(&folder.path().join("page.png"))
    }

    fn read(path: &Path) -> Self {
        let file =
            fs::File::open(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let mut reader = png::Decoder::new(std::io::BufReader::new(file))
            .read_info()
            .unwrap();
        let mut points = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut points).unwrap();
        let samples = info.color_type.samples();
        points.truncate(info.buffer_size());
        // Grey in all its channels: one of them is enough.
        let points = points.into_iter().step_by(samples).collect();
        Self {
            width: info.width as usize,
            points,
        }
    }

    fn write(&self, path: &Path) {
        let file = fs::File::create(path).unwrap();
        let (width, height) = (self.width, self.points.len() / self.width);
        let [width, height] = [width, height].map(|it| u32::try_from(it).unwrap());
        let mut encoder = png::Encoder::new(file, width, height);
        encoder.set_color(png::ColorType::Grayscale);
        encoder.set_compression(png::Compression::High);
        encoder
            .write_header()
            .unwrap()
            .write_image_data(&self.points)
            .unwrap();
    }

    /// The shades of its squares, row by row.
    fn squares(&self) -> Vec<i64> {
        let rows: Vec<&[u8]> = self.points.chunks(self.width).collect();
        let mut squares = Vec::new();
        for rows in rows.chunks_exact(SQUARE) {
            for left in (0..self.width / SQUARE).map(|it| it * SQUARE) {
                let points = rows.iter().flat_map(|row| &row[left..left + SQUARE]);
                let sum: i64 = points.map(|it| i64::from(*it)).sum();
                squares.push(sum / i64::try_from(SQUARE * SQUARE).unwrap());
            }
        }
        squares
    }

    /// By how much the square that differs most differs; more than anything where the sizes differ.
    fn difference(&self, other: &Self) -> i64 {
        if (self.width, self.points.len()) != (other.width, other.points.len()) {
            return i64::MAX;
        }
        let pairs = self.squares().into_iter().zip(other.squares());
        pairs.map(|(a, b)| (a - b).abs()).max().unwrap_or(i64::MAX)
    }
}

fn approved(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/it/looks/{name}.png"))
}

fn blank() -> Paper {
    let mut paper = record(Lang::ZhHant);
    paper.blank = true;
    for id in [
        "shortcomings",
        "suggestions",
        "customer_signature",
        "site_check",
        "receipt",
    ] {
        paper.values.remove(id);
    }
    paper
}

fn statistics() -> Paper {
    let mut paper =
        Paper::new(Form::Statistics, Lang::ZhHant).called("2026年3月", "翠湖花園　2026年3月");
    for (title, owed, done) in [
        ("投訴", 52, 40),
        ("　重大", 3, 3),
        ("維修", 40, 12),
        ("合計", 92, 52),
    ] {
        let cells = [
            ("category", Cell::text(title)),
            ("owed", Cell::Count(owed)),
            ("done", Cell::Count(done)),
            ("rate", Cell::share(Percent::of(done, owed, None))),
        ];
        paper.row("figures", cells);
    }
    paper
}

#[test]
fn papers_look_as_approved() {
    let papers = [
        ("record-hant", record(Lang::ZhHant)),
        ("record-hans", record(Lang::ZhHans)),
        ("record-en", record(Lang::En)),
        ("blank", blank()),
        ("statistics", statistics()),
    ];
    for (name, paper) in papers {
        let (found, path) = (Picture::of(&paper), approved(name));
        if std::env::var_os("HUIYIN_WRITE").is_some() {
            found.write(&path);
            continue;
        }
        let difference = found.difference(&Picture::read(&path));
        if difference > MOST {
            let other = std::env::temp_dir().join(format!("huiyin-{name}.png"));
            found.write(&other);
            panic!(
                "{name} differs by {difference} from {}; it is now {}",
                path.display(),
                other.display()
            );
        }
    }
}

#[test]
fn what_moved_or_is_missing_is_seen() {
    let paper = record(Lang::ZhHant);
    let picture = Picture::of(&paper);
    let without = |id: &str| {
        let mut other = paper.clone();
        other.values.remove(id);
        picture.difference(&Picture::of(&other))
    };
    assert_eq!(picture.difference(&Picture::of(&paper)), 0);
    for id in ["customer_signature", "summary", "rating"] {
        assert!(without(id) > MOST, "{id}: {}", without(id));
    }
    let mut longer = paper.clone();
    longer.set("summary", "消防通道堆放電動車，曾冒烟。".repeat(9));
    assert!(picture.difference(&Picture::of(&longer)) > MOST);
}
