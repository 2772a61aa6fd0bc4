-- A published edition stays as it was read: so do its words, its ties and its account of the edition before.
create function edition_is_immutable() returns trigger language plpgsql as $$
begin
    if tg_table_name = 'edition' then
        if old.state <> 'draft' then
            raise exception 'a published edition is immutable';
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
create function editions_are_not_emptied() returns trigger language plpgsql as $$
begin
    raise exception 'published editions are immutable';
end
$$;
create trigger edition_immutable before update or delete on edition
    for each row execute function edition_is_immutable();
create trigger element_text_immutable before insert or update or delete on element_text
    for each row execute function edition_is_immutable();
create trigger element_tie_immutable before insert or update or delete on element_tie
    for each row execute function edition_is_immutable();
create trigger element_fate_immutable before insert or update or delete on element_fate
    for each row execute function edition_is_immutable();
create trigger edition_not_emptied before truncate on edition
    for each statement execute function editions_are_not_emptied();
create trigger element_text_not_emptied before truncate on element_text
    for each statement execute function editions_are_not_emptied();
create trigger element_tie_not_emptied before truncate on element_tie
    for each statement execute function editions_are_not_emptied();
create trigger element_fate_not_emptied before truncate on element_fate
    for each statement execute function editions_are_not_emptied();
