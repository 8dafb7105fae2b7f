-- What a stolen login of the application tries. "-- attack" names the attack, the author of its command, the lock that must
-- refuse it (NO_RIGHT: the table takes no such change from anybody) and, at last, how many days later it says it is.
-- "-- honest" is the same done properly: it must go through. {name} is an id of the house, @name a sentence defined here.

-- define sign by meaning
insert into station.signatures (station_id, signature_id, signer_id, signer_name, meaning, kind, record_id, digest, signed_at,
                                command_id, own_digest)
values (166, '00000000-0000-0000-0000-000000000008', '{$by}', 'X', '$meaning', 'x', 'x', sha256('x'), audit.command_at(),
        audit.command_id(), sha256('x'));

-- define decide bag group by
insert into release.batches (station_id, batch_id, decided_at, decided_by, edition, released, refused, command_id,
                             signature_id)
values (166, '00000000-0000-0000-0000-000000000001', audit.command_at(), '{$by}', 'REL-2019', 1, 0, audit.command_id(),
        '00000000-0000-0000-0000-000000000008');
insert into release.decisions (station_id, bag_id, batch_id, outcome, blood_group, reasons)
values (166, $bag, '00000000-0000-0000-0000-000000000001', 'RELEASED', '$group', '[]');

-- define free bag
update units.bags set status = 'AVAILABLE', blood_group = 'A+', released_at = audit.command_at(), release_id = '00000000-0000-0000-0000-000000000001'
where bag_id = '{$bag}';

-- define label bag copy replaces codes by
insert into release.labels (station_id, bag_id, copy, replaces, codes, printed_at, printed_by, command_id)
values (166, '{$bag}', $copy, $replaces, $codes, audit.command_at(), '{$by}', audit.command_id());

-- define check bag
insert into release.label_checks (station_id, bag_id, copy, checked_at, checked_by, command_id)
values (166, '{$bag}', 1, audit.command_at(), '{releaser}', audit.command_id());

-- define void signature
insert into release.label_voids (station_id, bag_id, copy, reason, voided_at, voided_by, command_id, signature_id)
values (166, '{printed}', 1, 'x', audit.command_at(), '{releaser}', audit.command_id(), $signature);

-- define discard bag witness
insert into storage.discards (station_id, discard_id, bag_id, reason, discarded_at, discarded_by, witness_id, command_id,
                              signature_id)
values (166, gen_random_uuid(), '{$bag}', 'BROKEN', audit.command_at(), audit.actor_id(), '{$witness}', audit.command_id(),
        '00000000-0000-0000-0000-000000000008');

-- define issue bag order by checker
insert into distribution.issues (station_id, bag_id, order_id, line_no, issued_at, issued_by, checked_by, command_id,
                                 signature_id)
values (166, '{$bag}', '{$order}', 1, audit.command_at(), '{$by}', '{$checker}', audit.command_id(),
        '00000000-0000-0000-0000-000000000008');
update units.bags set status = 'ISSUED' where bag_id = '{$bag}';

-- define cause
insert into units.causes (station_id, cause_id, reason, scope, subject, code, opened_at, opened_by, command_id)
values (166, '00000000-0000-0000-0000-000000000009', 'QUALITY', 'SITE', 'X', 'OTHER', audit.command_at(), audit.actor_id(),
        audit.command_id());

-- define close by
update units.causes set closed_at = audit.command_at(), closed_by = '{$by}', close_reason = 'x',
                        close_signature_id = '00000000-0000-0000-0000-000000000008'
where cause_id = '00000000-0000-0000-0000-000000000009';

-- define hold bag reason
insert into units.holds (station_id, hold_id, bag_id, reason, opened_at, opened_by)
values (166, gen_random_uuid(), $bag, '$reason', audit.command_at(), audit.actor_id());

-- define lift at by
update units.holds set lifted_at = $at, lifted_by = '{$by}', lift_reason = 'x',
                       lift_signature_id = '00000000-0000-0000-0000-000000000008'
where hold_id = '{hold}';

-- define defer 
insert into donors.deferrals (station_id, deferral_id, donor_id, code, scope, permanent, starts_on, source, rule_set,
                              recorded_at, recorded_by)
