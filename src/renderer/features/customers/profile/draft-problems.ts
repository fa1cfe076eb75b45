import type { TFunction } from 'i18next'
import { assertNever } from '#shared/assert-never.ts'
import type { ConnectorCapabilities } from '#shared/connector/capabilities.ts'
import type { CustomerDraft } from '#shared/domain/customer.ts'
import { missingForRemote } from '#shared/domain/requirements.ts'
import { validateCustomer } from '#shared/domain/validate-customer.ts'
import { nameField } from './profile-fields.ts'

/** What is wrong with a field, in words; a hint does not keep from saving. */
export interface FieldProblem {
  readonly text: string
  readonly severity: 'error' | 'hint'
}

/** Problems of a draft by field name or `address/<id>/<part>`: the rules of the app first, then the remote's. */
export function draftProblems(
  draft: CustomerDraft,
  capabilities: ConnectorCapabilities | null,
  t: TFunction<'customers'>,
): Map<string, FieldProblem> {
  const problems = new Map<string, FieldProblem>()
  const add = (key: string, problem: FieldProblem): void => {
    if (!problems.has(key)) problems.set(key, problem)
  }
  for (const { key, rule, severity } of validateCustomer(draft))
    add(rule === 'needs-identity' ? nameField(capabilities) : key, { text: t(`rules.${rule}`), severity })
  if (capabilities === null) return problems
  const remote = capabilities.displayName
  for (const { field, rule, alternatives } of missingForRemote(draft, capabilities)) {
    const severity = 'error'
    switch (rule) {
      case 'required':
        add(field, { text: t('rules.required', { remote }), severity })
        break
      case 'one-of': {
        const fields = alternatives.map((each) => t(`fields.${each}`)).join(', ')
        add(field, { text: t('rules.one-of', { remote, fields }), severity })
        break
      }
      case 'too-long': {
        const max = capabilities.requirements.maxLength
        add(field, { text: t('rules.too-long', { remote, max }), severity })
        break
      }
      default:
        assertNever(rule)
    }
  }
  return problems
}
