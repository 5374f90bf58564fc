/** The CCA attestation token: CBOR, COSE_Sign1 and ES384, with development keys. */
@NullMarked
package org.realmscope.rmm.attestation;

import org.jspecify.annotations.NullMarked;
