/** `message` of a refusal that comes from a fault of the app itself: the screen says it in its own words. */
export const UNEXPECTED_PROBLEM = 'app:unexpected'

/** `message` of a customer that is there already, but whose record the remote cannot show. */
export const UNREADABLE_THERE = 'app:unreadable-there'

/** `message` of a customer whose address lacks a part without which the remote cannot keep it. */
export const ADDRESS_INCOMPLETE = 'app:address-incomplete'

/** `message` of a customer whose address names a region or country that the remote does not know. */
export const REGION_UNKNOWN_THERE = 'app:region-unknown-there'

/** `message` of a refused deletion where the remote offers none. */
export const DELETE_UNSUPPORTED = 'app:delete-unsupported'
