package org.mailuo.collection.web;

import org.mailuo.collection.Intention;

/** What a donor may ask for at the desk. */
enum Wanted {
    WB400(Intention.wholeBlood(400)),
    WB300(Intention.wholeBlood(300)),
    WB200(Intention.wholeBlood(200)),
    AP1(Intention.platelets(1)),
    AP2(Intention.platelets(2));

    private final Intention intention;

    Wanted(Intention intention) {
        this.intention = intention;
    }

    Intention intention() {
        return intention;
    }
}
