package org.mailuo.collection;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mailuo.collection.Examination.Answers;
import org.mailuo.collection.Examination.Blood;
import org.mailuo.collection.Examination.Rapid;
import org.mailuo.collection.Examination.Sign;
import org.mailuo.collection.Examination.Vitals;
import org.mailuo.donors.Deferral;
import org.mailuo.donors.Donor;
import org.mailuo.donors.DonorId;
import org.mailuo.donors.Scope;
import org.mailuo.donors.Standing;
import org.mailuo.shared.Sex;

/** People who come to give, healthy unless said otherwise, judged by the rule sets that the migration ships. */
final class Visitors {
    static final LocalDate BORN = LocalDate.of(1885, 1, 2);
    static final DonorId SOMEBODY = new DonorId(UUID.fromString("00000000-0000-7000-8000-000000000001"));

    private Visitors() {}

    /** The shipped document itself, so that a wrong number in it fails a test. */
    static RuleSet shipped(String id) {
        try (var file = Visitors.class.getResourceAsStream("/db/migration/collection/V050__collection_visits.sql")) {
            String sql = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            Matcher row = Pattern.compile(
                            "\\('" + id
                                    + "', '(..)', '([^']+)', '([^']+)', '([^']+)', (null|'[^']+'), \\$json\\$(.*?)\\$json\\$",
                            Pattern.DOTALL)
                    .matcher(sql);
            if (!row.find()) {
                throw new IllegalStateException("No rule set " + id);
            }
            return new RuleSet(
                    id,
                    row.group(1),
                    row.group(2),
                    row.group(3),
                    LocalDate.parse(row.group(4)),
                    row.group(5).equals("null")
                            ? null
                            : LocalDate.parse(row.group(5).replace("'", "")),
                    new Json().read(row.group(6), RuleSet.Body.class));
        } catch (java.io.IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    static final RuleSet CN_2011 = shipped("CN-GB18467-2011");
    static final RuleSet CN_2001 = shipped("CN-GB18467-2001");

    static Donor person(Sex sex, LocalDate bornOn) {
        return new Donor(SOMEBODY, 1, "张三", sex, bornOn, Instant.EPOCH);
    }

    /** A visit being told: change what the story needs, then {@link #facts()}. */
    static final class Story {
        private RuleSet rules = CN_2011;
        private LocalDate on = LocalDate.of(1925, 6, 15);
        private Intention intention = Intention.wholeBlood(400);
        private Sex sex = Sex.MALE;
        private LocalDate bornOn = BORN;
        private final List<PastDonation> past = new ArrayList<>();
        private final List<Deferral> deferrals = new ArrayList<>();

        Story by(RuleSet edition) {
            rules = edition;
            return this;
        }

        Story on(String day) {
            on = LocalDate.parse(day);
            return this;
        }

        Story toGive(Intention wanted) {
            intention = wanted;
            return this;
        }

        Story a(Sex who) {
            sex = who;
            return this;
        }

        Story bornOn(String day) {
            bornOn = LocalDate.parse(day);
            return this;
        }

        Story gave(DonationKind kind, String day) {
            return gave(kind, day, kind == DonationKind.WHOLE_BLOOD ? 400 : 250, Donation.Outcome.COMPLETE);
        }

        Story gave(DonationKind kind, String day, int ml, Donation.Outcome outcome) {
            past.add(new PastDonation(kind, LocalDate.parse(day), ml, outcome));
            return this;
        }

        Story deferred(String code, Scope scope, boolean permanent, String from, @Nullable String until) {
            deferrals.add(new Deferral(
                    new UUID(0, deferrals.size() + 1),
                    SOMEBODY,
                    code,
                    scope,
                    permanent,
                    LocalDate.parse(from),
                    until == null ? null : LocalDate.parse(until),
                    "STAFF",
                    null,
                    rules.id(),
                    Instant.EPOCH,
                    new UUID(0, 0),
                    null,
                    null));
            return this;
        }

        EligibilityFacts facts() {
            return new EligibilityFacts(rules, on, intention, new Standing(person(sex, bornOn), deferrals), past);
        }
    }

    static Story story() {
        return new Story();
    }

    /** An examination being filled in; every value starts well. */
    static final class Sheet {
        int systolic = 120;
        int diastolic = 75;
        int pulse = 70;
        boolean regular = true;

        @Nullable
        String temperature = "36.5";

        String weight = "65";

        @Nullable
        Integer haemoglobin = 145;

        @Nullable
        String copper = null;

        Rapid hbsag = Rapid.NON_REACTIVE;

        @Nullable
        Integer alt = 20;

        @Nullable
        String haematocrit = "0.42";

        @Nullable
        Integer platelets = 250;

        @Nullable
        Integer plateletsAfter = 180;

        Set<Sign> signs = Set.of();
        boolean consent = true;
        boolean athlete = false;
        boolean asks = false;
        boolean reaction = false;
        boolean inhibitor = false;

        @Nullable
        UUID approved = null;

        Examination done() {
            return new Examination(
                    new Vitals(systolic, diastolic, pulse, regular, decimal(temperature), new BigDecimal(weight)),
                    new Blood(
                            haemoglobin, decimal(copper), hbsag, alt, decimal(haematocrit), platelets, plateletsAfter),
                    signs,
                    new Answers(consent, athlete, asks, reaction, inhibitor, approved));
        }

        private static @Nullable BigDecimal decimal(@Nullable String value) {
            return value == null ? null : new BigDecimal(value);
        }
    }

    static Examination healthy() {
        return new Sheet().done();
    }

    static Examination sheet(java.util.function.Consumer<Sheet> change) {
        Sheet sheet = new Sheet();
        change.accept(sheet);
        return sheet.done();
    }
}
