//! Files of units (房號): homes, shops and offices of a site.

use huiyin_domain::Day;

use crate::{Cells, FileRow, Note};

columns! {
    /// The columns of a file of units.
    UnitColumn = "units", "房產", "房产", "Units";
    Unit = "unit", Required, Text, [
        ("房號", "房号"), ("房間號", "房间号"), ("房屋", "房屋"), ("房產", "房产"), ("門牌號", "门牌号"), ("戶號", "户号"),
    ], "what the unit is called, unique in the site";
    Building = "building", Optional, Text, [
        ("樓棟", "楼栋"), ("棟", "栋"), ("幢", "幢"), ("座", "座"), ("樓號", "楼号"), ("棟號", "栋号"),
    ], "its building";
    Floor = "floor", Optional, Text, [("樓層", "楼层"), ("層", "层")], "its floor";
    Room = "room", Optional, Text, [("室", "室"), ("室號", "室号"), ("房間", "房间")], "its room";
    Zone = "zone", Optional, Text, [
        ("責任區", "责任区"), ("片區", "片区"), ("區域", "区域"),
    ], "the officer's area that it is in";
    Kind = "kind", Optional, Text, [
        ("房屋類型", "房屋类型"), ("類型", "类型"), ("用途", "用途"),
    ], "home, shop, office and so on";
    HandedOver = "handed_over", Optional, Day, [
        ("交付日期", "交付日期"), ("交房日期", "交房日期"), ("入伙日期", "入伙日期"), ("入住日期", "入住日期"),
    ], "when it was handed over to its owner";
}

/// One unit. An empty cell never clears what is known.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UnitRow {
    /// The row of the file.
    pub row: u64,
    /// What it is called, unique in the site.
    pub unit: Box<str>,
    /// Its building.
    pub building: Option<Box<str>>,
    /// Its floor.
    pub floor: Option<Box<str>>,
    /// Its room.
    pub room: Option<Box<str>>,
    /// The officer's area that it is in.
    pub zone: Option<Box<str>>,
    /// Home, shop, office and so on.
    pub kind: Option<Box<str>>,
    /// When it was handed over to its owner.
    pub handed_over: Option<Day>,
    /// The cells of columns that are not known.
    pub notes: Box<[Note]>,
}

impl FileRow for UnitRow {
    type Column = UnitColumn;
    type Memory = ();

    fn read(cells: &mut Cells<'_>, (): &mut ()) -> Option<Self> {
        Some(Self {
            row: cells.row(),
            unit: cells.required(UnitColumn::Unit).into(),
            building: cells.text(UnitColumn::Building),
            floor: cells.text(UnitColumn::Floor),
            room: cells.text(UnitColumn::Room),
            zone: cells.text(UnitColumn::Zone),
            kind: cells.text(UnitColumn::Kind),
            handed_over: cells.day(UnitColumn::HandedOver),
            notes: cells.notes(),
        })
    }
}
