import {
  LOCATION_FIELDS,
  shippingAddress,
  type LocationField,
  type StoredCustomer,
} from './customer-record.ts'
import { Refusal, invalid } from './errors.ts'
import { isObject } from './request-input.ts'
import { wireTime } from './wire.ts'

const TIME_COLUMNS = ['created_at', 'updated_at', 'archived_at'] as const
const TEXT_COLUMNS = ['name', 'email', 'company', 'phone'] as const

/** Columns that the v1 list filters by; those of the address look at the default shipping address. */
export const FILTERABLE_COLUMNS = [...TEXT_COLUMNS, ...LOCATION_FIELDS, ...TIME_COLUMNS] as const

type FilterColumn = (typeof FILTERABLE_COLUMNS)[number]

/** Whether a customer is in the list. */
export type CustomerFilter = (customer: StoredCustomer) => boolean

const OPERATORS = {
  '=': (value: string, wanted: string) => value === wanted,
  '!=': (value: string, wanted: string) => value !== wanted,
  '>': (value: string, wanted: string) => value > wanted,
  '>=': (value: string, wanted: string) => value >= wanted,
  '<': (value: string, wanted: string) => value < wanted,
  '<=': (value: string, wanted: string) => value <= wanted,
  contains: (value: string, wanted: string) => value.includes(wanted),
  startsWith: (value: string, wanted: string) => value.startsWith(wanted),
  endsWith: (value: string, wanted: string) => value.endsWith(wanted),
  isEmpty: (value: string) => value === '',
  isNotEmpty: (value: string) => value !== '',
} as const

/** One `filter[column]=value`: texts by a part of them, times by their beginning; 400 for a column that does not filter. */
export function plainFilter(column: string, value: string): CustomerFilter {
  if (!isFilterColumn(column)) {
    throw new Refusal(
      400,
      `Requested filter(s) \`${column}\` are not allowed. Allowed filter(s) are \`${FILTERABLE_COLUMNS.join(', ')}\`.`,
    )
  }
  return isTimeColumn(column) ? compare(column, 'startsWith', value) : compare(column, 'contains', value)
}

/**
 * The structured filter, `{"conjunction":"and","filterSet":[{"column":…,"operator":…,"value":…}]}`, as JSON text or as an
 * object. An empty object filters nothing. Throws 422 for what it does not understand.
 */
export function structuredFilter(filters: unknown): CustomerFilter {
  const given = typeof filters === 'string' ? parsed(filters) : (filters ?? {})
  if (Array.isArray(given) && given.length === 0) return () => true
  if (!isObject(given)) throw invalid({ filters: ['The filters field must be an array.'] })
  const set = given['filterSet'] ?? []
  if (!Array.isArray(set))
    throw invalid({ 'filters.filterSet': ['The filters.filterSet field must be an array.'] })
  const filterSet = set.map((filter: unknown, at) => oneFilter(filter, `filters.filterSet.${at}`))
  return given['conjunction'] === 'or' && filterSet.length > 0
    ? (customer) => filterSet.some((matches) => matches(customer))
    : (customer) => filterSet.every((matches) => matches(customer))
}

function oneFilter(filter: unknown, path: string): CustomerFilter {
  const { column, operator, value } = isObject(filter) ? filter : {}
  if (!isFilterColumn(column)) throw invalid({ [`${path}.column`]: ['The selected column is invalid.'] })
  if (!isOperator(operator)) throw invalid({ [`${path}.operator`]: ['The selected operator is invalid.'] })
  if (typeof value === 'string' || value === undefined || value === null)
    return compare(column, operator, value ?? '')
  throw invalid({ [`${path}.value`]: ['The value must be a string.'] })
}

function compare(column: FilterColumn, operator: keyof typeof OPERATORS, value: string): CustomerFilter {
  const test = OPERATORS[operator]
  const wanted = isTimeColumn(column) ? wantedTime(operator, value) : value.toLowerCase()
  return (customer) => test(textOf(customer, column), wanted)
}

/** A whole time is compared as the second it names, however it is written; a part of one is left as it is. */
function wantedTime(operator: keyof typeof OPERATORS, value: string): string {
  const milliseconds = Date.parse(value)
  return operator === 'startsWith' || Number.isNaN(milliseconds)
    ? value
    : wireTime(Math.floor(milliseconds / 1000))
}

function textOf(customer: StoredCustomer, column: FilterColumn): string {
  if (isTimeColumn(column)) {
    const seconds = customer[column]
    return seconds === null ? '' : wireTime(seconds)
  }
  const value = isLocationColumn(column) ? shippingAddress(customer)?.[column] : customer[column]
  return (value ?? '').toLowerCase()
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw invalid({ filters: ['The filters field must be a valid JSON string.'] })
  }
}

function isFilterColumn(column: unknown): column is FilterColumn {
  return FILTERABLE_COLUMNS.some((known) => known === column)
}

function isTimeColumn(column: FilterColumn): column is (typeof TIME_COLUMNS)[number] {
  return TIME_COLUMNS.some((known) => known === column)
}

function isLocationColumn(column: FilterColumn): column is LocationField {
  return LOCATION_FIELDS.some((known) => known === column)
}

function isOperator(operator: unknown): operator is keyof typeof OPERATORS {
  return typeof operator === 'string' && Object.hasOwn(OPERATORS, operator)
}
