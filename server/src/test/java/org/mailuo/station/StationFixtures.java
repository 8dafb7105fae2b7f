package org.mailuo.station;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;
import org.mailuo.shared.Actor;
import org.mailuo.shared.Command;
import org.mailuo.shared.Duty;
import org.mailuo.shared.StationId;

/** A station with people in it, made through the same services that the pages call. */
public final class StationFixtures {
    public static final StationId STATION = new StationId(1);
    public static final String PASSWORD = "correct horse battery";

    private StationFixtures() {}

    /** Founds station 1, facility A9999, whose administrator signs in as {@code admin}, with the password alone. */
    public static Actor aStation(Stations stations, Staff staff, Instant at) {
        stations.found(
                Command.of(Actors.system(STATION), at),
                new NewStation(
                        "示范血站", "Demo Blood Station", "A9999", "TEST-1", ZoneId.of("Asia/Shanghai"), "CN-GB18467-2011"),
                new NewStaff("admin", "Wei Ming", PASSWORD).withOwnPassword());
        stations.changeSignIn(Command.of(Actors.system(STATION), at), 15, Set.of());
        return staff.findActor("admin", at).orElseThrow();
    }

    /** Somebody with these duties from yesterday for a year. */
    public static Actor aPerson(Staff staff, Actor administrator, String login, Instant at, Duty... duties) {
        LocalDate day = LocalDate.ofInstant(at, ZoneId.of("Asia/Shanghai"));
        Set<Duty> wanted = EnumSet.noneOf(Duty.class);
        wanted.addAll(Set.of(duties));
        staff.enlist(
                Command.of(administrator, at),
                new NewStaff(login, login, PASSWORD).withOwnPassword(),
                wanted,
                aTraining(day.minusDays(1), day.plusYears(1)));
        return staff.findActor(login, at).orElseThrow();
    }

    /** A training that counts from one day to another. */
    public static NewTraining aTraining(LocalDate from, LocalDate until) {
        return new NewTraining("SOP 2019", "Wei Ming", from, until);
    }
}
