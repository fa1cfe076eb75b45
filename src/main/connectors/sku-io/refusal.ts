import type { CustomerField } from '#shared/domain/customer.ts'
import type { HttpAnswer } from '#main/http/http-client.ts'
import { redact } from '#main/http/redact.ts'
import type { WireRefusal } from '../kit/write-failure.ts'
import { REFERENCE_NAMES } from './mapping.ts'
import { wireRefusalSchema } from './wire.ts'

/** Code of a duplicate. Its place in the body is open, so all of the body is searched (docs/remotes/sku-io.md, section 1). */
const EXISTS_CODE = 'CODE_CUSTOMER_EXISTS'
/** Assumed: Laravel's words for a value that is not unique. */
const TAKEN = /already (been taken|exists|in use)|must be unique/i

const FIELD_OF_WIRE: Readonly<Record<string, CustomerField>> = {
  name: 'name',
  company: 'company',
  email: 'email',
  phone: 'phone',
  fax: 'fax',
  ...Object.fromEntries(Object.entries(REFERENCE_NAMES).map(([field, wireName]) => [wireName, field])),
}

/** Reads the answer to a refused write: `{message, errors}` (422), `{message}` (400, 409 and others). */
export function refusalOf(answer: HttpAnswer, secrets: readonly string[]): WireRefusal {
  const parsed = wireRefusalSchema.safeParse(answer.body)
  const { message = '', errors = {} } = parsed.success ? parsed.data : {}
  const texts = Object.values(errors).flat()
  const paths = Object.keys(errors)
  const field = FIELD_OF_WIRE[paths[0]?.split('.')[0] ?? ''] ?? ''
  const emailTaken = [errors['email'] ?? []].flat().some((text) => TAKEN.test(text))
  return {
    status: answer.status,
    reason: redact(texts.length > 0 ? texts.join(' ') : message || `Status ${answer.status}`, secrets),
    field,
    exists:
      answer.status === 422 && (emailTaken || JSON.stringify(answer.body ?? null).includes(EXISTS_CODE)),
  }
}
