//! Elements of the two foundations beside each other.

use crate::ElementId;

/// Elements that are tied to each other, directly or by way of one another, each side in its edition's order.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Hands {
    pub leadership: Vec<ElementId>,
    pub employee: Vec<ElementId>,
}

/// Puts every element in exactly one group; the groups follow the leadership foundation, and employee elements without
/// a tie come last. A tie to an element that is not there counts for nothing.
#[must_use]
pub fn hand_in_hand(leadership: &[ElementId], employee: &[ElementId], ties: &[(ElementId, ElementId)]) -> Vec<Hands> {
    let mut groups = Vec::new();
    let mut placed: Vec<ElementId> = Vec::new();
    for &start in leadership.iter().chain(employee) {
        if placed.contains(&start) {
            continue;
        }
        let mut group = vec![start];
        // Grows while it is walked.
        let mut at = 0;
        while let Some(&element) = group.get(at) {
            for &(a, b) in ties {
                let other = if a == element {
                    b
                } else if b == element {
                    a
                } else {
                    continue;
                };
                if !group.contains(&other) && (leadership.contains(&other) || employee.contains(&other)) {
                    group.push(other);
                }
            }
            at += 1;
        }
        placed.extend(&group);
        let side = |all: &[ElementId]| all.iter().copied().filter(|e| group.contains(e)).collect();
        groups.push(Hands {
            leadership: side(leadership),
            employee: side(employee),
        });
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn ids(numbers: &[u128]) -> Vec<ElementId> {
        numbers.iter().map(|n| ElementId(Uuid::from_u128(*n))).collect()
    }

    #[test]
    fn two_that_share_a_partner_stand_together_and_nobody_is_lost() {
        let (leadership, employee) = (ids(&[1, 2, 3, 4]), ids(&[11, 12, 13]));
        let tie = |a: u128, b: u128| (ElementId(Uuid::from_u128(a)), ElementId(Uuid::from_u128(b)));
        let groups = hand_in_hand(
            &leadership,
            &employee,
            &[tie(1, 11), tie(12, 2), tie(4, 12), tie(3, 99)],
        );
        let plain: Vec<(Vec<ElementId>, Vec<ElementId>)> =
            groups.into_iter().map(|g| (g.leadership, g.employee)).collect();
        assert_eq!(
            plain,
            [
                (ids(&[1]), ids(&[11])),
                (ids(&[2, 4]), ids(&[12])),
                (ids(&[3]), vec![]),
                (vec![], ids(&[13]))
            ]
        );
    }
}
