/** Words used everywhere. */
export const common = {
  cancel: 'Cancel',
  close: 'Close',
  save: 'Save',
  saved: 'Saved',
  add: 'Add',
  retry: 'Try again',
  edit: 'Edit',
  delete: 'Delete',
  remove: 'Remove',
  undo: 'Undo',
  open: 'Open',
  clear: 'Clear',
  clearSearch: 'Clear search',
  search: 'Search',
  selectAll: 'Select all',
  selectOne: 'Select {{name}}',
  more: 'More',
  loading: 'Loading…',
  none: '–',
  unnamed: 'No name',
  moment: 'just now',
  never: 'never',
  onlyHere: 'Only on this computer',
  states: {
    waiting: 'Waiting to send',
    needsYou: 'Needs you',
    inStep: 'In step',
    onlyHere: 'Only on this computer',
  },
  errors: {
    title: 'Something went wrong here',
    body: 'What you saved is safe on this computer. Reload the page to go on; if it happens again, restart the app.',
    reload: 'Reload',
    details: 'Details',
    diskFull: 'Not saved: the disk is full',
    diskFullBody:
      'What you typed is still here. Make room on the disk on which the app keeps its data, then save again.',
  },
  remoteErrors: {
    offline: 'There is no network, or {{remote}} cannot be reached.',
    'not-configured': 'This computer has nothing to sign in to {{remote}} with.',
    unauthorised:
      '{{remote}} does not accept this sign-in. The address may be wrong, or what you sign in with has expired or was taken back.',
    expired:
      'Your sign-in to {{remote}} has expired. Where it takes a token or a key, make a new one in {{remote}}.',
    permission: 'This sign-in lacks a permission at {{remote}}.',
    permissionScope: 'This sign-in lacks the permission “{{scope}}” at {{remote}}.',
    'not-found': '{{remote}} has no customers API at this address.',
    'rate-limited': '{{remote}} asks us to slow down. It goes on by itself in {{wait}}.',
    rateLimitedAsked: '{{remote}} asks us to slow down. Ask again in {{wait}}.',
    unavailable: '{{remote}} has a problem of its own (answer {{status}}). It is tried again by itself.',
    unavailableAsked: '{{remote}} has a problem of its own (answer {{status}}). Ask again in a moment.',
    'timeout-unknown': '{{remote}} did not answer in time.',
    protocol: 'What answered at this address is not {{remote}}.',
    certificate:
      'This computer does not trust the certificate of the server, so nothing was sent to it. It may have expired, be for another address, or come from an authority of the company itself.',
    'wrong-scope':
      'This sign-in belongs to another account: {{actual}} instead of {{expected}}. For another account, make a workspace of its own.',
    'account-unclear':
      '{{remote}} shows nobody to this sign-in, so it cannot tell whose customers they would be. Fill in the number of the account.',
    accountUnclearChoices:
      'This sign-in sees several accounts at {{remote}}: {{choices}}. Fill in the number of the one you want.',
    unproven:
      '{{remote}} answered with an empty list. That is so where there are no customers yet, and also where the sign-in is not let in or the number of the account is another’s: check both. If there really are none yet, connect anyway.',
    cancelled: 'Stopped.',
    addressEmpty: 'There is no address.',
    addressUnreadable: 'This is not an address. Look for a slip of the keyboard.',
    addressNotHttps:
      'The address must begin with https://, so that nobody on the way can read what you sign in with.',
    addressWithCredentials: 'The address holds a name or a password. Leave them out of it.',
  },
  refusals: {
    unexpected: 'The app could not handle this record. It is kept as it is.',
    addressIncomplete:
      '{{remote}} keeps an address only whole: first and last name, street, city, postcode, region, country and phone. Complete the one it ships to.',
    regionUnknownThere:
      '{{remote}} does not know the region of the address it ships to. The address was not kept there. Write the region as {{remote}} writes it.',
    deleteUnsupported: '{{remote}} cannot delete customers.',
    actionUnsupported: '{{remote}} does not know this command.',
    creditTooSmall: 'Too little remains of the credit by now.',
    orderTooSmall: 'An order has less to be paid by now, or is paid.',
    allocationGone: 'This allocation is there no more.',
    protectedAccount:
      'This account helps to run the store, or may do so. Deleting it could lock everybody out, so it is deleted in {{remote}} itself or not at all.',
    emailNotTaken:
      '{{remote}} kept the old e-mail address, most likely because another account there has the new one. Everything else was saved.',
    emailNeeded: '{{remote}} needs an e-mail address for every account: the customer signs in with it.',
    usernameFixed: '{{remote}} never changes a user name. Everything else was saved.',
  },
  systems: {
    'sku-io': 'SKU.io',
    'open-food-network': 'Open Food Network',
    kounta: 'Kounta',
    woocommerce: 'WooCommerce',
  },
  seconds_one: '{{count}} second',
  seconds_other: '{{count}} seconds',
  minutes_one: '{{count}} minute',
  minutes_other: '{{count}} minutes',
} as const
