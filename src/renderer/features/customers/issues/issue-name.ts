/** The name of a button for screen readers where several say the same: what it does, and for whom. '' = there is only one. */
export function issueName(label: string, of: string): string {
  return of === '' ? label : `${label}: ${of}`
}
