create function log_is_append_only() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        if old.seq <= coalesce((select max(seq) from audit_checkpoint), 0) then
            return old;
        end if;
    end if;
    raise exception 'the log is append-only';
end
$$;
create trigger audit_append_only before update or delete on audit
    for each row execute function log_is_append_only();
create trigger audit_about_append_only before update or delete on audit_about
    for each row execute function log_is_append_only();
create function log_is_not_emptied() returns trigger language plpgsql as $$
begin
    raise exception 'the log is append-only';
end
$$;
create trigger audit_not_emptied before truncate on audit
    for each statement execute function log_is_not_emptied();
create trigger audit_about_not_emptied before truncate on audit_about
    for each statement execute function log_is_not_emptied();
insert into audit_head (id, seq, hash) values (1, 0, '\x0000000000000000000000000000000000000000000000000000000000000000');
