package org.realmscope.rmm.realm;

/**
 * State of a Realm (DEN0137, RmmRealmState). {@code ordinal()} is its encoding in the RD; a Realm that is NULL has no
 * RD.
 */
public enum RealmState {
    NEW,
    ACTIVE,
    SYSTEM_OFF;

    private static final RealmState[] BY_CODE = values();

    static RealmState of(int code) {
        return BY_CODE[code];
    }
}
