package counterexample.upstairs;

import org.springframework.transaction.annotation.Transactional;

@Transactional
public class SlipperyStore {}
