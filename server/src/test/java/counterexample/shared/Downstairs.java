package counterexample.shared;

import counterexample.upstairs.Upstairs;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

@Component
public class Downstairs {
    @Autowired
    private Upstairs upstairs;

    public void setUpstairs(Upstairs upstairs) {
        this.upstairs = upstairs;
    }
}
