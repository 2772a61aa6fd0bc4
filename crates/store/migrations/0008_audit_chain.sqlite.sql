create trigger audit_no_update before update on audit begin select raise(abort, 'the log is append-only'); end;
create trigger audit_no_delete before delete on audit when old.seq > coalesce((select max(seq) from audit_checkpoint), 0) begin select raise(abort, 'the log is append-only'); end;
create trigger audit_about_no_update before update on audit_about begin select raise(abort, 'the log is append-only'); end;
create trigger audit_about_no_delete before delete on audit_about when old.seq > coalesce((select max(seq) from audit_checkpoint), 0) begin select raise(abort, 'the log is append-only'); end;
insert into audit_head (id, seq, hash) values (1, 0, x'0000000000000000000000000000000000000000000000000000000000000000');