select 166, '00000000-0000-0000-0000-000000000006', donor_id, 'X', 'ALL', true, '2026-03-01', 'STAFF', 'X', audit.command_at(), audit.actor_id()
from collection.donations where din = '{fit.din}';

-- define visit day
insert into collection.visits (station_id, visit_id, donor_id, site_id, kind, intended_ml, opened_at, opened_by, visited_on)
select 166, '00000000-0000-0000-0000-000000000005', donor_id, '{site}', 'WHOLE_BLOOD', 400, audit.command_at(), '{nurse}', '$day'
from collection.donations where din = '{fit.din}';

-- define eligible consent by
update collection.visits
set state = 'ELIGIBLE', decision = 'ALLOWED', rule_set = 'CN-GB18467-2011', decided_at = audit.command_at(),
    decided_by = '{$by}', examination = '{"answers": {"consent": $consent}}'
where visit_id = '00000000-0000-0000-0000-000000000005';

-- define donate drawn nominal by
insert into units.numbers
select 166, 'A916626099999', range_id, audit.command_at(), '{nurse}', audit.command_id()
from units.number_ranges where station_id = 166;
insert into collection.donations (station_id, din, visit_id, donor_id, site_id, kind, first_time, nominal_ml, drawn_ml,
                                  anticoagulant, bag_lot, started_at, ended_at, donated_on, outcome, collected_by, command_id)
select 166, 'A916626099999', visit_id, donor_id, site_id, kind, false, $nominal, $drawn, 'CPDA-1', 'L', audit.command_at(),
       audit.command_at(), visited_on, 'COMPLETE', '{$by}', audit.command_id()
from collection.visits where visit_id = '00000000-0000-0000-0000-000000000005';

-- define run by lot day
insert into testing.runs (station_id, run_id, assay, markers, manufacturer, lot, lot_expires, instrument, started_at,
                          started_on, operator, command_id, controls)
values (166, '00000000-0000-0000-0000-000000000002', 'Assay', array['HBSAG'], 'Maker', 'L', '$lot', 'I', audit.command_at(), '$day', '{$by}',
        audit.command_id(), 'IN');

-- define result run by corrects
insert into testing.results (station_id, din, marker, attempt, run_id, outcome, at, entered_by, command_id, reason, corrects)
values (166, '{reactive.din}', 'HBSAG', 9, $run, 'NON_REACTIVE', audit.command_at(), '{$by}', audit.command_id(), 'x', $corrects);

-- define conclude din group by seen
insert into testing.conclusions (station_id, din, revision, fitness, blood_group, reasons, notes, complete, seen_results,
                                 scheme, concluded_at, concluded_by, command_id)
values (166, '{$din}', 9, 'FIT', '$group', '[]', '[]', true, $seen, 'CN-2019', audit.command_at(), '{$by}', audit.command_id());

-- define make product volume by
insert into units.bags (station_id, bag_id, din, product_code, volume_ml, source_ml, anticoagulant, collected_at, expires_at)
select 166, '00000000-0000-0000-0000-000000000003', din, '$product', $volume, source_ml, anticoagulant, collected_at, collected_at + interval '1 day'
from units.bags where bag_id = '{whole}';
insert into units.parents values (166, '00000000-0000-0000-0000-000000000003', '{whole}');
insert into processing.makings (station_id, making_id, parent_id, made_at, made_by, command_id, route, method, parent_ml,
                                waste_ml, difference_ml)
values (166, '00000000-0000-0000-0000-000000000004', '{whole}', audit.command_at(), '{$by}', audit.command_id(), 'COLD', 'X', 400, 0, 0);
insert into processing.parts (station_id, bag_id, making_id, volume_ml, valid) values (166, '00000000-0000-0000-0000-000000000003', '00000000-0000-0000-0000-000000000004', $volume, true);

-- define enter bag din expires columns values
insert into units.bags (station_id, bag_id, din, product_code, division, volume_ml, source_ml, anticoagulant, collected_at,
                        expires_at, $columns)
