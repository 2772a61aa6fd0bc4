-- Append-only: a mistake is a row in trace_withdrawal. The trigger also holds the table's owner.
create function ledger_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'traces are append-only';
end
$$;
create trigger trace_append_only before update or delete or truncate on trace
    for each statement execute function ledger_is_append_only();
create trigger trace_withdrawal_append_only before update or delete or truncate on trace_withdrawal
    for each statement execute function ledger_is_append_only();
revoke update, delete, truncate on trace, trace_withdrawal from public;

-- Monthly roll-up of what stands and is more than claimed, written in the same transaction as the trace: how many of each
-- rung in the unit with everything below it, and in the unit itself. What is claimed is counted as interpretations in use.
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
);
create index trace_month_element on trace_month (element_id);
