package counterexample.upstairs;

public class OpenRules {}