select 166, $bag, $din, product_code, 'Z0', volume_ml, source_ml, anticoagulant, collected_at, $expires, $values
from units.bags where bag_id = '{fit}';


-- The honest way ------------------------------------------------------------------------------------------------

-- honest release | releaser
@sign releaser | RELEASED
@decide '{fit}' | A+ | releaser
@free fit

-- honest label | releaser
@label released | 1 | null | '{released.codes}' | releaser
@check released
update units.bags set labelled_at = audit.command_at() where bag_id = '{released}';

-- honest issue | clerk
@sign second | CHECKED
@issue reserved | order | clerk | second

-- honest enter a result | tester
@run tester | 2099-01-01 | 2026-03-09
@result '00000000-0000-0000-0000-000000000002' | tester | null

-- honest lift a hold | quality
@sign quality | HOLD_LIFTED
@lift audit.command_at() | quality

-- honest discard | quality
@sign second | WITNESSED
@discard other | second

-- honest void a print | releaser
@sign releaser | VOIDED
@void '00000000-0000-0000-0000-000000000008'

-- honest make red cells | maker
update units.bags set status = 'CONSUMED' where bag_id = '{whole}';
@make LRC | 300 | maker


-- The ledger ----------------------------------------------------------------------------------------------------

-- attack free a bag by hand | releaser | bags_decided
@free whole

-- attack issue from quarantine | clerk | bags_way
update units.bags set status = 'ISSUED' where bag_id = '{fit}';

-- attack reserve from quarantine | clerk | bags_way
update units.bags set status = 'RESERVED' where bag_id = '{fit}';

-- attack issue without a reservation | clerk | bags_way
update units.bags set status = 'ISSUED' where bag_id = '{ready}';

-- attack issue without an issue | clerk | bags_issued
update units.bags set status = 'ISSUED' where bag_id = '{reserved}';

-- attack take an issued bag back into the stock | clerk | bags_way
update units.bags set status = 'AVAILABLE' where bag_id = '{issued}';

-- attack send a released bag back, to release it anew | clerk | bags_way
update units.bags set status = 'QUARANTINE' where bag_id = '{ready}';

-- attack let it live a day longer | clerk | bags_fixed
update units.bags set expires_at = expires_at + interval '1 day' where bag_id = '{other}';

-- attack let it grow | clerk | bags_fixed
update units.bags set volume_ml = volume_ml + 1 where bag_id = '{other}';

-- attack call it plasma | clerk | bags_fixed
update units.bags set product_code = 'FFP' where bag_id = '{other}';

-- attack give it another number | clerk | bags_fixed
update units.bags set din = '{whole.din}' where bag_id = '{other}';

-- attack say that it is younger | clerk | bags_fixed
update units.bags set collected_at = collected_at + interval '1 day' where bag_id = '{other}';

-- attack say that it holds something else | clerk | bags_fixed
update units.bags set anticoagulant = 'ACD-B' where bag_id = '{other}';

-- attack change the group of a released bag | clerk | bags_group_by_release
update units.bags set blood_group = 'O-' where bag_id = '{ready}';

-- attack give a waiting bag a group | clerk | bags_group_by_release
update units.bags set blood_group = 'O-' where bag_id = '{fit}';

-- attack hang a bag on another release | clerk | bags_group_by_release
update units.bags set release_id = '{batch}' where bag_id = '{ready}';

-- attack take the final label off, to print another | clerk | bags_fixed
update units.bags set labelled_at = null where bag_id = '{ready}';

-- attack say that nothing is held | clerk | bags_holds_counted
update units.bags set open_holds = 0 where bag_id = '{held}';

-- attack say so from a trigger of a table of one's own | clerk | bags_holds_counted
create temporary table t (x integer) on commit drop;
create function pg_temp.f() returns trigger language plpgsql
    as $$ begin update units.bags set open_holds = 0 where bag_id = '{held}'; return null; end $$;
create trigger g after insert on t for each row execute function pg_temp.f();
insert into t values (1);

-- attack delete a bag | clerk | NO_RIGHT
delete from units.bags where bag_id = '{held}';

