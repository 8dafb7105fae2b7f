package org.mailuo.safety;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All that happened in one station, from its first donor on. */
record History(Setting setting, List<Step> steps) {
    History {
        steps = List.copyOf(steps);
    }

    /** As it can be pasted into {@link KeptHistoriesIT}. */
    @Override
    public String toString() {
        return steps.stream()
                .map(step -> "        " + code(step))
                .collect(Collectors.joining(",\n", "play(\n        Setting." + setting + ",\n", ");"));
    }

    private static String code(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case String text -> '"' + text + '"';
            case Duration time -> "Duration.ofMinutes(" + time.toMinutes() + ")";
            case Enum<?> constant ->
                constant instanceof Person
                        ? constant.name()
                        : constant.getDeclaringClass().getSimpleName() + "." + constant.name();
            case List<?> list -> list.stream().map(History::code).collect(Collectors.joining(", ", "List.of(", ")"));
            case Record step ->
                "new " + step.getClass().getSimpleName()
                        + Arrays.stream(step.getClass().getRecordComponents())
                                .map(component -> code(read(step, component)))
                                .collect(Collectors.joining(", ", "(", ")"));
            default -> value.toString();
        };
    }

    private static @Nullable Object read(Record step, RecordComponent component) {
        try {
            return component.getAccessor().invoke(step);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }
}
