//! Two families over the same people, exactly.
//!
//! Take every rest of the two families as a point, and every kind of people as a line between its rest in the one and its
//! rest in the other (people outside all cells of a family hang on one common point, the ground). A combination of shown
//! figures gives each point a potential, and a kind of people drops out of it exactly when its two ends have the same
//! potential. So the groups that can be worked out are the *cuts* of this graph, and nothing below k can be worked out if
//! and only if every cut holds at least k people. Showing one more cell splits one point in two; only cuts between the two
//! halves are new, and by Menger's theorem the smallest of them is the largest flow between the halves.

use std::collections::VecDeque;

use crate::board::{Board, Split};
use crate::space::NONE;

/// What one more cell would give away, in the light of the units and the cell's own family.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Verdict {
    /// The figure follows from what is shown already: nothing new.
    Known,
    /// Every new combination is about k people or more.
    Safe,
    /// Some combination is about fewer.
    Leak,
}

/// Work space that is used again from question to question.
pub(crate) struct Flow {
    used: Vec<i32>,
    touched: Vec<u32>,
    /// Per point: the kind and point it was reached from. Points: cells of the other family, then of the own, then ground.
    reached: Vec<(u32, u32)>,
    visited: Vec<u32>,
    queue: VecDeque<u32>,
}

const START: (u32, u32) = (NONE, NONE - 1);
const UNSEEN: (u32, u32) = (NONE, NONE);

impl Flow {
    pub fn new(kinds: usize) -> Self {
        Self {
            used: vec![0; kinds],
            touched: Vec::new(),
            reached: Vec::new(),
            visited: Vec::new(),
            queue: VecDeque::new(),
        }
    }

    /// Judges `split` against the family `other`.
    pub fn judge(&mut self, board: &Board<'_>, split: &Split, other: usize, k: u32) -> Verdict {
        let graph = Graph::new(board, split, other);
        let points = graph.ground as usize + 1;
        if self.reached.len() < points {
            self.reached.resize(points, UNSEEN);
        }
        let limit = i32::try_from(k).unwrap_or(i32::MAX);
        let mut flow = 0;
        while flow < limit {
            let found = self.search(&graph, true);
            let pushed = if found { self.push(&graph, limit - flow) } else { 0 };
            self.forget();
            if pushed == 0 {
                break;
            }
            flow += pushed;
        }
        for kind in self.touched.drain(..) {
            self.used[kind as usize] = 0;
        }
        if flow >= limit {
            return Verdict::Safe;
        }
        // No flow at all is harmless only if nobody, counted or not, stands between the halves.
        let joined = flow > 0 || self.search(&graph, false);
        self.forget();
        if joined { Verdict::Leak } else { Verdict::Known }
    }

    fn forget(&mut self) {
        for point in self.visited.drain(..) {
            self.reached[point as usize] = UNSEEN;
        }
        self.queue.clear();
    }

    /// Breadth first from one half to the other; `room` asks for free capacity on the way.
    fn search(&mut self, graph: &Graph<'_, '_>, room: bool) -> bool {
        self.reached[graph.source as usize] = START;
        self.visited.push(graph.source);
        self.queue.push_back(graph.source);
        while let Some(point) = self.queue.pop_front() {
            let (own, other) = graph.kinds_at(point);
            for &kind in own.iter().chain(other) {
                let Some((one, two)) = graph.ends(kind) else { continue };
                let next = if one == point {
                    two
                } else if two == point {
                    one
                } else {
                    continue;
                };
                if self.reached[next as usize] != UNSEEN {
                    continue;
                }
                if room {
                    // Flow counts as positive from the own family's end to the other's.
                    let capacity = i32::try_from(graph.board.space.counted[kind as usize]).unwrap_or(i32::MAX);
                    let used = self.used[kind as usize];
                    if (if one == point { capacity - used } else { capacity + used }) == 0 {
                        continue;
                    }
                }
                self.reached[next as usize] = (kind, point);
                self.visited.push(next);
                if next == graph.sink {
                    return true;
                }
                self.queue.push_back(next);
            }
        }
        false
    }

    fn push(&mut self, graph: &Graph<'_, '_>, most: i32) -> i32 {
        let mut path = Vec::new();
        let mut point = graph.sink;
        let mut width = most;
        while self.reached[point as usize] != START {
            let (kind, before) = self.reached[point as usize];
            let forward = graph.ends(kind).is_some_and(|(one, _)| one == before);
            let capacity = i32::try_from(graph.board.space.counted[kind as usize]).unwrap_or(i32::MAX);
            let used = self.used[kind as usize];
            width = width.min(if forward { capacity - used } else { capacity + used });
            path.push((kind, forward));
            point = before;
        }
        for (kind, forward) in path {
            self.used[kind as usize] += if forward { width } else { -width };
            self.touched.push(kind);
        }
        width
    }
}

/// The graph as it would be with the split made.
struct Graph<'a, 'b> {
    board: &'a Board<'b>,
    split: &'a Split,
    other: usize,
    /// Number of cells in the other family: the own family's points come after.
    cells: u32,
    ground: u32,
    /// The new cell.
    new: u32,
    source: u32,
    sink: u32,
}

impl<'a, 'b> Graph<'a, 'b> {
    fn new(board: &'a Board<'b>, split: &'a Split, other: usize) -> Self {
        let cells = u32::try_from(board.space.cells(other)).unwrap_or(0);
        let ground = cells + u32::try_from(board.space.cells(split.family)).unwrap_or(0);
        let new = cells + split.cell;
        let left = if split.from == NONE { ground } else { cells + split.from };
        // A small cut lies close around the smaller half more often than not, and is found sooner from there.
        let smaller = board.rest(split.family, split.from).len() < 2 * split.inside.len();
        let (source, sink) = if smaller { (left, new) } else { (new, left) };
        Self {
            board,
            split,
            other,
            cells,
            ground,
            new,
            source,
            sink,
        }
    }

    /// A kind's points: in the own family, in the other. None if both are the ground.
    fn ends(&self, kind: u32) -> Option<(u32, u32)> {
        let label = self.board.label[self.split.family][kind as usize];
        let forest = &self.board.space.families[self.split.family];
        let one = if label == self.split.from && forest.under(kind, self.split.cell) {
            self.new
        } else if label == NONE {
            self.ground
        } else {
            self.cells + label
        };
        let two = self.board.label[self.other][kind as usize];
        let two = if two == NONE { self.ground } else { two };
        (one != two).then_some((one, two))
    }

    fn kinds_at(&self, point: u32) -> (&[u32], &[u32]) {
        let own = self.split.family;
        if point == self.new {
            (&self.split.inside, &[])
        } else if point == self.ground {
            (self.board.rest(own, NONE), self.board.rest(self.other, NONE))
        } else if point >= self.cells {
            (self.board.rest(own, point - self.cells), &[])
        } else {
            (&[], self.board.rest(self.other, point))
        }
    }
}
