package org.mailuo.database;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.mailuo.shared.Reason;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reasons as they are stored with every decision: {@code [{"code": …, "arguments": […]}]}. */
@NullMarked
public final class ReasonsJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<ArrayList<Reason>> REASONS = new TypeReference<>() {};

    private ReasonsJson() {}

    public static String write(List<Reason> reasons) {
        return reasons.isEmpty() ? "[]" : JSON.writeValueAsString(reasons);
    }

    public static List<Reason> read(String json) {
        return List.copyOf(JSON.readValue(json, REASONS));
    }
}
