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

/** `message` of a command that the remote does not know. */
export const ACTION_UNSUPPORTED = 'app:action-unsupported'

/** `message` of an allocation for which too little remains of the credit by now. */
export const CREDIT_TOO_SMALL = 'app:credit-too-small'

/** `message` of an allocation of more than is still to be paid of an order. */
export const ORDER_TOO_SMALL = 'app:order-too-small'

/** `message` of a command that takes back an allocation which is there no more. */
export const ALLOCATION_GONE = 'app:allocation-gone'

/** `message` of a refused deletion of an account that runs the shop: deleting it could lock everybody out. */
export const PROTECTED_ACCOUNT = 'app:protected-account'

/** `message` where a remote kept the old e-mail without a word, since another account has the new one. */
export const EMAIL_NOT_TAKEN = 'app:email-not-taken'

/** `message` where an e-mail was taken away that the remote cannot do without. */
export const EMAIL_NEEDED = 'app:email-needed'

/** `message` where a remote kept the old user name without a word: it never changes one. */
export const USERNAME_FIXED = 'app:username-fixed'