-- attack delete its history | clerk | NO_RIGHT
delete from units.events where bag_id = '{held}';

-- attack empty the ledger | clerk | NO_RIGHT
truncate units.bags cascade;

-- attack enter a bag that is free | clerk | bags_start
@enter gen_random_uuid() | din | expires_at | status, release_id, released_at, blood_group | 'AVAILABLE', '{batch}', audit.command_at(), 'A+'

-- attack enter a bag that has a group | clerk | bags_start
@enter gen_random_uuid() | din | expires_at | blood_group | 'A+'

-- attack enter a bag that lives too long | clerk | bags_shelf_life
@enter gen_random_uuid() | din | timestamptz '2099-01-01' | status | 'QUARANTINE'

-- attack enter a bag of no donation | clerk | bags_number
@enter gen_random_uuid() | 'A916626088888' | expires_at | status | 'QUARANTINE'

-- attack use a number twice | nurse | numbers_pk
insert into units.numbers select * from units.numbers where din = '{fit.din}';

-- attack use a number of nobody | nurse | numbers_in_range
insert into units.numbers
select station_id, 'A9999' || substr(din, 6), range_id, taken_at, taken_by, command_id from units.numbers where din = '{fit.din}';


-- Holds ---------------------------------------------------------------------------------------------------------

-- attack lift a hold without the duty | clerk | authors_duty
@lift audit.command_at() | clerk

-- attack lift a hold in another one's name | clerk | authors_own
@lift audit.command_at() | quality

-- attack lift a hold last year | quality | holds_lifted_now
@lift audit.command_at() - interval '1 year' | quality

-- attack hang a hold on another bag | quality | holds_fixed
update units.holds set bag_id = '{fit}' where hold_id = '{hold}';

-- attack open a hold that is lifted | quality | holds_start
insert into units.holds (station_id, hold_id, bag_id, reason, opened_at, opened_by, lifted_at, lifted_by, lift_reason,
                         lift_signature_id)
values (166, gen_random_uuid(), '{fit}', 'QUALITY', audit.command_at(), '{quality}', audit.command_at(), '{quality}', 'x', '00000000-0000-0000-0000-000000000008');

-- attack delete a hold | quality | NO_RIGHT
delete from units.holds where hold_id = '{hold}';


-- The donor -----------------------------------------------------------------------------------------------------

-- attack lift a deferral without the duty | nurse | authors_duty
@defer
update donors.deferrals set lifted_at = audit.command_at(), lifted_by = '{nurse}', lift_reason = 'x',
                            lift_signature_id = '00000000-0000-0000-0000-000000000008'
where deferral_id = '00000000-0000-0000-0000-000000000006';

-- attack shorten a deferral | quality | deferrals_fixed
@defer
update donors.deferrals set permanent = false, ends_on = '2026-03-02' where deferral_id = '00000000-0000-0000-0000-000000000006';

-- attack delete a deferral | quality | NO_RIGHT
@defer
delete from donors.deferrals where deferral_id = '00000000-0000-0000-0000-000000000006';

-- attack rewrite a donor's groups | reviewer | NO_RIGHT
update donors.blood_groups set blood_group = 'O-';


-- The collection ------------------------------------------------------------------------------------------------

-- attack begin a visit at its end | nurse | visits_start
insert into collection.visits (station_id, visit_id, donor_id, site_id, kind, intended_ml, opened_at, opened_by, visited_on,
                               state, decision, rule_set, decided_at, decided_by, examination)
select 166, gen_random_uuid(), donor_id, '{site}', 'WHOLE_BLOOD', 400, audit.command_at(), '{nurse}', '2026-03-09',
       'ELIGIBLE', 'ALLOWED', 'CN-GB18467-2011', audit.command_at(), '{nurse}', '{"answers": {"consent": true}}'
from collection.donations where din = '{fit.din}';

-- attack open a visit of yesterday | nurse | visits_today
@visit 2026-03-08

-- attack find eligible without consent | nurse | visits_examined
@visit 2026-03-09
@eligible false | nurse

-- attack find eligible in another one's name | clerk | authors_own
@visit 2026-03-09
@eligible true | nurse

