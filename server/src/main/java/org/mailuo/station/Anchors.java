package org.mailuo.station;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.mailuo.audit.Anchor;
import org.mailuo.audit.Seal;
import org.mailuo.audit.Seals;
import org.mailuo.shared.StationId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Service;

/**
 * Writes the trail's newest seal to a small text file outside the database, once for each day of the station's own
 * calendar. Whoever could change the whole database cannot change the sheet that somebody printed and locked away.
 */
@Service
public class Anchors {
    private static final Pattern NAME = Pattern.compile("(\\d+)-(\\d{4}-\\d\\d-\\d\\d)\\.txt");

    private final Path folder;
    private final Seals seals;
    private final Stations stations;
    private final MessageSource messages;

    Anchors(@Value("${mailuo.data:data}") String data, Seals seals, Stations stations, MessageSource messages) {
        this.folder = Path.of(data, "anchors");
        this.seals = seals;
        this.stations = stations;
        this.messages = messages;
    }

    /** The anchor of a day. */
    public record Kept(LocalDate day, Anchor anchor) {
        /** The hash in groups of four. */
        public String spelt() {
            return Seal.spelt(anchor.hash());
        }
    }

    /**
     * Writes the anchor of the day that has ended, unless it is there already or nothing was ever sealed.
     *
     * @return the file, if one was written
     */
    public Optional<Path> writeDue(StationId station, Instant now) {
        LocalDate ended = now.atZone(stations.zone(station)).toLocalDate().minusDays(1);
        Path file = folder.resolve(station.value() + "-" + ended + ".txt");
        return Files.exists(file)
                ? Optional.empty()
                : seals.last(station).map(seal -> write(file, text(stations.getStation(station), ended, seal)));
    }

    /** Those in the data folder, the newest first. */
    public List<Kept> list(StationId station, int limit) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.flatMap(file -> kept(station, file).stream())
                    .sorted(Comparator.comparing(Kept::day).reversed())
                    .limit(limit)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Optional<Kept> kept(StationId station, Path file) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (!name.matches() || !name.group(1).equals(Integer.toString(station.value()))) {
            return Optional.empty();
        }
        try {
            return Anchor.parse(Files.readString(file)).map(anchor -> new Kept(LocalDate.parse(name.group(2)), anchor));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private String text(StationView station, LocalDate day, Seal seal) {
        Object[] values = {
            Integer.toString(station.id().value()),
            station.nameZh(),
            station.nameEn(),
            day.toString(),
            Long.toString(seal.number()),
            seal.at().toString(),
            seal.spelt().substring(0, 39),
            seal.spelt().substring(40)
        };
        return messages.getMessage("station.anchor.file", values, Locale.ROOT);
    }

    /** Whole or not at all, and on the disk before anybody hears of it. */
    private Path write(Path file, String text) {
        try {
            Files.createDirectories(folder);
            Path unfinished = folder.resolve(file.getFileName() + ".new");
            Files.writeString(
                    unfinished,
                    text,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.SYNC);
            return Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException notWritable) {
            throw new UncheckedIOException(notWritable);
        }
    }
}
