-- Somebody who left long ago is taken out of what they did; what they did stays, and may still not be changed.
drop trigger edition_no_update;
create trigger edition_no_update before update of id, foundation_id, number, title, preamble, state, in_force_from, revision, source_name, source, created_at, published_at on edition when old.state <> 'draft' begin select raise(abort, 'a published edition is immutable'); end;
create trigger edition_nobody_else before update of created_by, published_by on edition when old.state <> 'draft' and (coalesce(new.created_by is not old.created_by and new.created_by is not null, 0) or coalesce(new.published_by is not old.published_by and new.published_by is not null, 0)) begin select raise(abort, 'a published edition is immutable'); end;
drop trigger trace_withdrawal_no_update;
create trigger trace_withdrawal_no_update before update of trace_id, reason, withdrawn_at on trace_withdrawal begin select raise(abort, 'withdrawals are append-only'); end;
create trigger trace_withdrawal_nobody_else before update of withdrawn_by on trace_withdrawal when new.withdrawn_by is not null begin select raise(abort, 'withdrawals are append-only'); end;
-- How many were invited is kept when one of them is not any more. None while the round is open.
alter table prominence_round add column invited bigint;
update prominence_round set invited = (select count(*) from prominence_invited i where i.round_id = prominence_round.id) where state <> 'open';
