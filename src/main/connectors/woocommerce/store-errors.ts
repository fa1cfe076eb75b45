import type { RemoteError } from '#shared/connector/remote-error.ts'
import type { CustomerField } from '#shared/domain/customer.ts'
import { callError } from '#main/http/answer-error.ts'
import type { HttpAnswer } from '#main/http/http-client.ts'
import { redact } from '#main/http/redact.ts'
import type { WireRefusal, WriteFailure } from '../kit/write-failure.ts'
import { wireErrorSchema, wireFailedRowSchema } from './wire.ts'

/** What a store says went wrong. Its words differ from version to version, its codes do not: only codes are matched. */
export interface StoreError {
  code: string
  /** Without the HTML that some versions put into it. */
  message: string
  /** Names of the parameters at fault, where it tells. */
  parameters: string[]
}

/** A refusal with the code it came with. */
export interface StoreRefusal extends WireRefusal {
  code: string
}

/** Why a write did not succeed, with the store's code where it refused. */
export type StoreFailure =
  Exclude<WriteFailure, { kind: 'refused' }> | { kind: 'refused'; refusal: StoreRefusal }

/** Four codes for one thing: an account of this e-mail is there (docs/remotes/woocommerce.md, section 5, 8). */
const DUPLICATE_CODES: ReadonlySet<string> = new Set([
  'registration-error-email-exists',
  'existing_user_email',
  'existing_user_login',
  'registration-error-username-exists',
])

/** No customer or hook of this id: 404 to a read or a legacy delete, 400 to an update and to a delete of wc/v3. */
const MISSING_CODES: ReadonlySet<string> = new Set([
  'woocommerce_api_invalid_customer',
  'woocommerce_api_invalid_customer_id',
  'woocommerce_rest_invalid_id',
  'woocommerce_rest_shop_webhook_invalid_id',
  'woocommerce_api_invalid_webhook',
  'woocommerce_api_invalid_webhook_id',
])

/** Refusals that come with a status of 500 although nothing has failed. */
const REFUSED_WITH_500: ReadonlySet<string> = new Set([
  'woocommerce_api_cannot_delete_customer',
  'woocommerce_rest_cannot_delete',
])

const FIELD_OF_CODE: Readonly<Record<string, CustomerField>> = {
  customer_invalid_email: 'email',
  'registration-error-invalid-email': 'email',
  woocommerce_api_missing_customer_email: 'email',
  woocommerce_rest_customer_invalid_email: 'email',
  'registration-error-invalid-username': 'username',
  user_login_too_long: 'username',
  woocommerce_rest_customer_invalid_argument: 'username',
}

/** Code of a store that makes no passwords: the create has to carry one. */
const MISSING_PASSWORD = 'registration-error-missing-password'

/** What the body of an answer says went wrong; null where it is no error of a store. */
export function storeError(body: unknown, secrets: readonly string[]): StoreError | null {
  const parsed = wireErrorSchema.safeParse(body)
  if (!parsed.success || parsed.data === undefined) return null
  const { code, message = '', data } = parsed.data
  const words = plainWords(message)
  return {
    code: redact(code, secrets),
    message: redact(words, secrets),
    parameters: Object.keys(data?.params ?? {}),
  }
}

/** Why a read did not succeed; null where it did. Only the store's own words for it make a record missing. */
export function readFailure(
  answer: HttpAnswer,
  path: string,
  secrets: readonly string[],
): RemoteError | null {
  const { status } = answer
  if (status >= 200 && status < 300) return null
  const told = storeError(answer.body, secrets)
  if (saysUnauthorised(status, told)) return { kind: 'unauthorised', detail: told?.message ?? '' }
  const failed = callError(answer, secrets)
  if (failed?.kind === 'permission') return { ...failed, detail: told?.message ?? failed.detail }
  if (failed !== null) return failed
  if (status === 404 && told !== null && isMissing(told)) return { kind: 'not-found' }
  return { kind: 'protocol', detail: `${pathWithoutIds(path)} answered ${status} ${told?.code ?? ''}`.trim() }
}

/** Why a write did not succeed. A 4xx with a reason of the store certainly had no effect. */
export function writeFailure(answer: HttpAnswer, path: string, secrets: readonly string[]): StoreFailure {
  const told = storeError(answer.body, secrets)
  const { status } = answer
  if (told !== null && (status < 500 || REFUSED_WITH_500.has(told.code)) && !concernsAll(status, told)) {
    return failureOf(told, status)
  }
  if (saysUnauthorised(status, told)) {
    return { kind: 'failed', error: { kind: 'unauthorised', detail: told?.message ?? '' }, sent: false }
  }
  const failed = callError(answer, secrets)
  if (failed !== null) {
    const error = failed.kind === 'permission' ? { ...failed, detail: told?.message ?? '' } : failed
    return { kind: 'failed', error, sent: failed.kind === 'unavailable' }
  }
  const detail = `${pathWithoutIds(path)} answered ${status} ${told?.code ?? ''}`.trim()
  // Without a reason of the store it was somebody in between who answered: nobody knows how far it got.
  return { kind: 'failed', error: { kind: 'protocol', detail }, sent: told === null }
}

/** What became of one row of a bulk call: null where it succeeded. */
export function rowFailure(row: unknown, secrets: readonly string[]): StoreFailure | null {
  const parsed = wireFailedRowSchema.safeParse(row)
  if (!parsed.success) return null
  const told = storeError(parsed.data.error, secrets)
  return told === null ? null : failureOf(told, 400)
}

/** True where the words are those of a store that wants the create to carry a password. */
export function wantsPassword(failure: StoreFailure): boolean {
  return failure.kind === 'refused' && failure.refusal.code === MISSING_PASSWORD
}

function failureOf(told: StoreError, status: number): StoreFailure {
  const { code, message, parameters } = told
  if (isMissing(told)) return { kind: 'gone', reason: message }
  const field = FIELD_OF_CODE[code] ?? (parameters.includes('email') ? 'email' : '')
  const reason = message || code
  return {
    kind: 'refused',
    refusal: { status, reason, field, exists: DUPLICATE_CODES.has(code), code },
  }
}

/** Keys, rights and limits concern every call; a store speaks of one record with 400, 404, 409, 413, 501 and some 403. */
function concernsAll(status: number, told: StoreError): boolean {
  if (status === 404) return !isMissing(told)
  if (status === 403) return !/^woocommerce_rest_cannot_(edit|delete)$/.test(told.code)
  return status === 401 || status === 429
}

/** Over http the legacy API answers 404 where a signature is not as it should be. */
function saysUnauthorised(status: number, told: StoreError | null): boolean {
  return status === 401 || (status === 404 && told?.code === 'woocommerce_api_authentication_error')
}

function isMissing({ code }: StoreError): boolean {
  return MISSING_CODES.has(code)
}

/** Tags go and the common entities become signs, for a person to read; what is shown is never taken for HTML. */
export function plainWords(text: string): string {
  const signs: Readonly<Record<string, string>> = {
    ...{ amp: '&', '#038': '&', lt: '<', gt: '>', quot: '"', '#039': "'", '#8217': '’' },
  }
  return text
    .replace(/<[^<>]*>/g, '')
    .replace(/&(amp|lt|gt|quot|#038|#039|#8217);/g, (whole, name: string) => signs[name] ?? whole)
}

function pathWithoutIds(path: string): string {
  return path.replace(/\/email\/.*$/, '/email/{email}').replace(/\/\d+/g, '/{id}')
}
