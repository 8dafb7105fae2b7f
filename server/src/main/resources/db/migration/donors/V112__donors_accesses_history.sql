-- The history of a record that concerns a donor is a look at him as well.
alter table donors.accesses drop constraint accesses_page;
alter table donors.accesses add constraint accesses_page
    check (page in ('DONOR', 'VISIT', 'DONATION', 'MERGE', 'EXPORT', 'HISTORY', 'ACCESSES'));
