package org.mailuo.simulator;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The days of the replayed year in their order, without a gap. Reading refuses a file that does not add up. */
record Season(List<SeasonDay> days) {
    private static final String DONATIONS = "perak_2022.csv";
    private static final String GROUPS = "malaysia_groups_2022.csv";
    private static final String DONATIONS_HEADER = "date,donations,new,returning";
    private static final String GROUPS_HEADER = "date,a,b,o,ab";

    Season {
        days = List.copyOf(days);
    }

    /** Perak 2022, 365 days; see {@code data/ATTRIBUTION.md}. */
    static Season perak2022() {
        try (Reader donations = resource(DONATIONS);
                Reader groups = resource(GROUPS)) {
            return read(DONATIONS, donations, GROUPS, groups);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Season read(String donationsFile, Reader donations, String groupsFile, Reader groups) throws IOException {
        List<Row> counts = rows(donationsFile, donations, DONATIONS_HEADER);
        List<Row> shares = rows(groupsFile, groups, GROUPS_HEADER);
        if (shares.size() != counts.size()) {
            throw new MalformedDataException(
                    groupsFile,
                    shares.size() + 1,
                    "%d days, but %d in %s".formatted(shares.size(), counts.size(), donationsFile));
        }
        List<SeasonDay> days = new ArrayList<>();
        for (int i = 0; i < counts.size(); i++) {
            days.add(day(donationsFile, counts.get(i), groupsFile, shares.get(i)));
        }
        return new Season(days);
    }

    private static SeasonDay day(String donationsFile, Row counts, String groupsFile, Row shares) {
        if (counts.number(0) != counts.number(1) + counts.number(2)) {
            throw new MalformedDataException(
                    donationsFile, counts.line(), "new and returning donors do not add up to the donations");
        }
        if (!shares.date().equals(counts.date())) {
            throw new MalformedDataException(groupsFile, shares.line(), "expected " + counts.date());
        }
        SeasonDay day = new SeasonDay(
                counts.date(),
                counts.number(0),
                counts.number(1),
                counts.number(2),
                shares.number(0),
                shares.number(1),
                shares.number(2),
                shares.number(3));
        if (day.donations() > 0 && day.a() + day.b() + day.o() + day.ab() == 0) {
            throw new MalformedDataException(groupsFile, shares.line(), "donations, but of no group");
        }
        return day;
    }

    private static List<Row> rows(String file, Reader reader, String header) throws IOException {
        BufferedReader lines = new BufferedReader(reader);
        if (!header.equals(lines.readLine())) {
            throw new MalformedDataException(file, 1, "expected the header " + header);
        }
        List<Row> rows = new ArrayList<>();
        int columns = header.split(",").length;
        String line = lines.readLine();
        while (line != null) {
            Row row = row(file, rows.size() + 2, line, columns);
            if (!rows.isEmpty() && !row.date().equals(rows.getLast().date().plusDays(1))) {
                throw new MalformedDataException(
                        file,
                        row.line(),
                        "expected the day after " + rows.getLast().date());
            }
            rows.add(row);
            line = lines.readLine();
        }
        if (rows.isEmpty()) {
            throw new MalformedDataException(file, 2, "no days");
        }
        return rows;
    }

    private static Row row(String file, int number, String line, int columns) {
        String[] fields = line.split(",", -1);
        if (fields.length != columns) {
            throw new MalformedDataException(file, number, "%d fields, expected %d".formatted(fields.length, columns));
        }
        try {
            List<Integer> numbers = new ArrayList<>();
            for (int i = 1; i < fields.length; i++) {
                numbers.add(Integer.parseUnsignedInt(fields[i]));
            }
            return new Row(number, LocalDate.parse(fields[0]), numbers);
        } catch (DateTimeException e) {
            throw new MalformedDataException(file, number, "not a date: " + fields[0]);
        } catch (NumberFormatException e) {
            throw new MalformedDataException(file, number, "not a whole number in: " + line);
        }
    }

    private static Reader resource(String name) {
        return new InputStreamReader(
                Objects.requireNonNull(Season.class.getResourceAsStream("/data/" + name), name),
                StandardCharsets.UTF_8);
    }

    private record Row(int line, LocalDate date, List<Integer> numbers) {
        int number(int column) {
            return numbers.get(column);
        }
    }
}
