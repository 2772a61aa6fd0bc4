-- The other way of a round: those invited rank. A place is kept as points (model::prominence), so that dots and places lie
-- in the same tables under the same rules.
alter table prominence_round add column way text not null default 'dots' check (way in ('dots', 'places'));
-- How many elements there were to choose among, when it was closed.
alter table prominence_round add column elements bigint;