-- attack find eligible without the duty | clerk | authors_duty
@visit 2026-03-09
@eligible true | clerk

-- attack bleed without an examination | nurse | donations_examined
@visit 2026-03-09
@donate 400 | 400 | nurse

-- attack bleed again the next day | nurse | donations_interval
@visit 2026-03-09
@eligible true | nurse
@donate 400 | 400 | nurse

-- attack bleed a deferred donor | nurse | donations_deferred | 365
@visit 2027-03-09
@eligible true | nurse
@defer
@donate 400 | 400 | nurse

-- attack bleed in another one's name | nurse | authors_own
@visit 2026-03-09
@eligible true | nurse
@donate 400 | 400 | clerk

-- attack draw 500 mL | nurse | donations_whole_blood | 365
@visit 2027-03-09
@eligible true | nurse
@donate 500 | 500 | nurse

-- attack call 100 mL complete | nurse | donations_complete | 365
@visit 2027-03-09
@eligible true | nurse
@donate 100 | 400 | nurse

-- attack rewrite a donation | nurse | NO_RIGHT
update collection.donations set drawn_ml = 400;


-- The laboratory ------------------------------------------------------------------------------------------------

-- attack find fit what nobody tested | reviewer | conclusions_proof
insert into testing.samples (station_id, din, donated_on, received_at, received_by, command_id)
select 166, din, donated_on, audit.command_at(), '{tester}', audit.command_id() from collection.donations where din = '{whole.din}';
@conclude whole.din | A+ | reviewer | 0

-- attack find fit what is reactive | reviewer | conclusions_proof
@conclude reactive.din | A+ | reviewer | 12

-- attack find fit with another group | reviewer | conclusions_proof
@conclude fit.din | O- | reviewer | 12

-- attack find fit from half of the results | reviewer | conclusions_proof
@conclude fit.din | A+ | reviewer | 6

-- attack conclude without the duty | clerk | authors_duty
@conclude fit.din | A+ | clerk | 12

-- attack conclude in another one's name | clerk | authors_own
@conclude fit.din | A+ | reviewer | 12

-- attack say that a sample is fit | reviewer | samples_fixed
update testing.samples set fitness = 'FIT' where din = '{reactive.din}';

-- attack enter into a closed run | tester | results_open_run
@result (select run_id from testing.results where din = '{reactive.din}' and marker = 'HBSAG' limit 1) | tester | null

-- attack correct away what was reviewed | tester | results_corrected_in_run
@run tester | 2099-01-01 | 2026-03-09
@result '00000000-0000-0000-0000-000000000002' | tester | 1

-- attack run without the duty | clerk | authors_duty
@run clerk | 2099-01-01 | 2026-03-09

-- attack enter in another one's name | tester | authors_own
@run tester | 2099-01-01 | 2026-03-09
@result '00000000-0000-0000-0000-000000000002' | clerk | null

-- attack overwrite a result | tester | NO_RIGHT
update testing.results set outcome = 'NON_REACTIVE' where outcome = 'REACTIVE';

-- attack delete a result | tester | NO_RIGHT
delete from testing.results where outcome = 'REACTIVE';

-- attack review one's own run | tester | runs_two_persons
@run tester | 2099-01-01 | 2026-03-09
update testing.runs set state = 'VALID', reviewed_at = audit.command_at(), reviewed_by = '{tester}', signature_id = '00000000-0000-0000-0000-000000000008' where run_id = '00000000-0000-0000-0000-000000000002';

-- attack review without the duty | clerk | authors_duty
update testing.runs set state = 'INVALID', reviewed_at = audit.command_at(), reviewed_by = '{clerk}', signature_id = '00000000-0000-0000-0000-000000000008' where run_id = (select run_id from testing.results where din = '{reactive.din}' and marker = 'HBSAG' limit 1);

-- attack run an expired lot | tester | runs_lot
@run tester | 2026-03-08 | 2026-03-09

-- attack run it yesterday | tester | runs_today
@run tester | 2026-03-08 | 2026-03-08

-- attack change a run | reviewer | runs_way
update testing.runs set lot_expires = '2099-12-31' where run_id = (select run_id from testing.results where din = '{reactive.din}' and marker = 'HBSAG' limit 1);

