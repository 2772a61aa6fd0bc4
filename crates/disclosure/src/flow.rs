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
use crate::space::{Family, NONE};

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
        if self.direct(&graph, k) {
            return Verdict::Safe;
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

    /// Whether k people's worth of flow goes from one half to the other through a single rest of the other family each: the
    /// usual case, seen without a search.
    fn direct(&mut self, graph: &Graph<'_, '_>, k: u32) -> bool {
        let Graph {
            board, split, other, ..
        } = *graph;
        let (labels, own) = (&board.label[other], &board.label[split.family]);
        let forest = &board.space.families[split.family];
        let mut flow = 0;
        for &kind in &split.inside {
            let label = labels[kind as usize];
            if label == NONE || self.reached[label as usize] != UNSEEN {
                continue;
            }
            self.reached[label as usize] = START;
            self.visited.push(label);
            let (mut inside, mut left) = (0, 0);
            for &kind in board.rest(other, label) {
                if own[kind as usize] == split.from {
                    let half = if forest.under(kind, split.cell) {
                        &mut inside
                    } else {
                        &mut left
                    };
                    *half += board.space.counted[kind as usize];
                    if flow + inside.min(left) >= k {
                        break;
                    }
                }
            }
            flow += inside.min(left);
            if flow >= k {
                break;
            }
        }
        self.forget();
        flow >= k
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
            for &kind in own {
                // Those of the new cell are still on the list of the one around it.
                let Some(next) = graph.across(kind, point) else {
                    continue;
                };
                if self.step(graph, kind, point, next, true, room) {
                    return true;
                }
            }
            for &kind in other {
                let next = graph.own(kind);
                if next != point && self.step(graph, kind, point, next, false, room) {
                    return true;
                }
            }
        }
        false
    }

    /// Reaches `next` from `point`, if it is new and there is room; whether that is the end.
    fn step(&mut self, graph: &Graph<'_, '_>, kind: u32, point: u32, next: u32, forward: bool, room: bool) -> bool {
        if self.reached[next as usize] != UNSEEN {
            return false;
        }
        if room {
            // Flow counts as positive from the own family's end to the other's.
            let capacity = i32::try_from(graph.board.space.counted[kind as usize]).unwrap_or(i32::MAX);
            let used = self.used[kind as usize];
            if (if forward { capacity - used } else { capacity + used }) == 0 {
                return false;
            }
        }
        self.reached[next as usize] = (kind, point);
        self.visited.push(next);
        self.queue.push_back(next);
        next == graph.sink
    }

    fn push(&mut self, graph: &Graph<'_, '_>, most: i32) -> i32 {
        let mut path = Vec::new();
        let mut point = graph.sink;
        let mut width = most;
        while self.reached[point as usize] != START {
            let (kind, before) = self.reached[point as usize];
            let forward = graph.own(kind) == before;
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
    forest: &'a Family,
    /// Number of cells in the other family: the own family's points come after.
    cells: u32,
    ground: u32,
    /// The new cell.
    new: u32,
    /// The cell around it, or the ground.
    left: u32,
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
            left,
            forest: &board.space.families[split.family],
            source,
            sink,
        }
    }

    /// A kind's point in the own family.
    fn own(&self, kind: u32) -> u32 {
        let label = self.board.label[self.split.family][kind as usize];
        if label == self.split.from && self.forest.under(kind, self.split.cell) {
            self.new
        } else if label == NONE {
            self.ground
        } else {
            self.cells + label
        }
    }

    /// A kind's point in the other family, if its own is `point` and not the same.
    fn across(&self, kind: u32, point: u32) -> Option<u32> {
        if point == self.left && self.forest.under(kind, self.split.cell) {
            return None;
        }
        let label = self.board.label[self.other][kind as usize];
        let next = if label == NONE { self.ground } else { label };
        (next != point).then_some(next)
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
