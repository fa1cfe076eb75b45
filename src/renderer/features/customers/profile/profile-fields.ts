import type { ConnectorCapabilities } from '#shared/connector/capabilities.ts'
import {
  DEFAULT_SETTING_FIELDS,
  type CustomerDraft,
  type CustomerField,
  type CustomerTextField,
} from '#shared/domain/customer.ts'

/** What the profile form edits: everything of a draft but the addresses. */
export type ProfileValues = Pick<CustomerDraft, CustomerField>

/** Fields that a person has touched, with what they are to become. */
export type ProfileEdits = Partial<ProfileValues>

/** A short part of the form. `rare` fields are behind "More fields" unless the remote holds them or they are filled. */
export interface ProfileSection {
  readonly id: 'who' | 'contact' | 'keys' | 'about' | 'defaults'
  readonly usual: readonly CustomerField[]
  readonly rare: readonly CustomerField[]
}

const SECTIONS: readonly ProfileSection[] = [
  { id: 'who', usual: ['name', 'company'], rare: ['firstName', 'lastName'] },
  { id: 'contact', usual: ['email', 'phone', 'mobile'], rare: ['fax', 'acceptsMarketing'] },
  { id: 'about', usual: ['tags', 'notes'], rare: ['imageUrl'] },
  { id: 'keys', usual: ['code', 'referenceId'], rare: ['username'] },
  { id: 'defaults', usual: [], rare: [...DEFAULT_SETTING_FIELDS, 'salesRepId'] },
]

/** The field in which a person writes a new customer's name first: the remote may have one field for it, or two. */
export function nameField(capabilities: ConnectorCapabilities | null): CustomerField {
  const fields = capabilities?.fields ?? []
  return !fields.includes('name') && fields.includes('firstName') ? 'firstName' : 'name'
}

function sectionsFor(capabilities: ConnectorCapabilities | null): readonly ProfileSection[] {
  if (nameField(capabilities) === 'name') return SECTIONS
  return SECTIONS.map((section): ProfileSection =>
    section.id === 'who'
      ? { id: 'who', usual: ['firstName', 'lastName', 'company'], rare: ['name'] }
      : section,
  )
}

/** The sections to show, each with its fields in order; `all` shows the rare ones too; what only an update can set
 * is left out of a new customer. */
export function shownSections(
  values: ProfileValues,
  capabilities: ConnectorCapabilities | null,
  { all, isNew }: { all: boolean; isNew: boolean },
): { id: ProfileSection['id']; fields: CustomerField[] }[] {
  const isShown = (field: CustomerField): boolean => {
    const value = values[field]
    const filled = typeof value === 'string' ? value !== '' : Array.isArray(value) ? value.length > 0 : value
    const held = capabilities?.fields.includes(field) ?? false
    if (isDefaultSetting(field))
      return filled || (held && !(isNew && (capabilities?.updateOnlyFields.includes(field) ?? false)))
    return all || held || filled
  }
  return sectionsFor(capabilities)
    .map(({ id, usual, rare }) => ({ id, fields: [...usual, ...rare.filter(isShown)] }))
    .filter(({ fields }) => fields.length > 0)
}

/** True for SKU.io's default settings and the sales rep, which are ids of that system. */
export function isDefaultSetting(field: CustomerField): boolean {
  return (
    field === 'salesRepId' ||
    (DEFAULT_SETTING_FIELDS as readonly CustomerTextField[]).includes(field as CustomerTextField)
  )
}

/** Only the edits that change something. */
export function realEdits(values: ProfileValues, edits: ProfileEdits): ProfileEdits {
  return Object.fromEntries(
    Object.entries(edits).filter(
      ([field, value]) => JSON.stringify(value) !== JSON.stringify(values[field as CustomerField]),
    ),
  )
}
