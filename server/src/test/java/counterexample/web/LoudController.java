package counterexample.web;

import counterexample.upstairs.SlipperyStore;
import org.springframework.stereotype.Controller;

@Controller
public class LoudController {
    private final SlipperyStore store;

    public LoudController(SlipperyStore store) {
        this.store = store;
    }

    public String store() {
        return store.toString();
    }
}
