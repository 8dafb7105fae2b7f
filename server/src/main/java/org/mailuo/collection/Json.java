package org.mailuo.collection;

import java.util.List;
import org.mailuo.shared.Reason;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** How reasons, examinations and rule sets stand in the database. An unknown field fails: a rule is never skipped. */
@Component
class Json {
    private static final TypeReference<List<Reason>> REASONS = new TypeReference<>() {};

    private final JsonMapper mapper = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    String write(Object value) {
        return mapper.writeValueAsString(value);
    }

    List<Reason> reasons(String json) {
        return mapper.readValue(json, REASONS);
    }

    <T> T read(String json, Class<T> type) {
        return mapper.readValue(json, type);
    }
}
