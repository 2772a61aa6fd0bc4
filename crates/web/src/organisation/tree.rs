//! The tree as nested lists, each level sorted by name.

use std::collections::HashMap;
use std::fmt::Write as _;

use askama::filters::Safe;
use model::UnitId;
use model::organisation::TermKind;
use store::organisation::terms::Terms;
use store::organisation::tree::{Leader, Node};

use crate::texts::{Html, escape};
use crate::{Ctx, Texts};

/// Units on one page at most, before its lower levels are left to the units' own pages.
pub const MOST: i64 = 400;

/// How many levels of a tree fit on a page: the deepest level that is shown, and the deepest that stands open.
pub fn levels_that_fit(levels: &[(i64, i64)]) -> (i64, i64) {
    let mut units = 0;
    let mut deepest = levels.first().map_or(0, |(level, _)| *level);
    for (level, many) in levels {
        units += many;
        if units <= MOST {
            deepest = *level;
        }
    }
    // One unit on a level (a municipality and its board) is no choice, so the level below it stands open as well.
    let open = levels.iter().find(|(_, many)| *many > 1).map_or(0, |(level, _)| *level);
    (deepest, open)
}

pub struct Tree<'a> {
    ctx: &'a Ctx,
    terms: &'a Terms,
    below: HashMap<Option<UnitId>, Vec<&'a Node>>,
    leaders: HashMap<UnitId, Vec<String>>,
    /// Levels from the first that stand open.
    open: i64,
    /// Where a unit's name leads, and where the levels that are not shown are.
    href: &'a dyn Fn(UnitId) -> String,
    more: &'a dyn Fn(UnitId) -> String,
}

impl<'a> Tree<'a> {
    pub fn new(
        ctx: &'a Ctx,
        terms: &'a Terms,
        nodes: &'a [Node],
        leaders: Vec<Leader>,
        open: i64,
        href: &'a dyn Fn(UnitId) -> String,
        more: &'a dyn Fn(UnitId) -> String,
    ) -> Self {
        let mut below: HashMap<Option<UnitId>, Vec<&Node>> = HashMap::new();
        for node in nodes {
            below.entry(node.unit.parent).or_default().push(node);
        }
        for list in below.values_mut() {
            model::names::sort_by_name(list, |n| n.unit.name.as_str());
        }
        let mut names: HashMap<UnitId, Vec<String>> = HashMap::new();
        for leader in leaders {
            names.entry(leader.unit).or_default().push(leader_name(ctx.t, &leader));
        }
        Self {
            ctx,
            terms,
            below,
            leaders: names,
            open,
            href,
            more,
        }
    }

    /// The units below `top`; of the whole tree for none.
    pub fn html(&self, top: Option<UnitId>) -> Html {
        let mut out = String::new();
        if let Some(units) = self.below.get(&top) {
            self.list(&mut out, units, 0, " class=\"tree\"");
        }
        Safe(out)
    }

    fn list(&self, out: &mut String, units: &[&Node], level: i64, class: &str) {
        let _ = write!(out, "<ul{class}>");
        for node in units {
            out.push_str("<li>");
            self.unit(out, node);
            let shown = self.below.get(&Some(node.unit.id));
            let t = self.ctx.t;
            match shown {
                Some(below) if level < self.open => self.list(out, below, level + 1, ""),
                Some(below) => {
                    let many = escape(&t.org_below(below.len()));
                    let _ = write!(out, "<details><summary>{many}</summary>");
                    self.list(out, below, level + 1, "");
                    out.push_str("</details>");
                }
                None if node.below > 0 => {
                    let many = escape(&t.org_below(node.below));
                    let of = escape(&t.org_of(&node.unit.name));
                    let href = (self.more)(node.unit.id);
                    let _ = write!(
                        out,
                        "<p class=\"small\"><a href=\"{href}\">{many}<span class=\"ds-sr-only\"> {of}</span></a></p>"
                    );
                }
                None => {}
            }
            out.push_str("</li>");
        }
        out.push_str("</ul>");
    }

    fn unit(&self, out: &mut String, node: &Node) {
        let unit = &node.unit;
        let t = self.ctx.t;
        let kind = escape(self.terms.name(TermKind::UnitKind, &unit.kind, t.language));
        let _ = write!(
            out,
            "<div class=\"unit\"><a class=\"plain\" href=\"{}\">{}</a> <span class=\"meta\">{kind}",
            (self.href)(unit.id),
            escape(&unit.name)
        );
        if let Some(leaders) = self.leaders.get(&unit.id) {
            let _ = write!(out, " · {}", escape(&leaders.join(", ")));
        }
        if unit.people_below > 0 {
            let people = escape(&t.org_people());
            let _ = write!(
                out,
                " · {}<span class=\"ds-sr-only\"> {people}</span>",
                t.n(unit.people_below)
            );
        }
        // A unit that only holds others together needs no leader of its own.
        if unit.people > 0 && !self.leaders.contains_key(&unit.id) {
            let _ = write!(out, " <span class=\"missing\">{}</span>", escape(&t.org_leaderless()));
        }
        out.push_str("</span></div>");
    }
}

pub fn leader_name(t: Texts, leader: &Leader) -> String {
    if leader.acting {
        format!("{} ({})", leader.name, t.org_acting())
    } else {
        leader.name.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::levels_that_fit;

    #[test]
    fn small_trees_are_whole_and_large_ones_stop_between_levels() {
        assert_eq!(levels_that_fit(&[(0, 1), (1, 1), (2, 8), (3, 47), (4, 147)]), (4, 2));
        assert_eq!(levels_that_fit(&[(0, 1), (1, 9), (2, 90), (3, 900), (4, 1000)]), (2, 1));
        assert_eq!(levels_that_fit(&[(0, 1), (1, 3000)]), (0, 1));
        assert_eq!(levels_that_fit(&[]), (0, 0));
    }
}
