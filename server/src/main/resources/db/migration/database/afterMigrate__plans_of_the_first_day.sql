-- What the planner believes of a table that was never analysed is that a station owns one row in two hundred of it, so that
-- an index that merely begins with the station looks as good as the key. A database on its first day, and every test, then
-- reads a whole station for each bag: 7.9 s instead of 17 ms for the issue of 50 bags out of 400. A station is usually the
-- only one, and says so until the first analyse counts. PostgreSQL 18 can be told; older ones learn it within minutes.
do $$
declare
    t record;
begin
    if current_setting('server_version_num')::integer < 180000 then
        return;
    end if;
    for t in
        select n.nspname, c.relname
        from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
        join pg_attribute a on a.attrelid = c.oid and a.attname = 'station_id' and not a.attisdropped
        where c.relkind = 'r' and pg_get_userbyid(c.relowner) = current_user
          and not exists (select from pg_stats s where s.schemaname = n.nspname and s.tablename = c.relname)
        order by 1, 2
    loop
        perform pg_restore_attribute_stats(
            'schemaname', t.nspname::text, 'relname', t.relname::text, 'attname', 'station_id', 'inherited', false,
            'null_frac', 0::real, 'avg_width', 4, 'n_distinct', 1::real);
    end loop;
end $$;
