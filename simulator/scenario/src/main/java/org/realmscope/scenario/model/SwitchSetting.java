package org.realmscope.scenario.model;

/**
 * A switch of the host and its value.
 *
 * @param position of the setting
 */
public record SwitchSetting(Position position, HostSwitch name, int value) {}