-- attack bring an invalid run back | reviewer | runs_way
update testing.runs set state = 'INVALID', reviewed_by = '{reviewer}' where run_id = (select run_id from testing.results where din = '{reactive.din}' and marker = 'HBSAG' limit 1);
update testing.runs set state = 'VALID' where run_id = (select run_id from testing.results where din = '{reactive.din}' and marker = 'HBSAG' limit 1);


-- The bench -----------------------------------------------------------------------------------------------------

-- attack make what cannot be made of it | maker | parts_permitted
update units.bags set status = 'CONSUMED' where bag_id = '{whole}';
@make CRYO | 30 | maker

-- attack make more than there was | maker | parts_volume
update units.bags set status = 'CONSUMED' where bag_id = '{whole}';
@make LRC | 900 | maker

-- attack make it and keep its parent | maker | parts_parent
@make LRC | 300 | maker

-- attack make fresh plasma the next day | maker | parts_in_time
update units.bags set status = 'CONSUMED' where bag_id = '{whole}';
@make FFP | 200 | maker

-- attack make it without the duty | clerk | authors_duty
update units.bags set status = 'CONSUMED' where bag_id = '{whole}';
@make LRC | 300 | clerk


-- The release ---------------------------------------------------------------------------------------------------

-- attack release what nobody tested | releaser | decisions_proof
@decide '{whole}' | A+ | releaser

-- attack release what is reactive | releaser | decisions_proof
@decide '{reactive}' | A+ | releaser

-- attack release what is held | releaser | decisions_held
@decide '{held}' | A+ | releaser

-- attack release with another group | releaser | decisions_group
@decide '{fit}' | O- | releaser

-- attack release what has expired | releaser | decisions_expired | 30
@decide '{fit}' | A+ | releaser

-- attack release what one tested | tester | decisions_persons
@decide '{fit}' | A+ | tester

-- attack release what one reviewed | reviewer | decisions_persons
@decide '{fit}' | A+ | reviewer

-- attack release what one made | maker | decisions_persons
@decide '{fit}' | A+ | maker

-- attack release without the duty | clerk | authors_duty
@decide '{fit}' | A+ | clerk

-- attack release in another one's name | clerk | authors_own
@decide '{fit}' | A+ | releaser

-- attack release twice | releaser | decisions_quarantine
@decide '{ready}' | O+ | releaser

-- attack add a bag to an old batch | releaser | decisions_command
insert into release.decisions (station_id, bag_id, batch_id, outcome, blood_group, reasons)
values (166, '{fit}', '{batch}', 'RELEASED', 'A+', '[]');

-- attack free a bag by the decision on another one | releaser | bags_decided
@decide '{fit}' | A+ | releaser
@free other

-- attack release what was given in a deferral | releaser | decisions_deferred
@defer
@decide '{fit}' | A+ | releaser

-- attack release beside a sibling found unfit | releaser | decisions_held
@hold (select bag_id from units.bags where din = '{fit.din}' and product_code = 'WB') | UNFIT
@decide '{fit}' | A+ | releaser

-- attack conjure a second bag and release it | releaser | decisions_made
@enter '00000000-0000-0000-0000-000000000007' | din | expires_at | status | 'QUARANTINE'
@decide '00000000-0000-0000-0000-000000000007' | A+ | releaser

-- attack rewrite a decision | releaser | NO_RIGHT
update release.decisions set outcome = 'RELEASED';


-- The signature -------------------------------------------------------------------------------------------------

-- attack release without a signature | releaser | batches_signed
@decide '{fit}' | A+ | releaser

-- attack release with the signature of another person | releaser | batches_signed
@sign quality | RELEASED
@decide '{fit}' | A+ | releaser

-- attack release with the signature of another day | releaser | batches_signed | 1
insert into release.batches (station_id, batch_id, decided_at, decided_by, edition, released, refused, command_id, signature_id)
values (166, '00000000-0000-0000-0000-000000000001', audit.command_at(), '{releaser}', 'REL-2019', 1, 0, audit.command_id(),
        (select signature_id from release.batches where batch_id = '{batch}'));

