package counterexample;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** A small house that breaks every rule, to show that each rule can fail. Nothing in it is ever started. */
@SpringBootApplication
public class CounterexampleApplication {}
