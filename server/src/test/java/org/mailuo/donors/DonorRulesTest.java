package org.mailuo.donors;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailuo.shared.Decision;
import org.mailuo.shared.IdentityDocument;
import org.mailuo.shared.Reason;
import org.mailuo.shared.Sex;

class DonorRulesTest {
    private static final LocalDate TODAY = LocalDate.of(1925, 6, 15);
    private static final IdentityDocument CARD =
            new IdentityDocument(IdentityDocument.Kind.RESIDENT_ID, "511502189003070008");
    private static final IdentityDocument PASSPORT = new IdentityDocument(IdentityDocument.Kind.PASSPORT, "E00000000");

    private static List<String> refusals(NewDonor donor) {
        return DonorRules.mayRegister(donor, TODAY).reasons().stream()
                .map(Reason::code)
                .toList();
    }

    @Test
    void aCardThatAgreesIsAccepted() {
        assertThat(refusals(new NewDonor(" 李  四 ", Sex.FEMALE, LocalDate.of(1890, 3, 7), CARD, "13800000000")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"199,true", "200,true", "201,false"})
    void anAddressHasAtMostTwoHundredSigns(int signs, boolean allowed) {
        assertThat(DonorRules.contactIsOne("", "x".repeat(signs)).isAllowed()).isEqualTo(allowed);
    }

    @Test
    void whatTheCardContradictsIsRefusedWithEveryReason() {
        assertThat(refusals(new NewDonor(" ", Sex.MALE, LocalDate.of(1890, 3, 8), CARD, "abc")))
                .containsExactly(
                        "donors.name-missing",
                        "donors.birth-date-disagrees",
                        "donors.sex-disagrees",
                        "donors.phone-wrong");
    }

    @ParameterizedTest(name = "born {0}: {1}")
    @CsvSource({
        "1925-06-15, -",
        "1925-06-16, donors.birth-date-future",
        "1775-06-15, -",
        "1775-06-14, donors.birth-date-implausible"
    })
    void futureAndImplausibleBirthDatesAreRefused(LocalDate born, String code) {
        assertThat(refusals(new NewDonor("Li", Sex.MALE, born, PASSPORT, "")))
                .isEqualTo(code.equals("-") ? List.of() : List.of(code));
    }

    @ParameterizedTest
    @ValueSource(strings = {"511502189003070008", " 5115 0218 9003 0700 08 ", "李四|女|汉|511502189003070008|1890-03-07"})
    void aReaderMaySendTheNumberOrTheWholeCard(String text) {
        assertThat(CardText.read(text)).get().extracting(CardText::document).isEqualTo(CARD);
    }

    @Test
    void theNameComesFromTheCard() {
        assertThat(CardText.read("李四,女,511502189003070008").orElseThrow().name())
                .isEqualTo("李四");
        assertThat(CardText.read("511502189003070008").orElseThrow().name()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "511502189003070009", "51150218900307000", "李四", "A9999260000018"})
    void anythingElseIsNoCard(String text) {
        assertThat(CardText.read(text)).isEmpty();
    }

    /** The specimen of ICAO 9303-4. */
    private static final String SPECIMEN =
            "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\n" + "L898902C36UTO7408122F1204159ZE184226B<<<<<10";

    @Test
    void aPassportIsReadByTheLinesAtItsFoot() {
        assertThat(CardText.read(SPECIMEN))
                .contains(new CardText(
                        new IdentityDocument(IdentityDocument.Kind.PASSPORT, "L898902C3"),
                        "ERIKSSON ANNA MARIA",
                        Sex.FEMALE,
                        LocalDate.of(1974, 8, 12)));
        assertThat(CardText.read(SPECIMEN.replace("\n", ""))).isEqualTo(CardText.read(SPECIMEN));
    }

    /** One sign read wrongly anywhere in the second line is found: each is under a check digit, but nation and sex. */
    @Test
    void aPassportReadWronglyIsReadAsNothing() {
        int second = SPECIMEN.indexOf('\n') + 1;
        for (int at = second; at < SPECIMEN.length(); at++) {
            int place = at - second;
            if ((place >= 10 && place < 13) || place == 20) {
                continue;
            }
            char other = SPECIMEN.charAt(at) == '7' ? '4' : '7';
            assertThat(CardText.read(SPECIMEN.substring(0, at) + other + SPECIMEN.substring(at + 1)))
                    .as("place %d", place)
                    .isEmpty();
        }
    }

    @Test
    void theYearOfBirthIsTheLastBeforeThePassportExpires() {
        assertThat(PassportZone.read(line("L898902C3", "120814", "120415")))
                .get()
                .returns(LocalDate.of(1912, 8, 14), CardText::bornOn);
        assertThat(PassportZone.read(line("L898902C3", "080814", "120415")))
                .get()
                .returns(LocalDate.of(2008, 8, 14), CardText::bornOn);
        assertThat(PassportZone.read(line("L898902C3", "081314", "120415")))
                .get()
                .returns(null, CardText::bornOn);
    }

    private static String line(String number, String birth, String expiry) {
        String own = "<<<<<<<<<<<<<<";
        String upper = number + digit(number) + "UTO" + birth + digit(birth) + "<" + expiry + digit(expiry) + own + "<";
        return "P<UTOX<<Y" + "<".repeat(35) + upper
                + digit(upper.substring(0, 10) + upper.substring(13, 20) + upper.substring(21));
    }

    private static int digit(String field) {
        int sum = 0;
        for (int i = 0; i < field.length(); i++) {
            sum += (field.charAt(i) == '<' ? 0 : Character.digit(field.charAt(i), 36))
                    * List.of(7, 3, 1).get(i % 3);
        }
        return sum % 10;
    }

    /** A cold, a week after recovery; today is 1925-06-15. */
    @ParameterizedTest(name = "well since {0}, asked until {1}: {2}")
    @CsvSource({
        "1925-06-09, -, -",
        "1925-06-08, -, donors.deferral-over",
        "1925-06-15, -, -",
        "1925-06-16, -, donors.deferral-future",
        "-, -, -",
        "-, 1925-06-22, -",
        "-, 1925-06-21, donors.deferral-short",
        "-, 1925-06-15, donors.deferral-short+donors.deferral-over",
        "1925-06-10, 1925-06-17, -",
        "1925-06-10, 1925-06-16, donors.deferral-short",
        "1925-06-10, 1925-06-15, donors.deferral-short+donors.deferral-over"
    })
    void rule_T01_theListGivesTheEarliestEnd(String since, String until, String codes) {
        assertThat(followed(COLD, since, until)).isEqualTo(codes);
    }

    @Test
    void rule_T01_theClauseOfPermanentReasonsHasNoEnd() {
        DeferralTerm heart = new DeferralTerm("P8-HEART", DeferralTerm.Since.EVENT, 0, 0, Scope.ALL, true, true);
        assertThat(followed(heart, "-", "-")).isEqualTo("-");
        assertThat(followed(heart, "-", "1925-07-01")).isEqualTo("donors.deferral-permanent");
    }

    private static final DeferralTerm COLD =
            new DeferralTerm("T10-COLD", DeferralTerm.Since.RECOVERY, 0, 7, Scope.ALL, false, false);

    private static String followed(DeferralTerm term, String since, String until) {
        List<String> codes =
                DeferralRules.mayFollow(term, day(since), day(until), LocalDate.of(1925, 6, 15)).reasons().stream()
                        .map(reason -> reason.code())
                        .toList();
        return codes.isEmpty() ? "-" : String.join("+", codes);
    }

    private static @Nullable LocalDate day(String text) {
        return text.equals("-") ? null : LocalDate.parse(text);
    }

    // Deferrals ---------------------------------------------------------------------------------------------------

    private static Deferral deferral(String code, boolean permanent, @Nullable LocalDate end) {
        return new Deferral(
                new UUID(0, 1),
                new DonorId(new UUID(0, 2)),
                code,
                Scope.ALL,
                permanent,
                TODAY,
                end,
                "STAFF",
                null,
                "x",
                Instant.EPOCH,
                new UUID(0, 3),
                null,
                null);
    }

    @Test
    void rule_P3_only_what_is_known_to_be_harmless_may_be_told() {
        assertThat(deferral("T10", false, TODAY).isSensitive()).isFalse();
        assertThat(deferral("T10-COLD", false, TODAY).isSensitive()).isFalse();
        assertThat(deferral("V-LIVE", false, TODAY).isSensitive()).isFalse();
        assertThat(deferral("T07-MISCARRIAGE", false, TODAY).isSensitive()).isTrue();
        assertThat(deferral("HBIG", false, TODAY).isSensitive()).isTrue();
        assertThat(deferral("T24-NEVER", false, TODAY).isSensitive()).isTrue();
        assertThat(deferral("T22", false, TODAY).isSensitive()).isTrue();
        assertThat(deferral("ANTI_HCV", true, null).isSensitive()).isTrue();
        assertThat(deferral("T10", true, null).isSensitive()).isTrue();
        assertThat(deferral("NEVER_HEARD", false, TODAY).isSensitive()).isTrue();
    }

    @Test
    void rule_T_MAX_strictest_first() {
        var permanent = deferral("A1", true, null);
        var unknown = deferral("B1", false, null);
        var late = deferral("C1", false, TODAY.plusDays(9));
        var soon = deferral("D1", false, TODAY.plusDays(1));
        assertThat(List.of(soon, late, unknown, permanent).stream()
                        .sorted(Deferral.STRICTEST_FIRST)
                        .toList())
                .containsExactly(permanent, unknown, late, soon);
    }

    @Test
    void rule_P2_a_permanent_deferral_has_no_end_and_no_deferral_ends_before_it_starts() {
        DonorId donor = new DonorId(new UUID(0, 2));
        var ended = new NewDeferral(donor, "T10", Scope.ALL, true, TODAY, TODAY, "STAFF", null, "x");
        var backwards = new NewDeferral(donor, "T10", Scope.ALL, false, TODAY, TODAY.minusDays(1), "STAFF", null, "x");
        var text = new NewDeferral(donor, "was ill", Scope.ALL, false, TODAY, TODAY, "STAFF", null, "x");
        assertThat(DeferralRules.mayBeRecorded(ended).isAllowed()).isFalse();
        assertThat(DeferralRules.mayBeRecorded(backwards).isAllowed()).isFalse();
        assertThat(DeferralRules.mayBeRecorded(text).isAllowed()).isFalse();
    }

    @Test
    void aNameHasAtMost200Signs() {
        assertThat(refusals(new NewDonor("Li".repeat(100), Sex.MALE, TODAY, PASSPORT, "")))
                .isEmpty();
        assertThat(refusals(new NewDonor("Li".repeat(100) + "x", Sex.MALE, TODAY, PASSPORT, "")))
                .containsExactly("donors.name-missing");
    }

    @Test
    void rule_T_UNK_aDeferralMayHaveNoEnd() {
        DonorId donor = new DonorId(new UUID(0, 2));
        var open = new NewDeferral(donor, "T10", Scope.ALL, false, TODAY, null, "STAFF", null, "x");
        var oneDay = new NewDeferral(donor, "T10", Scope.ALL, false, TODAY, TODAY, "STAFF", null, "x");
        assertThat(DeferralRules.mayBeRecorded(open)).isEqualTo(Decision.ALLOWED);
        assertThat(DeferralRules.mayBeRecorded(oneDay)).isEqualTo(Decision.ALLOWED);
    }
}
