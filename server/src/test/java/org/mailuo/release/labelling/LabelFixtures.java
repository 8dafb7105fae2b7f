package org.mailuo.release.labelling;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailuo.shared.BloodGroup;
import org.mailuo.shared.DonationNumber;
import org.mailuo.shared.Millilitres;

final class LabelFixtures {
    static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    static final Bilingual STATION = new Bilingual("宜宾市中心血站", "Yibin Central Blood Station");
    static final Bilingual COLD = new Bilingual("2–6 °C", "Refrigerate, do not freeze");

    private LabelFixtures() {}

    /** The worked example of FACTS 4.5: collected 2026-03-09 09:30, 35 days. */
    static FinalLabel redCells() {
        return redCells("O+", "E0398V00", null);
    }

    static FinalLabel redCells(String group, String productCode, @Nullable RedCellAntigens antigens) {
        return label(
                DonationNumber.of("A9999", 26, 123456),
                group,
                productCode,
                new Bilingual("去白细胞悬浮红细胞", "Red Blood Cells, Additive Solution, Leukocytes Reduced"),
                "2026-04-13T15:59:59Z",
                List.of(new Bilingual("去白细胞", "Leukoreduced")),
                antigens);
    }

    static FinalLabel label(
            DonationNumber number,
            String group,
            String productCode,
            Bilingual name,
            String expiresAt,
            List<Bilingual> attributes,
            @Nullable RedCellAntigens antigens) {
        return new FinalLabel(
                STATION,
                "川卫血字〔0000〕第 00 号",
                number,
                BloodGroup.of(group),
                new IsbtProductCode(productCode),
                name,
                Millilitres.of(200),
                "CPDA-1 / MAP",
                COLD,
                Instant.parse("2026-03-09T01:30:00Z"),
                Instant.parse(expiresAt),
                SHANGHAI,
                attributes,
                antigens);
    }

    /** Everything at its longest, RhD negative, 24 hours to the minute. */
    static FinalLabel longest() {
        return new FinalLabel(
                new Bilingual(
                        "黔西南布依族苗族自治州中心血站", "Central Blood Station of Qianxinan Buyei and Miao Autonomous Prefecture"),
                "黔卫血站字〔0000〕第 000000000 号",
                DonationNumber.of("A9999", 26, 88),
                BloodGroup.of("AB-"),
                new IsbtProductCode("D0012VA0"),
                new Bilingual(
                        "去白细胞辐照洗涤冰冻解冻去甘油悬浮红细胞（亚甲蓝病毒灭活）",
                        "Red Blood Cells, Deglycerolized, Washed, Leukocytes Reduced, Irradiated, Additive Solution,"
                                + " Divided Unit"),
                Millilitres.of(1200),
                "0.9% NaCl + 0.2% glucose / ACD-B, CPDA-1, MAP",
                new Bilingual("≤ −65 °C，解冻后 2–6 °C", "Store frozen at or below −65 °C; once thawed at 2–6 °C"),
                Instant.parse("2026-03-09T01:30:00Z"),
                Instant.parse("2026-03-10T06:47:00Z"),
                SHANGHAI,
                List.of(
                        new Bilingual("去白细胞", "Leukoreduced"),
                        new Bilingual("已辐照", "Irradiated"),
                        new Bilingual("洗涤", "Washed"),
                        new Bilingual("CMV 阴性", "CMV negative")),
                new RedCellAntigens("750000005800000099"));
    }
}
