import type { TFunction } from 'i18next'
import type { Customer } from '#shared/domain/customer.ts'
import { defaultAddress, displayName } from '#shared/domain/derived-fields.ts'
import { ROSTER_COLUMNS, type RosterColumn } from '#renderer/roster/roster-query.ts'
import type { GridColumn } from '#renderer/ui/data-grid/grid-header.tsx'
import { countryName } from '#shared/domain/country-name.ts'

/** Columns of the usual list; the order in which `settings.customerColumns` names them is theirs. */
export const USUAL_COLUMNS: readonly RosterColumn[] = [
  'name',
  'company',
  'email',
  'phone',
  'city',
  'countryCode',
  'updatedAt',
]

const WIDTHS: Readonly<Record<RosterColumn, [minWidth: number, grow: number]>> = {
  name: [130, 2],
  company: [110, 1.7],
  email: [150, 2.4],
  phone: [118, 1.4],
  mobile: [118, 1.2],
  city: [84, 1],
  postcode: [84, 0.7],
  region: [116, 1],
  countryCode: [84, 0.9],
  code: [90, 0.9],
  referenceId: [100, 1],
  tags: [120, 1.4],
  state: [110, 1],
  updatedAt: [104, 0.6],
  createdAt: [104, 0.7],
}

/** The chosen columns that exist, the name always among them. */
export function shownColumns(chosen: readonly string[]): RosterColumn[] {
  const known = chosen.filter((id): id is RosterColumn => (ROSTER_COLUMNS as readonly string[]).includes(id))
  const unique = [...new Set(known)]
  return unique.includes('name') ? unique : ['name', ...unique]
}

/** The columns as the grid takes them. */
export function gridColumns(shown: readonly RosterColumn[], t: TFunction<'customers'>): GridColumn[] {
  return shown.map((id) => ({
    id,
    label: t(`columns.${id}`),
    minWidth: WIDTHS[id][0],
    grow: WIDTHS[id][1],
    sortable: true,
    ...(id === 'updatedAt' || id === 'createdAt' ? { align: 'end' as const } : {}),
  }))
}

/** The text of a cell, for the columns that are plain text; null for those drawn otherwise. */
export function cellText(customer: Customer, column: RosterColumn): string | null {
  const address = defaultAddress(customer)
  switch (column) {
    case 'name':
      return displayName(customer)
    case 'city':
      return address?.city ?? ''
    case 'postcode':
      return address?.postcode ?? ''
    case 'region':
      return (address?.regionCode ?? '') || (address?.region ?? '')
    case 'countryCode':
      return countryName(address?.countryCode ?? '') || (address?.country ?? '')
    case 'tags':
      return customer.tags.join(', ')
    case 'company':
    case 'email':
    case 'phone':
    case 'mobile':
    case 'code':
    case 'referenceId':
      return customer[column]
    case 'state':
    case 'updatedAt':
    case 'createdAt':
      return null
  }
}
