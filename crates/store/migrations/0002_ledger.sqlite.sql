-- Append-only: a mistake is a row in trace_withdrawal.
create trigger trace_no_update before update on trace begin select raise(abort, 'traces are append-only'); end;
create trigger trace_no_delete before delete on trace begin select raise(abort, 'traces are append-only'); end;
create trigger trace_withdrawal_no_update before update on trace_withdrawal begin select raise(abort, 'withdrawals are append-only'); end;
create trigger trace_withdrawal_no_delete before delete on trace_withdrawal begin select raise(abort, 'withdrawals are append-only'); end;
