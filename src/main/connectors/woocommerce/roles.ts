/** The shop's own people: they are users of the site, too, and no customers of the desk. */
const STAFF: ReadonlySet<string> = new Set([
  'administrator',
  'shop_manager',
  'editor',
  'author',
  'contributor',
])

/** The roles that a store of today lets anybody delete; older ones delete every user, the owner of the keys too. */
const DELETABLE: ReadonlySet<string> = new Set(['customer', 'subscriber'])

/** True where a user of this role is left out of the customers. */
export function isStaff(role: string | undefined): boolean {
  return STAFF.has(role ?? '')
}

/** True where a user of this role may be deleted from here. One whose role is not told may not. */
export function mayBeDeleted(role: string | undefined): boolean {
  return DELETABLE.has(role ?? '')
}
