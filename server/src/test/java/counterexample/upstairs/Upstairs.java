package counterexample.upstairs;

import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
public class Upstairs {
    private final JdbcClient jdbc;

    public Upstairs(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Instant when() {
        jdbc.sql("select 1");
        return Instant.now();
    }
}
