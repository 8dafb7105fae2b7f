package org.mailuo.simulator;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.mailuo.distribution.AllocatedBag;
import org.mailuo.distribution.Allocation;
import org.mailuo.distribution.Fate;
import org.mailuo.distribution.IssueScan;
import org.mailuo.distribution.NewFate;
import org.mailuo.distribution.NewLine;
import org.mailuo.distribution.NewOrder;
import org.mailuo.distribution.OrderId;
import org.mailuo.distribution.Urgency;
import org.mailuo.products.Product;
import org.mailuo.shared.Abo;
import org.mailuo.shared.BagId;
import org.mailuo.shared.BloodGroup;
import org.mailuo.shared.Command;
import org.mailuo.shared.ProductCode;
import org.mailuo.shared.RhD;
import org.mailuo.simulator.Crew.Client;
import org.mailuo.units.Bag;

/** Fifteen hospitals: what they order, get, transfuse and report. Their demand follows what is collected. */
final class HospitalSide {
    /** Of what was released; a little more is wanted than there is, so that some orders are filled in part. */
    private static final Map<ProductCode, Double> WANTED = Map.of(
            ComponentRoom.RED_CELLS, 0.97,
            ComponentRoom.APHERESIS_PLATELETS, 1.0,
            ComponentRoom.PLATELETS, 0.85,
            ComponentRoom.FRESH_PLASMA, 0.7,
            ComponentRoom.CRYO, 0.8);

    private static final double RETURNED = 0.012;
    private static final double DISCARDED = 0.008;

    private record Pending(BagId bag, LocalDate due, Fate fate, String patient) {}

    private record Wish(ProductCode product, BloodGroup group) implements Comparable<Wish> {
        @Override
        public int compareTo(Wish other) {
            return Comparator.comparing(Wish::product)
                    .thenComparing(wish -> wish.group().toString())
                    .compare(this, other);
        }
    }

    private final House house;
    private final Crew crew;
    private final Map<Integer, List<Pending>> pending = new TreeMap<>();
    private final List<BagId> returned = new ArrayList<>();
    private int patients;

    HospitalSide(House house, Crew crew) {
        this.house = house;
        this.crew = crew;
    }

    /** One day from the morning's orders to the evening's reports. @param released the bags that became free today */
    void live(RandomGenerator random, LocalDate on, List<Bag> released) {
        Map<Wish, int[]> demand = demand(random, released);
        List<Placed> placed = new ArrayList<>();
        for (int client = 0; client < crew.clients().size(); client++) {
            List<NewLine> lines = lines(demand, client);
            if (!lines.isEmpty()) {
                placed.add(place(random, on, client, lines));
            }
        }
        placed.sort(Comparator.comparing(Placed::urgency));
        for (Placed order : placed) {
            supply(random, on, order);
        }
        destroyReturned(on);
        report(on);
    }

    private record Placed(int client, OrderId id, Urgency urgency) {}

    private Placed place(RandomGenerator random, LocalDate on, int number, List<NewLine> lines) {
        Client client = crew.clients().get(number);
        Urgency urgency = Urgency.values()[Chance.weighted(random, 4, 14, 82)];
        Command command = crew.at(client.user(), on, 10, 30 + number);
        OrderId id = house.orders()
                .place(
                        command,
                        new NewOrder(
                                client.id(),
                                urgency,
                                command.at().plus(Duration.ofHours(urgency == Urgency.ROUTINE ? 8 : 2)),
                                lines));
        return new Placed(number, id, urgency);
    }

