package org.mailuo.distribution.web;

/** The station's stock as a hospital sees it. PARAM: enough means {@value #ENOUGH_FROM} bags. */
enum StockLevel {
    ENOUGH,
    LOW,
    NONE;

    static final int ENOUGH_FROM = 10;

    static StockLevel of(int bags) {
        if (bags == 0) {
            return NONE;
        }
        return bags < ENOUGH_FROM ? LOW : ENOUGH;
    }
}
