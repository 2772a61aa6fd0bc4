-- A decision's draft whose writer no longer leads the unit. It is the writer's: handed over by the writer, whoever leads
-- now goes on with it; laid aside by the unit, it is named there no more.
alter table decision add column handed_over_at bigint;
alter table decision add column laid_aside_at bigint;