    private void supply(RandomGenerator random, LocalDate on, Placed order) {
        int number = order.client();
        Allocation allocation = house.orders().allocate(crew.at(crew.clerk(), on, 11, number), order.id());
        List<AllocatedBag> bags = allocation.added();
        if (bags.isEmpty()) {
            return;
        }
        house.orders()
                .issue(
                        crew.at(crew.clerk(), on, 12, number),
                        order.id(),
                        bags.stream().map(each -> scan(each.bag())).toList(),
                        crew.proof(crew.checker()));
        List<BagId> delivered = bags.stream().map(each -> each.bag().id()).toList();
        house.orders().receive(crew.at(crew.clients().get(number).user(), on, 14, number), order.id(), delivered);
        List<Pending> mine = pending.computeIfAbsent(number, client -> new ArrayList<>());
        for (BagId bag : delivered) {
            Fate fate = switch (Chance.weighted(random, 1 - RETURNED - DISCARDED, RETURNED, DISCARDED)) {
                case 0 -> Fate.TRANSFUSED;
                case 1 -> Fate.RETURNED;
                default -> Fate.DISCARDED;
            };
            LocalDate due = on.plusDays(Chance.weighted(random, 45, 30, 15, 6, 4));
            mine.add(new Pending(bag, due, fate, "P%06d".formatted(patients + random.nextInt(4))));
        }
        patients += Math.max(1, delivered.size() / 2);
    }

    /** What hospitals sent back is destroyed before two persons: nobody knows how it was kept. */
    private void destroyReturned(LocalDate on) {
        if (!returned.isEmpty()) {
            house.storage()
                    .discard(crew.at(crew.quality(), on, 16, 0), returned, "RETURNED", crew.proof(crew.keeper()));
            returned.clear();
        }
    }

    /** Each hospital reports once in the evening what became of the bags by then. */
    private void report(LocalDate on) {
        pending.forEach((number, bags) -> {
            List<Pending> due =
                    bags.stream().filter(each -> !each.due().isAfter(on)).toList();
            if (!due.isEmpty()) {
                Client client = crew.clients().get(number);
                Command command = crew.at(client.user(), on, 21, number);
                house.orders()
                        .reportFates(
                                command,
                                due.stream()
                                        .map(each -> new NewFate(
                                                each.bag(),
                                                each.fate(),
                                                each.fate() == Fate.TRANSFUSED
                                                        ? client.code() + "-" + each.patient()
                                                        : null,
                                                command.at().minus(Duration.ofHours(2))))
                                        .toList());
                bags.removeAll(due);
                due.stream()
                        .filter(each -> each.fate() == Fate.RETURNED)
                        .map(Pending::bag)
                        .forEach(returned::add);
            }
        });
    }

    /** How many bags of each product and group each hospital wants: each released bag is wanted by one or by nobody. */
    private Map<Wish, int[]> demand(RandomGenerator random, List<Bag> released) {
        Map<Abo, Integer> rest = new EnumMap<>(Abo.class);
        double[] shares = crew.clients().stream().mapToDouble(Client::share).toArray();
        Map<Wish, int[]> demand = new TreeMap<>();
        List<Bag> inOrder = released.stream()
                .sorted(Comparator.comparing(Bag::din)
                        .thenComparing(Bag::product)
                        .thenComparing(Bag::division))
                .toList();
        for (Bag bag : inOrder) {
            double wanted = WANTED.getOrDefault(bag.product(), 0.0);
            if (Chance.happens(random, wanted)) {
                BloodGroup group =
                        bag.bloodGroup().orElseThrow(() -> new IllegalStateException("A released bag without a group"));
                int client = Chance.weighted(random, shares);
                demand.computeIfAbsent(new Wish(bag.product(), group), wish -> new int[shares.length])[client]++;
                rest.merge(group.abo(), 1, Integer::sum);
            }
        }
        // Patients do not fall ill by the group of the day's donors.
        for (Abo abo : rest.keySet()) {
            int extra = rest.getOrDefault(abo, 0) / 40;
            for (int i = 0; i < extra; i++) {
                Wish wish = new Wish(ComponentRoom.RED_CELLS, new BloodGroup(abo, RhD.POSITIVE));
                demand.computeIfAbsent(wish, none -> new int[shares.length])[Chance.weighted(random, shares)]++;
            }
        }
        return demand;
    }

    private static List<NewLine> lines(Map<Wish, int[]> demand, int client) {
        List<NewLine> lines = new ArrayList<>();
        demand.forEach((wish, wanted) -> {
            if (wanted[client] > 0) {
                lines.add(new NewLine(wish.product(), wish.group(), wanted[client], null));
            }
        });
        return lines;
    }

    private IssueScan scan(Bag bag) {
        Product product = house.catalogue().get(bag.product());
        return new IssueScan(bag.din().barcode(0), "=<" + product.isbtCode(bag.division()));
    }
}
