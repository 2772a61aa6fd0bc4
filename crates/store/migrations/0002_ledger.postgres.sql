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
