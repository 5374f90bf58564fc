/**
 * What the workbench of this project has beside the feature that people install elsewhere: its name, and samples in a
 * new workspace.
 */
@NonNullByDefault({DefaultLocation.PARAMETER, DefaultLocation.RETURN_TYPE, DefaultLocation.FIELD})
package org.realmscope.branding;

import org.eclipse.jdt.annotation.DefaultLocation;
import org.eclipse.jdt.annotation.NonNullByDefault;
