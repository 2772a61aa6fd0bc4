//! What is asked of OS2mo. References are asked for as identities, and classes (job titles, kinds of units, levels) as a
//! collection of their own: that spares OS2mo a look-up for every row.

/// A page of units as they are today.
pub const UNITS: &str = "
query Units($limit: int, $cursor: Cursor) {
  org_units(limit: $limit, cursor: $cursor) {
    objects { uuid current { name parent_uuid unit_type_uuid } }
    page_info { next_cursor }
  }
}";

/// A page of people as they are today: never their CPR number.
pub const PEOPLE: &str = "
query People($limit: int, $cursor: Cursor) {
  employees(limit: $limit, cursor: $cursor) {
    objects { uuid current { name } }
    page_info { next_cursor }
  }
}";

/// A page of people's e-mail addresses as they are today.
pub const EMAILS: &str = r#"
query Emails($limit: int, $cursor: Cursor) {
  addresses(limit: $limit, cursor: $cursor, filter: { address_type: { scope: ["EMAIL"] } }) {
    objects { uuid current { employee_uuid value visibility_uuid } }
    page_info { next_cursor }
  }
}"#;

/// A page of engagements from a day on, those that are to begin too.
pub const ENGAGEMENTS: &str = "
query Engagements($limit: int, $cursor: Cursor, $from: DateTime) {
  engagements(limit: $limit, cursor: $cursor, filter: { from_date: $from, to_date: null }) {
    objects { uuid validities { employee_uuid org_unit_uuid job_function_uuid validity { from to } } }
    page_info { next_cursor }
  }
}";

/// A page of managers from a day on, those that are to begin too. Vacant posts have no employee.
pub const MANAGERS: &str = "
query Managers($limit: int, $cursor: Cursor, $from: DateTime) {
  managers(limit: $limit, cursor: $cursor, filter: { from_date: $from, to_date: null }) {
    objects {
      uuid
      validities { employee_uuid org_unit_uuid manager_level_uuid manager_type_uuid validity { from to } }
    }
    page_info { next_cursor }
  }
}";

/// A page of classes: job titles, kinds of units, leader levels and leader types, and who may see an address.
pub const CLASSES: &str = r#"
query Classes($limit: int, $cursor: Cursor) {
  classes(
    limit: $limit
    cursor: $cursor
    filter: { facet: { user_keys: [
      "engagement_job_function", "org_unit_type", "manager_level", "manager_type", "visibility"
    ] } }
  ) {
    objects { uuid current { name scope } }
    page_info { next_cursor }
  }
}"#;

/// The next event of a listener, or none. OS2mo gives it again after some minutes until it is acknowledged.
pub const EVENT: &str = "
query Event($listener: UUID!) {
  event_fetch(filter: { listener: $listener }) { subject priority token }
}";

/// The event is dealt with.
pub const ACKNOWLEDGE: &str = "
mutation Acknowledge($token: EventToken!) {
  event_acknowledge(input: { token: $token })
}";

/// All of them, for the test against the schema.
pub const ALL: [&str; 8] = [
    UNITS,
    PEOPLE,
    EMAILS,
    ENGAGEMENTS,
    MANAGERS,
    CLASSES,
    EVENT,
    ACKNOWLEDGE,
];
