//! What OS2mo answers, as far as it is asked.

use serde::Deserialize;
use serde_json::Value;
use uuid::Uuid;

use crate::Part;

/// Everything that an import is made of, on one day.
#[derive(Clone, Debug, Default)]
pub struct Organisation {
    pub units: Vec<OrgUnit>,
    pub people: Vec<Employee>,
    pub emails: Vec<Email>,
    pub engagements: Vec<Engagement>,
    pub managers: Vec<Manager>,
    pub classes: Vec<Class>,
}

#[derive(Clone, Debug)]
pub struct OrgUnit {
    pub uuid: Uuid,
    pub name: String,
    pub parent: Option<Uuid>,
    pub kind: Option<Uuid>,
}

#[derive(Clone, Debug)]
pub struct Employee {
    pub uuid: Uuid,
    pub name: String,
}

#[derive(Clone, Debug)]
pub struct Email {
    pub uuid: Uuid,
    pub employee: Option<Uuid>,
    pub address: String,
    pub visibility: Option<Uuid>,
}

/// `to` is the last day; both as OS2mo writes them.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Period {
    pub from: Option<String>,
    pub to: Option<String>,
}

/// An engagement for a while: it has another one of these where something changes.
#[derive(Clone, Debug)]
pub struct Engagement {
    pub uuid: Uuid,
    pub employee: Uuid,
    pub unit: Uuid,
    pub job: Option<Uuid>,
    pub period: Period,
}

#[derive(Clone, Debug)]
pub struct Manager {
    pub uuid: Uuid,
    /// None when the post is vacant.
    pub employee: Option<Uuid>,
    pub unit: Uuid,
    pub level: Option<Uuid>,
    pub kind: Option<Uuid>,
    pub period: Period,
}

#[derive(Clone, Debug)]
pub struct Class {
    pub uuid: Uuid,
    pub name: String,
    pub scope: Option<String>,
}

#[derive(Deserialize)]
pub(crate) struct Reply {
    pub data: Option<Value>,
    #[serde(default)]
    pub errors: Vec<Fault>,
}

#[derive(Deserialize)]
pub(crate) struct Fault {
    #[serde(default)]
    pub message: String,
}

#[derive(Deserialize)]
pub(crate) struct Paged<T> {
    pub objects: Vec<T>,
    pub page_info: PageInfo,
}

#[derive(Deserialize)]
pub(crate) struct PageInfo {
    pub next_cursor: Option<String>,
}

/// An object as it is today. None: not today.
#[derive(Deserialize)]
pub(crate) struct Now<T> {
    pub uuid: Uuid,
    pub current: Option<T>,
}

/// An object through time.
#[derive(Deserialize)]
pub(crate) struct Through<T> {
    pub uuid: Uuid,
    pub validities: Vec<T>,
}

#[derive(Deserialize)]
pub(crate) struct UnitNow {
    name: String,
    parent_uuid: Option<Uuid>,
    unit_type_uuid: Option<Uuid>,
}

#[derive(Deserialize)]
pub(crate) struct PersonNow {
    name: String,
}

#[derive(Deserialize)]
pub(crate) struct EmailNow {
    employee_uuid: Option<Uuid>,
    value: String,
    visibility_uuid: Option<Uuid>,
}

#[derive(Deserialize)]
pub(crate) struct EngagementWhile {
    employee_uuid: Uuid,
    org_unit_uuid: Uuid,
    job_function_uuid: Option<Uuid>,
    validity: Period,
}

#[derive(Deserialize)]
pub(crate) struct ManagerWhile {
    employee_uuid: Option<Uuid>,
    org_unit_uuid: Uuid,
    manager_level_uuid: Option<Uuid>,
    manager_type_uuid: Option<Uuid>,
    validity: Period,
}

#[derive(Deserialize)]
pub(crate) struct ClassNow {
    name: String,
    scope: Option<String>,
}

/// A kind of object: the collection it comes from, and how one of its rows is read.
pub(crate) trait Collected: Sized {
    const PART: Part;
    const FIELD: &'static str;
    const QUERY: &'static str;
    type Wire: for<'de> Deserialize<'de>;
    fn read(wire: Self::Wire, into: &mut Vec<Self>);
}

macro_rules! collected {
    ($kind:ty, $part:ident, $field:literal, $query:ident, $wire:ty, |$row:ident, $into:ident| $read:expr) => {
        impl Collected for $kind {
            const PART: Part = Part::$part;
            const FIELD: &'static str = $field;
            const QUERY: &'static str = crate::queries::$query;
            type Wire = $wire;
            fn read($row: Self::Wire, $into: &mut Vec<Self>) {
                $read;
            }
        }
    };
}

collected!(OrgUnit, Units, "org_units", UNITS, Now<UnitNow>, |row, into| into
    .extend(row.current.map(|now| OrgUnit {
        uuid: row.uuid,
        name: now.name,
        parent: now.parent_uuid,
        kind: now.unit_type_uuid,
    })));
collected!(Employee, People, "employees", PEOPLE, Now<PersonNow>, |row, into| into
    .extend(row.current.map(|now| Employee {
        uuid: row.uuid,
        name: now.name,
    })));
collected!(Email, Emails, "addresses", EMAILS, Now<EmailNow>, |row, into| into
    .extend(row.current.map(|now| Email {
        uuid: row.uuid,
        employee: now.employee_uuid,
        address: now.value,
        visibility: now.visibility_uuid,
    })));
collected!(
    Engagement,
    Engagements,
    "engagements",
    ENGAGEMENTS,
    Through<EngagementWhile>,
    |row, into| into.extend(row.validities.into_iter().map(|part| Engagement {
        uuid: row.uuid,
        employee: part.employee_uuid,
        unit: part.org_unit_uuid,
        job: part.job_function_uuid,
        period: part.validity,
    }))
);
collected!(
    Manager,
    Managers,
    "managers",
    MANAGERS,
    Through<ManagerWhile>,
    |row, into| into.extend(row.validities.into_iter().map(|part| Manager {
        uuid: row.uuid,
        employee: part.employee_uuid,
        unit: part.org_unit_uuid,
        level: part.manager_level_uuid,
        kind: part.manager_type_uuid,
        period: part.validity,
    }))
);
collected!(Class, Classes, "classes", CLASSES, Now<ClassNow>, |row, into| into
    .extend(row.current.map(|now| Class {
        uuid: row.uuid,
        name: now.name,
        scope: now.scope,
    })));
