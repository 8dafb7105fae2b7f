package org.mailuo.pages;

/** The groups of the navigation, in the order in which blood passes through the house. */
public enum Section {
    DONORS("person"),
    COLLECTION("drop"),
    LABORATORY("flask"),
    PROCESSING("split"),
    RELEASE("shield"),
    STORAGE("snow"),
    DISTRIBUTION("truck"),
    HOSPITAL("hospital"),
    TRACE("route"),
    REPORTS("chart"),
    STATION("gear");

    private final String icon;

    Section(String icon) {
        this.icon = icon;
    }

    public String icon() {
        return icon;
    }
}
