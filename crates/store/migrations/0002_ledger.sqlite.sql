-- Append-only: a mistake is a row in trace_withdrawal.
create trigger trace_no_update before update on trace begin select raise(abort, 'traces are append-only'); end;
create trigger trace_no_delete before delete on trace begin select raise(abort, 'traces are append-only'); end;
create trigger trace_withdrawal_no_update before update on trace_withdrawal begin select raise(abort, 'withdrawals are append-only'); end;
create trigger trace_withdrawal_no_delete before delete on trace_withdrawal begin select raise(abort, 'withdrawals are append-only'); end;

-- Monthly roll-up of what stands and is more than claimed, written in the same transaction as the trace: how many of each
-- rung in the unit with everything below it, and in the unit itself. What is claimed is counted as interpretations in use.
-- A page reads years of it for a handful of units: without rowid they lie side by side.
create table trace_month (
    unit_id uuid not null references unit (id),
    element_id uuid not null references element (id),
    month text not null,
    prompted bigint not null,
    unprompted bigint not null,
    acted bigint not null,
    confirmed bigint not null,
    own_prompted bigint not null,
    own_unprompted bigint not null,
    own_acted bigint not null,
    own_confirmed bigint not null,
    -- The last day there or below, and in the unit itself; none when there is nothing of its own.
    last_day text not null,
    last_own text,
    primary key (unit_id, element_id, month)
) without rowid;
create index trace_month_element on trace_month (element_id);
