/** Puts the cursor into a field of the form that is shown; '' or one that is not shown = the first. */
export function focusField(field: string): void {
  const fields = [...document.querySelectorAll<HTMLElement>('[data-field]')]
  const wanted = fields.find((each) => each.dataset['field'] === field) ?? fields[0]
  wanted?.focus()
  wanted?.scrollIntoView({ block: 'nearest' })
}
