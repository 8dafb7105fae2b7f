package org.mailuo.safety;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailuo.processing.Part;
import org.mailuo.products.BagSystem;
import org.mailuo.shared.Millilitres;
import org.mailuo.shared.ProductCode;

/** What somebody makes of a bag, rightly or not. Shares are thousandths of the bag's volume. */
enum Recipe {
    CELLS_AND_PLASMA(30, share("LRC", "00", 700, "MAP"), share("FFP", "00", 460)),
    CELLS_AND_OLD_PLASMA(30, share("SRC", "00", 700, "MAP"), share("FP", "00", 460)),
    WITH_PLATELETS(30, share("LRC", "00", 650, "MAP"), share("PC", "00", 150), share("FFP", "00", 340)),
    SPLIT(0, share("LRC", "A0", 500), share("LRC", "B0", 500)),
    SPLIT_PLATELETS(0, share("AP", "A0", 500), share("AP", "B0", 500)),
    WASH(50, share("WRC", "00", 950)),
    CRYO(10, share("CRYO", "00", 150), share("CPP", "00", 830)),
    /** More plasma than there was blood. */
    TOO_MUCH(0, share("FFP", "00", 1300)),
    /** Two bags that together hold more than their parent. */
    TWICE(0, share("FFP", "A0", 900), share("FFP", "B0", 900)),
    /** No way leads there. */
    FORBIDDEN(0, share("AP", "00", 900));

    /** A part by its share of the parent. */
    private record Share(
            String product,
            String division,
            int perMille,
            @Nullable String additive) {}

    private final int wastePerMille;
    private final List<Share> shares;

    Recipe(int wastePerMille, Share... shares) {
        this.wastePerMille = wastePerMille;
        this.shares = List.of(shares);
    }

    private static Share share(String product, String division, int perMille) {
        return new Share(product, division, perMille, null);
    }

    private static Share share(String product, String division, int perMille, String additive) {
        return new Share(product, division, perMille, additive);
    }

    List<Part> parts(Millilitres parent) {
        return shares.stream()
                .map(share -> new Part(
                        ProductCode.of(share.product),
                        share.division,
                        Millilitres.of(parent.value() * share.perMille / 1000),
                        share.additive,
                        BagSystem.CLOSED))
                .toList();
    }

    Millilitres waste(Millilitres parent) {
        return Millilitres.of(parent.value() * wastePerMille / 1000);
    }
}
