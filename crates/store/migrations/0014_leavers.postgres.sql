-- Somebody who left long ago is taken out of what they did; what they did stays, and may still not be changed.
create or replace function edition_is_immutable() returns trigger language plpgsql as $$
begin
    if tg_table_name = 'edition' then
        if old.state <> 'draft' then
            if tg_op = 'DELETE'
                or to_jsonb(new) - 'created_by' - 'published_by' <> to_jsonb(old) - 'created_by' - 'published_by'
                or (new.created_by is not null and new.created_by is distinct from old.created_by)
                or (new.published_by is not null and new.published_by is distinct from old.published_by)
            then
                raise exception 'a published edition is immutable';
            end if;
        end if;
    else
        if tg_op <> 'INSERT' and exists (select 1 from edition where id = old.edition_id and state <> 'draft') then
            raise exception 'a published edition is immutable';
        end if;
        if tg_op <> 'DELETE' and exists (select 1 from edition where id = new.edition_id and state <> 'draft') then
            raise exception 'a published edition is immutable';
        end if;
    end if;
    if tg_op = 'DELETE' then
        return old;
    end if;
    return new;
end
$$;
drop trigger trace_withdrawal_append_only on trace_withdrawal;
create function withdrawal_is_append_only() returns trigger language plpgsql as $$
begin
    if to_jsonb(new) - 'withdrawn_by' <> to_jsonb(old) - 'withdrawn_by' or new.withdrawn_by is not null then
        raise exception 'withdrawals are append-only';
    end if;
    return new;
end
$$;
create trigger trace_withdrawal_unchanged before update on trace_withdrawal
    for each row execute function withdrawal_is_append_only();
create trigger trace_withdrawal_append_only before delete or truncate on trace_withdrawal
    for each statement execute function ledger_is_append_only();
-- How many were invited is kept when one of them is not any more. None while the round is open.
alter table prominence_round add column invited bigint;
update prominence_round set invited = (select count(*) from prominence_invited i where i.round_id = prominence_round.id) where state <> 'open';