-- attack sign for a command that is over | releaser | signatures_of_command
insert into station.signatures (station_id, signature_id, signer_id, signer_name, meaning, kind, record_id, digest, signed_at,
                                command_id, own_digest)
values (166, '00000000-0000-0000-0000-000000000008', '{releaser}', 'X', 'RELEASED', 'x', 'x', sha256('x'), audit.command_at(), '{past}', sha256('x'));

-- attack sign after one's authorisation | releaser | signatures_authorised | 5000
@sign releaser | RELEASED

-- attack rewrite a signature | releaser | NO_RIGHT
update station.signatures set signer_name = 'Y';

-- attack take a signature away | releaser | NO_RIGHT
delete from station.signatures;

-- attack issue while the second person is away | clerk | issues_signed
@issue reserved | order | clerk | second

-- attack issue with the signature of who issues | clerk | issues_signed
@sign clerk | CHECKED
@issue reserved | order | clerk | second

-- attack discard before nobody | quality | discards_signed
@discard other | second

-- attack discard without a witness | quality | bags_discard_witnessed
update units.bags set status = 'DISCARDED', discard_reason = 'BROKEN' where bag_id = '{other}';

-- attack say that it has expired | quality | bags_discard_witnessed
update units.bags set status = 'DISCARDED', discard_reason = 'EXPIRED' where bag_id = '{other}';

-- attack discard alone | quality | discards_two_persons
@sign quality | WITNESSED
@discard other | quality

-- attack lift a hold without a signature | quality | holds_lift_sign
update units.holds set lifted_at = audit.command_at(), lifted_by = '{quality}', lift_reason = 'x' where hold_id = '{hold}';

-- attack lift a hold with the signature of another person | quality | holds_lift_signed
@sign releaser | HOLD_LIFTED
@lift audit.command_at() | quality

-- attack end a cause without a signature | quality | causes_close
@cause
update units.causes set closed_at = audit.command_at(), closed_by = '{quality}', close_reason = 'x'
where cause_id = '00000000-0000-0000-0000-000000000009';

-- attack end a cause with the signature of another person | quality | causes_close_signed
@sign releaser | HOLD_LIFTED
@cause
@close quality

-- attack end a cause without the duty | nurse | authors_duty
@sign nurse | HOLD_LIFTED
@cause
@close nurse

-- honest end a cause | quality
@sign quality | HOLD_LIFTED
@cause
@close quality

-- attack lift a deferral without a signature | quality | deferrals_lift
@defer
update donors.deferrals set lifted_at = audit.command_at(), lifted_by = '{quality}', lift_reason = 'x'
where deferral_id = '00000000-0000-0000-0000-000000000006';

-- attack withdraw a run without a signature | reviewer | runs_reviewed
update testing.runs set state = 'INVALID', reviewed_at = audit.command_at(), reviewed_by = '{reviewer}', signature_id = null
where run_id = (select run_id from testing.results where din = '{reactive.din}' and marker = 'HBSAG' limit 1);

-- attack withdraw a run with the signature under which it was valid | reviewer | runs_signed | 1
update testing.runs set state = 'INVALID', reviewed_at = audit.command_at(), reviewed_by = '{reviewer}'
where run_id = (select run_id from testing.results where din = '{reactive.din}' and marker = 'HBSAG' limit 1);

-- attack void a print without a signature | releaser | label_voids_sign
@void null


-- The label -----------------------------------------------------------------------------------------------------

-- attack label what is not released | releaser | labels_released
@label fit | 1 | null | 'x' | releaser

-- attack print another group | releaser | labels_codes
@label released | 1 | null | replace('{released.codes}', '=%62', '=%95') | releaser

-- attack print a later expiry | releaser | labels_codes
@label released | 1 | null | overlay('{released.codes}' placing '0991352359' from 42) | releaser

-- attack print a second copy | releaser | labels_replaced
@label printed | 2 | 1 | '{printed.codes}' | releaser

-- attack print the same copy again | releaser | labels_pk
@label printed | 1 | null | '{printed.codes}' | releaser

