/**
 * Uses a running workbench as a person would, for the scripts that test an installation, measure and make pictures. The
 * scripts add this bundle to a workbench that they start; it is part of no feature.
 */
@NonNullByDefault({DefaultLocation.PARAMETER, DefaultLocation.RETURN_TYPE, DefaultLocation.FIELD})
package org.realmscope.ide.driver;

import org.eclipse.jdt.annotation.DefaultLocation;
import org.eclipse.jdt.annotation.NonNullByDefault;