-- attack print without the duty | clerk | authors_duty
@label released | 1 | null | '{released.codes}' | clerk

-- attack check a void print | releaser | label_checks_void
@void '00000000-0000-0000-0000-000000000008'
@check printed

-- attack label without the scan | releaser | bags_label_checked
update units.bags set labelled_at = audit.command_at() where bag_id = '{printed}';


-- The issue -----------------------------------------------------------------------------------------------------

-- attack issue without an allocation | clerk | issues_allocated
@issue ready | order | clerk | second

-- attack issue for another order | clerk | issues_allocated
@issue reserved | negative | clerk | second

-- attack issue an incompatible bag | clerk | issues_compatible
update distribution.allocations set order_id = '{negative}' where bag_id = '{reserved}';
@issue reserved | negative | clerk | second

-- attack issue twice | clerk | issues_pk
@issue issued | order | clerk | second

-- attack issue alone | clerk | issues_two_persons
@issue reserved | order | clerk | clerk

-- attack issue with somebody who may not | clerk | authors_duty
@issue reserved | order | clerk | maker

-- attack issue in another one's name | second | authors_own
@issue reserved | order | clerk | second

-- attack issue what is held, and so was taken from its order | clerk | issues_allocated
@hold '{reserved}' | RECALL
@issue reserved | order | clerk | second

-- attack issue what has expired | clerk | issues_expired | 30
@issue reserved | order | clerk | second

-- attack issue from nowhere | clerk | issues_place
update units.bags set place = null where bag_id = '{reserved}';
@issue reserved | order | clerk | second

-- attack issue after the contract | clerk | issues_contract
update hospitals.hospitals set contract_until = '2026-01-01' where station_id = 166;
@issue reserved | order | clerk | second

-- attack put a bag where it does not belong | clerk | places_zone_fits
update units.bags set place = 'R-0' where bag_id = '{fit}';

-- attack put a bag into the wrong cold | clerk | places_band_fits
update units.bags set place = 'R-2' where bag_id = '{ready}';

-- attack turn quarantine into the released store | clerk | places_fixed
update storage.places set zone = 'RELEASED' where code = 'Q-1';

-- attack undo an issue | clerk | NO_RIGHT
delete from distribution.issues;


-- The author, the clock and the station -------------------------------------------------------------------------

-- attack write without a command | nobody | NO_RIGHT
update units.bags set place = null where bag_id = '{ready}';

-- attack speak under a command that was never begun | clerk | commands_own
select set_config('mailuo.command', '{station}', true);
update units.bags set place = null where bag_id = '{ready}';

-- attack speak under a command of the past | clerk | commands_own
select set_config('mailuo.command', '{past}', true);
update units.bags set place = null where bag_id = '{ready}';

-- attack speak under another author | clerk | commands_own
select set_config('mailuo.actor', '{second}', true);
update units.bags set place = null where bag_id = '{ready}';

-- attack speak under another time | clerk | commands_own
select set_config('mailuo.at', '2020-01-01T00:00:00Z', true);
update units.bags set place = null where bag_id = '{ready}';

-- attack speak under another name | clerk | commands_own
select set_config('mailuo.action', 'units.issue', true);
update units.bags set place = null where bag_id = '{ready}';

-- attack speak under another station | clerk | commands_own
select set_config('mailuo.station', '100', true);
update units.bags set place = null where bag_id = '{ready}';

-- attack change the time while one writes | clerk | commands_own
update units.bags set place = nullif(set_config('mailuo.at', '2020-01-01T00:00:00Z', true), set_config('mailuo.at', '2020-01-01T00:00:00Z', true)) where bag_id = '{ready}';

-- attack move the station into another time zone | clerk | stations_fixed
update station.stations set time_zone = 'UTC' where station_id = 166;

-- attack take the clock off the wall | clerk | stations_fixed
update station.stations set replays_history = not replays_history where station_id = 166;

-- attack forget a command | clerk | NO_RIGHT
delete from audit.commands where station_id = 166;

-- attack forget the trail | clerk | NO_RIGHT
delete from audit.trail where station_id = 166;
